import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  holdsSlot,
  overlaps,
  type Appointment,
  type AppointmentStatus,
} from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { freeSlots, judgeSlot } from './availability.ts';
import { openHours } from './opening-hours.ts';
import { instantOfWall, intervalAt, minutesOf, timeOf, wallOf, weekdayOf } from './wall-time.ts';

/** Ordinary days, and days on which the clock leaps forward or back, in zones of whole and half hours. */
const PLACES = [
  { zone: 'Europe/Dublin', days: ['2026-11-23', '2026-03-29', '2026-10-25'] },
  { zone: 'America/New_York', days: ['2026-11-24', '2026-03-08', '2026-11-01'] },
  { zone: 'Australia/Lord_Howe', days: ['2026-07-01', '2026-10-04', '2026-04-05'] },
  { zone: 'Asia/Kolkata', days: ['2026-11-23'] },
] as const;

const place = fc.constantFrom(
  ...PLACES.flatMap(({ zone, days }) => days.map((day) => ({ zone, day }))),
);
const span = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 }))
  .map(([from, length]) => ({ from: from * 15, to: Math.min(1440, (from + length) * 15) }));

const scene = place.chain(({ zone, day }) =>
  fc.record({
    day: fc.constant(day as string),
    schedule: fc
      .record({
        slotMinutes: fc.constantFrom(10, 15, 20, 30, 45, 60),
        rules: fc.array(span, { maxLength: 4 }),
        closed: fc.option(span),
        extra: fc.option(span),
      })
      .map(({ slotMinutes, rules, closed, extra }): Schedule => ({
        zone,
        slotMinutes,
        rules: Object.fromEntries(
          rules.map(({ from, to }, i) => [
            `r${i}`,
            { weekday: weekdayOf(day), start: timeOf(from), end: timeOf(to) },
          ]),
        ),
        exceptions: {
          ...(closed && {
            c: { kind: 'closed', date: day, start: timeOf(closed.from), end: timeOf(closed.to) },
          }),
          ...(extra && {
            e: { kind: 'extra', date: day, start: timeOf(extra.from), end: timeOf(extra.to) },
          }),
        },
      })),
    booked: fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 1430 }),
          fc.integer({ min: 5, max: 120 }),
          fc.constantFrom<AppointmentStatus>(
            'booked',
            'arrived',
            'fulfilled',
            'cancelled',
            'noshow',
          ),
        )
        .map(([minute, minutes, status]): Pick<Appointment, 'status' | 'slot'> => ({
          status,
          slot: intervalAt(wallOf(day, minute), minutes, zone),
        })),
      { maxLength: 8 },
    ),
  }),
);

test('no free slot overlaps what holds its time, nor another free slot', () => {
  fc.assert(
    fc.property(scene, ({ day, schedule, booked }) => {
      const free = freeSlots({ schedules: [schedule], day, booked });
      const held = booked.flatMap((one) => (holdsSlot(one) && one.slot ? [one.slot] : []));
      for (const [i, slot] of free.entries()) {
        expect(held.some((interval) => overlaps(interval, slot))).toBe(false);
        const next = free[i + 1];
        if (next) expect(slot.end <= next.start).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('every free slot lies inside the working hours and is as long as the schedule says', () => {
  fc.assert(
    fc.property(scene, ({ day, schedule, booked }) => {
      const open = openHours(schedule, day).map(({ from, to }) => ({
        start: instantOfWall(wallOf(day, from), schedule.zone),
        end: instantOfWall(wallOf(day, to), schedule.zone),
      }));
      for (const slot of freeSlots({ schedules: [schedule], day, booked })) {
        expect(open.some(({ start, end }) => start <= slot.start && slot.end <= end)).toBe(true);
        expect(minutesOf(slot)).toBe(schedule.slotMinutes);
        expect(instantOfWall(slot.wall, schedule.zone)).toBe(slot.start);
        expect(judgeSlot(slot, { schedules: [schedule], booked })).toEqual({ kind: 'free' });
      }
    }),
    { numRuns: 500 },
  );
});

test('two schedules of one person never offer the same minute twice', () => {
  fc.assert(
    fc.property(scene, scene, ({ day, schedule, booked }, other) => {
      const second = { ...other.schedule, zone: schedule.zone };
      const free = freeSlots({ schedules: [schedule, second], day, booked });
      for (const [i, slot] of free.entries()) {
        expect(free.slice(i + 1).some((later) => overlaps(slot, later))).toBe(false);
      }
    }),
  );
});

const monday: Schedule = {
  zone: 'Europe/Dublin',
  slotMinutes: 60,
  rules: { a: { weekday: 1, start: '09:00', end: '12:00' } },
};
const at = (minute: number, minutes: number, status: AppointmentStatus = 'booked') => ({
  status,
  slot: intervalAt(wallOf('2026-11-23', minute), minutes, 'Europe/Dublin'),
});

test('a cancelled booking and a no-show free their time', () => {
  const booked = [at(540, 60), at(600, 60, 'cancelled'), at(660, 60, 'noshow')];
  const free = freeSlots({ schedules: [monday], day: '2026-11-23', booked });
  expect(free.map(({ wall }) => wall.slice(11))).toEqual(['10:00', '11:00']);
});

test('nothing is offered that has begun', () => {
  const after = '2026-11-23T10:00:00.000Z';
  const free = freeSlots({ schedules: [monday], day: '2026-11-23', booked: [], after });
  expect(free.map(({ wall }) => wall.slice(11))).toEqual(['10:00', '11:00']);
});

test('a day on which the clock leaps offers every wall time once', () => {
  const night: Schedule = {
    zone: 'Europe/Dublin',
    slotMinutes: 60,
    rules: { a: { weekday: 7, start: '00:00', end: '04:00' } },
  };
  const walls = (day: string): readonly string[] =>
    freeSlots({ schedules: [night], day, booked: [] }).map(({ wall }) => wall.slice(11));
  expect(walls('2026-11-22')).toEqual(['00:00', '01:00', '02:00', '03:00']);
  expect(walls('2026-03-29')).toEqual(['00:00', '02:00', '03:00']);
  expect(walls('2026-10-25')).toEqual(['00:00', '01:00', '02:00', '03:00']);
});

test('a time is taken, outside hours, or free, and taken comes first', () => {
  const booked = [at(540, 30), at(1200, 30)];
  const deps = { schedules: [monday], booked };
  expect(judgeSlot(at(600, 30).slot, deps)).toEqual({ kind: 'free' });
  expect(judgeSlot(at(555, 30).slot, deps)).toEqual({ kind: 'taken', by: [booked[0]] });
  expect(judgeSlot(at(700, 30).slot, deps)).toMatchObject({ kind: 'outside-hours' });
  expect(judgeSlot(at(1200, 30).slot, deps)).toMatchObject({ kind: 'taken' });
});
