// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWhenIdle } from './start-when-idle.ts';

const NINE_MINUTES = 9 * 60_000;
let starts: number;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  starts = 0;
  stop = startWhenIdle(async () => void (starts += 1));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});
const happens = (name: string, isTrusted: boolean): void => {
  const event = new Event(name);
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  window.dispatchEvent(event);
};

test('who works on the page is not interrupted', () => {
  for (let n = 0; n < 5; n += 1) {
    vi.advanceTimersByTime(NINE_MINUTES);
    happens('keydown', true);
  }
  expect(starts).toBe(0);
});

test('what a program does on the page is nobody working on it', () => {
  for (let n = 0; n < 2; n += 1) {
    vi.advanceTimersByTime(NINE_MINUTES);
    happens('pointerdown', false);
    happens('mousemove', false);
  }
  expect(starts).toBeGreaterThan(0);
});
