import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askGently } from './ask-gently.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a busy hour of pokes leaves most of what one person may ask in an hour', async () => {
  let asked = 0;
  const { ask, stop } = askGently(async () => void (asked += 1), 8000);
  for (let s = 0; s < 3600; s += 2) {
    ask();
    await vi.advanceTimersByTimeAsync(2000);
  }
  expect(asked).toBeGreaterThan(400);
  expect(asked).toBeLessThan(500);
  stop();
});

test('the first poke after a while is asked at once, and the last one is never lost', async () => {
  let asked = 0;
  const { ask } = askGently(async () => void (asked += 1), 8000);
  ask();
  expect(asked).toBe(1);
  ask();
  ask();
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(8000);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(2);
});

test('what somebody has just done is asked at once, or after the answer that is under way', async () => {
  const answers: (() => void)[] = [];
  const { ask, askNow, stop } = askGently(
    () => new Promise((resolve) => void answers.push(resolve)),
    8000,
  );
  ask();
  askNow();
  askNow();
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(answers).toHaveLength(2);
  answers[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  askNow();
  expect(answers).toHaveLength(3);
  stop();
  answers[2]?.();
  askNow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answers).toHaveLength(3);
});
