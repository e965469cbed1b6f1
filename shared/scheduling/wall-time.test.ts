import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  instantOfWall,
  intervalAt,
  isDay,
  minuteOf,
  minutesOf,
  timeOf,
  today,
  wallAt,
  wallOf,
  weekdayOf,
} from './wall-time.ts';

const ZONES = ['Europe/Dublin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const instant = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 })
  .map((minutes) => minutes * 60_000);

test('a wall time means its instant in the zone of the place, half-hour zones too', () => {
  expect(instantOfWall('2026-11-24T09:00', 'Europe/Dublin')).toBe('2026-11-24T09:00:00.000Z');
  expect(instantOfWall('2026-07-24T09:00', 'Europe/Dublin')).toBe('2026-07-24T08:00:00.000Z');
  expect(instantOfWall('2026-11-24T09:00', 'Asia/Kolkata')).toBe('2026-11-24T03:30:00.000Z');
});

test('a time that the clock leaps over moves on by the length of the leap', () => {
  expect(instantOfWall('2026-03-29T01:30', 'Europe/Dublin')).toBe('2026-03-29T01:30:00.000Z');
  expect(intervalAt('2026-03-29T01:30', 30, 'Europe/Dublin')).toEqual({
    wall: '2026-03-29T02:30',
    zone: 'Europe/Dublin',
    start: '2026-03-29T01:30:00.000Z',
    end: '2026-03-29T02:00:00.000Z',
  });
});

test('a time that comes twice is the first of the two', () => {
  expect(instantOfWall('2026-10-25T01:30', 'Europe/Dublin')).toBe('2026-10-25T00:30:00.000Z');
  expect(instantOfWall('2026-04-05T01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
});

test('today is the day of the place, not of the device', () => {
  const lateInDublin = Date.UTC(2026, 10, 24, 23, 30);
  expect(today('Europe/Dublin', lateInDublin)).toBe('2026-11-24');
  expect(today('Asia/Kolkata', lateInDublin)).toBe('2026-11-25');
});

test('an instant comes back from its wall time, or is the second of a doubled hour', () => {
  fc.assert(
    fc.property(instant, zone, (at, place) => {
      const wall = wallAt(at, place);
      const back = Date.parse(instantOfWall(wall, place));
      expect(back).toBeLessThanOrEqual(at);
      expect(at - back).toBeLessThanOrEqual(3_600_000);
      expect(wallAt(back, place)).toBe(wall);
    }),
  );
});

test('an interval is as long as it says and its wall time means its start', () => {
  fc.assert(
    fc.property(instant, zone, fc.integer({ min: 5, max: 240 }), (at, place, minutes) => {
      const interval = intervalAt(wallAt(at, 'UTC'), minutes, place);
      expect(minutesOf(interval)).toBe(minutes);
      expect(instantOfWall(interval.wall, place)).toBe(interval.start);
    }),
  );
});

test('minutes of the day and their text belong together', () => {
  expect(minuteOf('2026-11-24T13:15')).toBe(795);
  expect(minuteOf('24:00')).toBe(1440);
  expect(timeOf(795)).toBe('13:15');
  expect(wallOf('2026-12-31', 1445)).toBe('2027-01-01T00:05');
  expect(wallOf('2026-11-24', -15)).toBe('2026-11-23T23:45');
});

test('days are counted by the calendar', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(weekdayOf('2026-11-23')).toBe(1);
  expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('2026-1-1'), isDay(null)]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});
