import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import type { Reach, SeriesDeed } from '#shared/domain/series-deed.ts';
import { cancelOfSeries, followDeed, isAsPlanned, moveOfSeries } from './series-deed.ts';
import { seriesWalls } from './series.ts';
import { intervalAt, wallAt, wallOf } from './wall-time.ts';

const ZONE = 'Europe/Dublin';
const NOW = '2026-03-01T00:00:00.000Z';
const at = NOW;
const walls = seriesWalls('2026-03-16T10:00', { every: 1, unit: 'weeks', times: 5 });
const member = (wall: string, more: Partial<Appointment> = {}): Appointment => ({
  status: 'booked',
  booking: 'confirmed',
  seriesId: 's',
  seriesWall: wall,
  slot: { ...intervalAt(wall, 30, ZONE), practitionerId: 'a' as PractitionerId },
  ...more,
});
const series = walls.ok ? walls.value.map((wall) => member(wall)) : [];
const slotAt = (wall: string, minutes = 30, who = 'a'): BookedSlot => ({
  ...intervalAt(wall, minutes, ZONE),
  practitionerId: who as PractitionerId,
});
const deedOf = (before: Appointment, next: BookedSlot, reach: Reach): SeriesDeed => {
  const done = moveOfSeries(before, next, { reach, at });
  if (!done.ok || !done.value.seriesDeed) throw new Error('broken promise: it can be moved');
  return done.value.seriesDeed;
};
const moved = (from: string, to: string, reach: Reach = 'later') =>
  series.map(
    (one) => followDeed(one, deedOf(member(from), slotAt(to), reach), NOW)?.slot?.wall ?? null,
  );

test('those from the one on follow it, by as many days and to the same time on the wall', () => {
  expect(moved('2026-03-30T10:00', '2026-03-31T14:15')).toEqual([
    null,
    null,
    '2026-03-31T14:15',
    '2026-04-07T14:15',
    '2026-04-14T14:15',
  ]);
  expect(moved('2026-03-30T10:00', '2026-03-31T14:15', 'all')[0]).toBe('2026-03-17T14:15');
});

test('what is over, done or was moved by itself does not follow a move; what was moved is cancelled with the others', () => {
  const [first = member('')] = series;
  const deed = deedOf(first, slotAt('2026-03-16T11:00'), 'all');
  const later = '2026-03-20T00:00:00.000Z';
  expect(followDeed(first, deed, later)).toBeNull();
  expect(followDeed({ ...first, status: 'fulfilled' }, deed, NOW)).toBeNull();
  expect(followDeed({ ...first, status: 'cancelled' }, deed, NOW)).toBeNull();
  const alone = { ...first, slot: slotAt('2026-03-18T09:00') };
  expect(isAsPlanned(alone)).toBe(false);
  expect(followDeed(alone, deed, NOW)).toBeNull();
  const cancelled = cancelOfSeries(first, ' moved away ', { reach: 'later', at });
  const cancel = cancelled.ok ? cancelled.value.seriesDeed : undefined;
  expect(cancel && followDeed(alone, cancel, NOW)).toMatchObject({
    status: 'cancelled',
    cancelReason: 'moved away',
  });
});

test('one that was moved by itself brings the others to where it goes, not as far as it goes', () => {
  const [, , third = member('')] = series;
  const alone = { ...third, slot: slotAt('2026-04-01T09:00') };
  const deed = deedOf(alone, slotAt('2026-04-02T11:00'), 'later');
  expect(series.map((one) => followDeed(one, deed, NOW)?.slot?.wall ?? null)).toEqual([
    null,
    null,
    '2026-04-02T11:00',
    '2026-04-09T11:00',
    '2026-04-16T11:00',
  ]);
});

test('what a visit needs goes along, and its time is asked for anew', () => {
  const equipment = { ['scanner' as LocationId]: true as const };
  const one = member('2026-03-16T10:00', { slot: { ...slotAt('2026-03-16T10:00'), equipment } });
  const deed = deedOf(one, slotAt('2026-03-16T11:00', 45, 'b'), 'later');
  expect(followDeed(one, deed, NOW)).toMatchObject({
    booking: 'provisional',
    seriesWall: '2026-03-16T11:00',
    slot: { practitionerId: 'b', equipment, end: '2026-03-16T11:45:00.000Z' },
  });
});

test('a series that is moved keeps its time on the wall over every leap of the clock', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'Europe/Dublin',
        'America/New_York',
        'Australia/Lord_Howe',
        'America/Santiago',
      ),
      fc.integer({ min: 5 * 60, max: 22 * 60 }),
      fc.integer({ min: 5 * 60, max: 22 * 60 }),
      fc.integer({ min: -6, max: 20 }),
      (zone, from, to, days) => {
        const first = wallOf('2026-01-05', from);
        const all = seriesWalls(first, { every: 2, unit: 'weeks', times: 26 });
        if (!all.ok) throw new Error(all.error.kind);
        const [old, next] = [
          intervalAt(first, 30, zone),
          intervalAt(wallOf('2026-01-05', to + days * 1440), 30, zone),
        ];
        const deed = deedOf(member(first, { slot: old }), next, 'all');
        for (const wall of all.value) {
          const one = member(wall, { slot: intervalAt(wall, 30, zone) });
          const { slot } = followDeed(one, deed, '2025-01-01T00:00:00.000Z') ?? {};
          expect(wallAt(slot?.start ?? '', zone).slice(11)).toBe(next.wall.slice(11));
          expect(slot?.wall.slice(11)).toBe(next.wall.slice(11));
        }
      },
    ),
    { numRuns: 60 },
  );
});
