import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('asked again and again while it runs, it runs once more, and a failure ends nothing', async () => {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(
    () =>
      new Promise<void>((resolve, reject) =>
        ends.push(ends.length === 0 ? () => reject(new Error('no')) : resolve),
      ),
  );
  ask();
  ask();
  ask();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ask();
  await expect.poll(() => ends.length).toBe(3);
});
