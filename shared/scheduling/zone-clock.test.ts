import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantOfWall, wallAt, wallOf } from './wall-time.ts';
import { createZoneClock } from './zone-clock.ts';

/** Whole, half and quarter hours, leaps of an hour and of half an hour, by day and at midnight, a law that changed, none at all. */
const ZONES = [
  'Europe/Dublin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Asia/Amman',
  'Pacific/Apia',
  'UTC',
];

test('one look at a zone answers as a look for every time does, over leaps and changes of the law', () => {
  const clocks = new Map(ZONES.map((zone) => [zone, createZoneClock(zone)]));
  const day = fc.integer({ min: 0, max: 365 * 30 }).map((n) => addDays('2005-01-01', n));
  const asked = fc.tuple(fc.constantFrom(...ZONES), day, fc.integer({ min: 0, max: 1440 }));
  fc.assert(
    fc.property(asked, ([zone, on, minute]) => {
      const clock = clocks.get(zone);
      const ms = Date.parse(instantOfWall(wallOf(on, minute), zone));
      expect(clock?.msAt(on, minute)).toBe(ms);
      expect(clock?.wallAt(ms)).toBe(wallAt(ms, zone));
    }),
    { numRuns: 600 },
  );
});

test('the hours around every leap of a year are those of the zone', () => {
  for (const zone of ZONES) {
    const clock = createZoneClock(zone);
    for (const day of ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25']) {
      for (let minute = 0; minute <= 1440; minute += 60) {
        const ms = Date.parse(instantOfWall(wallOf(day, minute), zone));
        expect([zone, day, minute, clock.msAt(day, minute)]).toEqual([zone, day, minute, ms]);
        expect(clock.wallAt(ms)).toBe(wallAt(ms, zone));
      }
    }
  }
});
