import 'temporal-polyfill/global';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadInstant, outsideQuiet, quietAt } from './quiet-hours.ts';
import { minuteOf, wallAt } from './wall-time.ts';

const NIGHT = { from: '21:00', until: '08:00' };
const DUBLIN = 'Europe/Dublin';

test('a night is quiet from its evening to its morning, and its end is not', () => {
  const quiet = { from: '2026-06-01T20:00:00.000Z', until: '2026-06-02T07:00:00.000Z' };
  for (const at of [quiet.from, '2026-06-01T23:30:00.000Z', '2026-06-02T06:59:00.000Z'])
    expect(quietAt(at, DUBLIN, NIGHT)).toEqual(quiet);
  for (const at of [quiet.until, '2026-06-01T19:59:00.000Z'])
    expect(quietAt(at, DUBLIN, NIGHT)).toBeNull();
});

test('the night in which the clock leaps is an hour shorter, the other one an hour longer', () => {
  const hours = (at: string): number => {
    const night = quietAt(at, DUBLIN, NIGHT);
    return night ? (Date.parse(night.until) - Date.parse(night.from)) / 3_600_000 : 0;
  };
  expect(hours('2026-03-29T00:30:00.000Z')).toBe(10);
  expect(hours('2026-10-25T00:30:00.000Z')).toBe(12);
});

test('quiet hours are the patient’s own, wherever the clinic is', () => {
  const at = '2026-06-01T12:00:00.000Z';
  expect(quietAt(at, DUBLIN, NIGHT)).toBeNull();
  expect(quietAt(at, 'Pacific/Auckland', NIGHT)).not.toBeNull();
  expect(quietAt(at, 'Asia/Kathmandu', { from: '17:30', until: '18:00' })).not.toBeNull();
});

test('hours that begin and end at the same time are none', () => {
  expect(quietAt('2026-06-01T00:00:00.000Z', DUBLIN, { from: '00:00', until: '00:00' })).toBeNull();
});

test('three days before is the same time on the wall, over a leap of the clock too', () => {
  const meeting = { start: '2026-03-30T08:30:00.000Z', zone: DUBLIN };
  expect(wallAt(leadInstant(meeting, 72), DUBLIN)).toBe('2026-03-27T09:30');
  expect(leadInstant(meeting, 2)).toBe('2026-03-30T06:30:00.000Z');
});

test('what falls into the night goes in the morning, or on the evening before where the meeting would have begun', () => {
  const at = (start: string, meant: string): string =>
    wallAt(outsideQuiet(meant, { start, zone: DUBLIN, quiet: NIGHT }), DUBLIN);
  expect(at('2026-06-02T09:00:00.000Z', '2026-06-02T05:00:00.000Z')).toBe('2026-06-02T08:00');
  expect(at('2026-06-02T06:30:00.000Z', '2026-06-02T04:30:00.000Z')).toBe('2026-06-01T20:59');
});

test('no reminder goes in quiet hours, nor after its meeting has begun', () => {
  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  });
  const zone = fc.constantFrom(DUBLIN, 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
      fc.integer({ min: 0, max: 10_000 }),
      zone,
      fc.record({ from: time, until: time }),
      (start, before, zone, quiet) => {
        // An hour that comes twice or never begins no quiet hours.
        fc.pre([quiet.from, quiet.until].every((edge) => minuteOf(edge) > 200));
        const meeting = new Date(start).toISOString();
        const meant = new Date(start - before * 60_000).toISOString();
        const due = outsideQuiet(meant, { start: meeting, zone, quiet });
        expect(quietAt(due, zone, quiet)).toBeNull();
        expect(due <= meeting).toBe(true);
      },
    ),
  );
});
