import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesIntervals, seriesWalls, type Repeat } from './series.ts';
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
        const walls = seriesWalls(first, { every: everyWeeks, unit: 'weeks', times: 12 });
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
  const walls = seriesWalls('2026-03-22T01:30', { every: 1, unit: 'weeks', times: 3 });
  const intervals = walls.ok ? seriesIntervals(walls.value, 30, 'Europe/Dublin') : [];
  expect(intervals.map(({ wall }) => wall)).toEqual([
    '2026-03-22T01:30',
    '2026-03-29T02:30',
    '2026-04-05T01:30',
  ]);
});

test('a series without an end, without a step, or of a thousand is refused with its reason', () => {
  const first = '2026-11-23T09:00';
  const why = (repeat: Partial<Repeat>) => {
    const walls = seriesWalls(first, { every: 1, unit: 'weeks', times: Infinity, ...repeat });
    return walls.ok ? walls.value.length : walls.error.kind;
  };
  expect(why({})).toBe('no-end');
  expect(why({ times: 0 })).toBe('no-end');
  expect(why({ times: 2.5 })).toBe('no-end');
  expect(why({ every: 0, times: 3 })).toBe('bad-step');
  expect(why({ every: Number.NaN, times: 3 })).toBe('bad-step');
  expect(why({ times: 1000 })).toBe('too-many');
  expect(why({ until: '2030-01-01' })).toBe('too-many');
  expect(why({ times: 5, until: '2026-11-01' })).toBe('ends-before-it-begins');
  expect(why({ every: 2, until: '2026-12-21' })).toBe(3);
});

test('a series lies on several weekdays, or on every so many days', () => {
  const days = (repeat: Partial<Repeat>) => {
    const walls = seriesWalls('2026-11-25T09:00', { every: 1, unit: 'weeks', times: 5, ...repeat });
    return walls.ok ? walls.value.map((wall) => wall.slice(8, 10)) : walls.error.kind;
  };
  expect(days({ weekdays: [1, 3, 5] })).toEqual(['25', '27', '30', '02', '04']);
  expect(days({ weekdays: [1], every: 2 })).toEqual(['25', '07', '09', '21', '23']);
  expect(days({ unit: 'days', every: 3 })).toEqual(['25', '28', '01', '04', '07']);
});
