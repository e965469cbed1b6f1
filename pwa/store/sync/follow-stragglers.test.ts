import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followStragglers } from './follow-stragglers.ts';
import type { Waiting } from './follow-unsent.ts';
import { createLine, type Line } from './line.ts';

let line: Line;
let sent: string[];
let stop: () => void;
const waiting = signal<readonly Waiting[]>([]);
const wait = (ids: string): void => {
  waiting.value = [...ids].map((id) => ({ id, document: { trail: [{ id }] } })) as never;
};
/** A second of a busy ward: the stream speaks, somebody writes. */
async function seconds(count: number, each: () => void = () => undefined): Promise<void> {
  for (let s = 0; s < count; s += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    each();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  line = createLine({ now: () => Date.now() }, null);
  sent = [];
  wait('');
  stop = followStragglers(line, { waiting }, async (stragglers) => {
    sent.push(stragglers.map(({ id }) => id).join(''));
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('what waits since the line came up is sent after ten seconds, however much is said meanwhile', async () => {
  wait('ab');
  line.up();
  let more = '';
  await seconds(10, () => {
    line.up();
    wait(`b${(more += 'x')}`);
  });
  expect(sent).toEqual(['b']);
});

test('what is written on a good line has from one look to the next before it is sent by name', async () => {
  line.up();
  await seconds(5);
  wait('a');
  await seconds(5);
  expect(sent).toEqual([]);
  await seconds(10);
  expect(sent).toEqual(['a']);
});

test('nothing is sent while the line is not up, and the time begins anew when it is', async () => {
  wait('a');
  line.up();
  await seconds(9);
  line.down();
  await seconds(30);
  line.up();
  await seconds(9);
  expect(sent).toEqual([]);
  await seconds(1);
  expect(sent).toEqual(['a']);
});
