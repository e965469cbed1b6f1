import { signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import { ackAfterChanges } from './ack-after-changes.ts';
import { createLine } from './line.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a device tells of itself when something here has changed, not whenever the stream speaks', async () => {
  vi.useFakeTimers();
  const line = createLine({ now: () => Date.now() }, null);
  const [count, person] = [signal(0), signal<string | null>(null)];
  let acks = 0;
  const stop = ackAfterChanges({ line, unsent: { count }, person }, () => (acks += 1));
  const afterSeconds = async (change: () => void, seconds = 2): Promise<number> => {
    acks = 0;
    change();
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return acks;
  };
  expect(await afterSeconds(() => (count.value = 1))).toBe(0);
  expect(await afterSeconds(() => line.up())).toBe(1);
  expect(await afterSeconds(() => line.up())).toBe(0);
  expect(await afterSeconds(() => (count.value = 2))).toBe(1);
  expect(await afterSeconds(() => (person.value = 'nurse'))).toBe(1);
  expect(await afterSeconds(() => line.down())).toBe(0);
  expect(await afterSeconds(() => line.up())).toBe(1);
  count.value = 3;
  stop();
  expect(await afterSeconds(() => (count.value = 4))).toBe(0);
});
