import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reachOf, seriesIntervals, seriesWalls } from './series.ts';
import { addDays, wallAt, wallOf, weekdayOf } from './wall-time.ts';

const ZONES = [
  'Europe/Dublin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Santiago',
];

test('a series keeps its weekday and its time on the wall over every leap of the clock', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 800 }),
      // Nobody books in the hours that a clock leaps over or has twice; those have a test of their own.
      fc.integer({ min: 5 * 60, max: 22 * 60 }),
      fc.integer({ min: 1, max: 4 }),
      (zone, n, minute, everyWeeks) => {
        const first = wallOf(addDays('2025-06-01', n), minute);
        const walls = seriesWalls(first, { everyWeeks, times: 12 });
        if (!walls.ok) throw new Error(walls.error.kind);
        const intervals = seriesIntervals(walls.value, 30, zone);
        expect(intervals).toHaveLength(12);
        for (const { wall, start, end } of intervals) {
          expect(wall.slice(11)).toBe(first.slice(11));
          expect(wallAt(start, zone).slice(11)).toBe(first.slice(11));
          expect(weekdayOf(wall.slice(0, 10))).toBe(weekdayOf(first.slice(0, 10)));
          expect(Date.parse(end) - Date.parse(start)).toBe(30 * 60_000);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the one that falls into the leap is the time that is really meant, the others stay', () => {
  const walls = seriesWalls('2026-03-22T01:30', { everyWeeks: 1, times: 3 });
  const intervals = walls.ok ? seriesIntervals(walls.value, 30, 'Europe/Dublin') : [];
  expect(intervals.map(({ wall }) => wall)).toEqual([
    '2026-03-22T01:30',
    '2026-03-29T02:30',
    '2026-04-05T01:30',
  ]);
});

test('a series without an end, without a step, or of a thousand is refused with its reason', () => {
  const first = '2026-11-23T09:00';
  const why = (repeat: Parameters<typeof seriesWalls>[1]) => {
    const walls = seriesWalls(first, repeat);
    return walls.ok ? walls.value.length : walls.error.kind;
  };
  expect(why({ everyWeeks: 1, times: Infinity })).toBe('no-end');
  expect(why({ everyWeeks: 1, times: 0 })).toBe('no-end');
  expect(why({ everyWeeks: 1, times: 2.5 })).toBe('no-end');
  expect(why({ everyWeeks: 0, times: 3 })).toBe('bad-step');
  expect(why({ everyWeeks: Number.NaN, times: 3 })).toBe('bad-step');
  expect(why({ everyWeeks: 1, times: 1000 })).toBe('too-many');
  expect(why({ everyWeeks: 1, times: Infinity, until: '2030-01-01' })).toBe('too-many');
  expect(why({ everyWeeks: 1, times: 5, until: '2026-11-01' })).toBe('ends-before-it-begins');
  expect(why({ everyWeeks: 2, times: Infinity, until: '2026-12-21' })).toBe(3);
});

test('a deed on one of a series reaches this one, this and later, or all', () => {
  const rows = ['c', 'a', 'b'].map((id) => ({
    id,
    content: { slot: { start: `2026-11-2${'abc'.indexOf(id)}` } },
  }));
  const [, , b] = rows;
  if (!b) throw new Error('broken promise: there are three');
  expect(reachOf(rows, b, 'this').map(({ id }) => id)).toEqual(['b']);
  expect(reachOf(rows, b, 'later').map(({ id }) => id)).toEqual(['b', 'c']);
  expect(reachOf(rows, b, 'all').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});
