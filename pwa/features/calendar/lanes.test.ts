import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanesOf } from './lanes.ts';

const box = (minute: number, minutes: number) => ({ minute, minutes });

test('a booking that shares no time has the whole column', () => {
  expect(lanesOf([box(60, 30), box(90, 30)]).map(({ a, z }) => [a, z])).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test('two at one time stand side by side, and what comes later is wide again', () => {
  expect(lanesOf([box(60, 45), box(75, 30), box(105, 15)]).map(({ a, z }) => [a, z])).toEqual([
    [0, 0.5],
    [0.5, 1],
    [0, 1],
  ]);
});

test('no two boxes that share time share width', () => {
  const boxes = fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: 600 }),
      minutes: fc.integer({ min: 5, max: 120 }),
    }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(boxes, (some) => {
      const placed = lanesOf(some);
      expect(placed).toHaveLength(some.length);
      for (const [i, x] of placed.entries()) {
        for (const y of placed.slice(i + 1)) {
          const sharesTime = x.minute < y.minute + y.minutes && y.minute < x.minute + x.minutes;
          const sharesWidth = x.a < y.z - 1e-9 && y.a < x.z - 1e-9;
          expect(sharesTime && sharesWidth).toBe(false);
        }
      }
    }),
  );
});
