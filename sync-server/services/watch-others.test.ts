import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchOthers } from './watch-others.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the server looks twice a second for what an import wrote, until it is stopped', () => {
  const lookForOthers = vi.fn(async () => undefined);
  const stop = watchOthers({ lookForOthers }, () => undefined);
  vi.advanceTimersByTime(1000);
  stop();
  vi.advanceTimersByTime(5000);
  expect(lookForOthers).toHaveBeenCalledTimes(2);
});

test('a look that fails is told and does not end the looking', async () => {
  const onError = vi.fn();
  const stop = watchOthers({ lookForOthers: () => Promise.reject(new Error('busy')) }, onError);
  await vi.advanceTimersByTimeAsync(1000);
  stop();
  expect(onError).toHaveBeenCalledTimes(2);
});
