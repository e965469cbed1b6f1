import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';
import { createLine } from './line.ts';

const clock = { now: () => Date.UTC(2026, 10, 24, 7, 2) };

test('work that waits for the line goes on when it comes up, and not before', async () => {
  const line = createLine(clock, null);
  let isDone = false;
  const work = line.whenUp(new AbortController().signal).then(() => (isDone = true));
  line.down();
  await Promise.resolve();
  expect(isDone).toBe(false);
  line.up();
  await work;
  expect(line.status.value).toMatchObject({
    kind: 'up',
    downSince: null,
    tries: 0,
    lastContact: '2026-11-24T07:02:00.000Z',
  });
});

test('the line has been down since the last contact, not since it was last tried', () => {
  const line = createLine(clock, '2026-11-24T05:00:00.000Z');
  line.down();
  line.down();
  expect(line.status.value).toMatchObject({
    kind: 'down',
    downSince: '2026-11-24T05:00:00.000Z',
    tries: 2,
  });
});

test('who stops waiting is told', async () => {
  const stop = new AbortController();
  const work = createLine(clock, null).whenUp(stop.signal);
  stop.abort();
  await expect(work).rejects.toThrow();
});

test('tries come after 1, 2, 4, 8 and then every 15 s, give or take a quarter', () => {
  expect([1, 2, 3, 4, 5, 50].map((tries) => backoffMs(tries, 0.5))).toEqual([
    1000, 2000, 4000, 8000, 15_000, 15_000,
  ]);
  expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([750, 1250]);
});
