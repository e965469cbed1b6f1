import { expect, test } from 'vitest';
import { nextBox } from './spatial-keys.ts';

const box = (left: number, top: number, width = 100, height = 50) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
/** A bay of four, then a clash over the whole width, then one more. */
const BOARD = [box(0, 0), box(110, 0), box(0, 60), box(110, 60), box(0, 120, 210), box(0, 180)];

test('arrows go to the bed that the eye sees there', () => {
  expect(nextBox(BOARD, 0, 'ArrowRight')).toBe(1);
  expect(nextBox(BOARD, 1, 'ArrowDown')).toBe(3);
  expect(nextBox(BOARD, 3, 'ArrowLeft')).toBe(2);
  expect(nextBox(BOARD, 3, 'ArrowDown')).toBe(4);
  expect(nextBox(BOARD, 5, 'ArrowUp')).toBe(4);
});

test('at the edge of the ward nothing moves', () => {
  expect(nextBox(BOARD, 0, 'ArrowLeft')).toBe(-1);
  expect(nextBox(BOARD, 0, 'ArrowUp')).toBe(-1);
  expect(nextBox(BOARD, 5, 'ArrowDown')).toBe(-1);
  expect(nextBox([], 0, 'ArrowDown')).toBe(-1);
});
