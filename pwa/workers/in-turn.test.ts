import { afterEach, expect, test, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

afterEach(() => vi.unstubAllGlobals());

test('an older reading never comes after a newer one, and who asks meanwhile is answered by one more', async () => {
  const ends: (() => void)[] = [];
  let runs = 0;
  const read = inTurn(() => {
    runs++;
    return new Promise<void>((resolve) => void ends.push(resolve));
  });
  const first = read();
  await Promise.resolve();
  const [second, third] = [read(), read()];
  await Promise.resolve();
  expect(runs).toBe(1);
  ends[0]?.();
  await first;
  await Promise.resolve();
  expect(runs).toBe(2);
  ends[1]?.();
  await Promise.all([second, third]);
  expect(runs).toBe(2);
});

test('a run that fails is reported, and holds no later one back', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  let runs = 0;
  const read = inTurn(() => (++runs === 1 ? Promise.reject(new Error('torn')) : Promise.resolve()));
  await read();
  await read();
  expect(runs).toBe(2);
  expect(reported).toHaveBeenCalledTimes(1);
});
