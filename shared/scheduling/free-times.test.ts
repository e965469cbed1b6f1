import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps, type Appointment, type BookedSlot } from '#shared/domain/appointment.ts';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { VisitKind } from '#shared/domain/visit-kind.ts';
import { judgeSlot } from './availability.ts';
import { createFreeTimes, slotOf, wishOfKind } from './free-times.ts';
import { addDays, intervalAt, timeOf, wallOf } from './wall-time.ts';

const ZONE = 'Europe/Dublin';
const after = '2026-11-23T09:00:00.000Z';
const schedule: Schedule = {
  zone: ZONE,
  slotMinutes: 30,
  rules: {
    a: { weekday: 1, start: '10:00', end: '11:00' },
    b: { weekday: 3, start: '09:00', end: '10:00' },
  },
};
const hoursOf = (who: string, more: Partial<Schedule> = {}): Schedule => ({
  ...schedule,
  practitionerId: who as PractitionerId,
  ...more,
});
const booking = (
  who: string,
  wall: string,
  more: Partial<Appointment> & { readonly room?: string; readonly minutes?: number } = {},
): Appointment => {
  const { room, minutes = 30, ...rest } = more;
  const slot = {
    ...intervalAt(wall, minutes, ZONE),
    practitionerId: who as PractitionerId,
    ...(room ? { roomId: room as LocationId } : {}),
  };
  return { status: 'booked', slot, ...rest };
};
type Desk = Parameters<typeof createFreeTimes>[0];
const next = (
  desk: Desk,
  wish: { minutes?: number; days?: number; count?: number; bufferMinutes?: number } = {},
) =>
  createFreeTimes(desk)
    .next({ minutes: 30, after, count: 3, days: 7, ...wish })
    .map(({ practitionerId, slot }) => `${practitionerId} ${slot.wall}`.trim());

test('the next free times skip what is taken and go on to the next working day', () => {
  const desk = { schedules: [hoursOf('a')], booked: [booking('a', '2026-11-23T10:00')] };
  expect(next(desk)).toEqual(['a 2026-11-23T10:30', 'a 2026-11-25T09:00', 'a 2026-11-25T09:30']);
  expect(next(desk, { days: 1 })).toEqual(['a 2026-11-23T10:30']);
  expect(next({ schedules: [], booked: [] })).toEqual([]);
});

test('a long meeting is offered only where the time after the slot is free too', () => {
  const desk = { schedules: [hoursOf('a')], booked: [] };
  expect(next(desk, { minutes: 45 })).toEqual(['a 2026-11-23T10:00', 'a 2026-11-25T09:00']);
});

test('of several people whoever is free first comes first, and only those who are wished for', () => {
  const early = hoursOf('b', { rules: { a: { weekday: 1, start: '09:00', end: '10:00' } } });
  const desk = { schedules: [hoursOf('a'), early], booked: [] };
  expect(next(desk)).toEqual(['b 2026-11-23T09:00', 'b 2026-11-23T09:30', 'a 2026-11-23T10:00']);
  const free = createFreeTimes(desk);
  const wish = { practitionerIds: ['a'], minutes: 30, after, count: 1, days: 7 };
  expect(free.next(wish).map(({ slot }) => slot.wall)).toEqual(['2026-11-23T10:00']);
});

test('people in two zones are offered in the order of the clock of the world', () => {
  const far = hoursOf('far', {
    zone: 'Pacific/Kiritimati',
    rules: { a: { weekday: 3, start: '00:00', end: '00:30' } },
  });
  const near = hoursOf('near', { rules: { a: { weekday: 2, start: '20:00', end: '20:30' } } });
  const offers = next({ schedules: [near, far], booked: [] }, { count: 1 });
  // Wednesday midnight there is Tuesday 10:00 here.
  expect(offers).toEqual(['far 2026-11-25T00:00']);
});

test('a room that others have filled is not offered, and one with more places is until it is full', () => {
  const room = 'r' as LocationId;
  const schedules = [hoursOf('a', { roomId: room })];
  const one = booking('b', '2026-11-23T10:00', { room: 'r' });
  const two = booking('c', '2026-11-23T10:15', { room: 'r' });
  expect(next({ schedules, booked: [one] })[0]).toBe('a 2026-11-23T10:30');
  const capacityOf = (): number => 2;
  expect(next({ schedules, booked: [one], capacityOf })[0]).toBe('a 2026-11-23T10:00');
  expect(next({ schedules, booked: [one, two], capacityOf })[0]).toBe('a 2026-11-23T10:30');
});

test('the buffer of a clinician stays free on both sides of a meeting', () => {
  const schedules = [hoursOf('a', { slotMinutes: 15, bufferMinutes: 10 })];
  const booked = [booking('a', '2026-11-23T10:15', { minutes: 15 })];
  expect(next({ schedules, booked }, { minutes: 15, count: 2 })).toEqual([
    'a 2026-11-23T10:45',
    'a 2026-11-25T09:00',
  ]);
});

test('a hold keeps its time until it expires, and then no longer', () => {
  const schedules = [hoursOf('a')];
  const expiresAt = '2026-11-23T09:10:00.000Z';
  const booked = [booking('a', '2026-11-23T10:00', { status: 'pending', expiresAt })];
  const first = (now: string) => next({ schedules, booked, now })[0];
  expect(first('2026-11-23T09:09:59.000Z')).toBe('a 2026-11-23T10:30');
  expect(first('2026-11-23T09:10:00.000Z')).toBe('a 2026-11-23T10:00');
});

test('a kind of visit is offered where a room that would do and everything it needs are free together', () => {
  const schedules = [hoursOf('a', { roomId: 'own' as LocationId })];
  const kind = {
    name: 'Heart ultrasound',
    minutes: 30,
    isActive: true,
    rooms: { r: true, s: true },
    equipment: { scanner: true },
  } as VisitKind;
  const scan = { ...booking('b', '2026-11-23T10:30', { room: 't' }) };
  const scanning: Appointment = {
    ...scan,
    slot: { ...(scan.slot as BookedSlot), equipment: { ['scanner' as LocationId]: true } },
  };
  const booked = [booking('c', '2026-11-23T10:00', { room: 'r' }), scanning];
  const offers = createFreeTimes({ schedules, booked }).next({
    ...wishOfKind(kind),
    after,
    count: 2,
    days: 7,
  });
  expect(offers.map(({ slot }) => [slot.wall, slot.roomId])).toEqual([
    ['2026-11-23T10:00', 's'],
    ['2026-11-25T09:00', 'r'],
  ]);
  const [first] = offers;
  if (!first) throw new Error('broken promise: there are two');
  const taken = booking('d', '2026-11-23T10:00', { room: 's' });
  const slot = { ...slotOf(first, 30), equipment: { ['scanner' as LocationId]: true as const } };
  expect(judgeSlot(slot, { schedules, booked })).toEqual({ kind: 'free' });
  expect(judgeSlot(slot, { schedules, booked: [taken] })).toMatchObject({
    kind: 'room-full',
    placeId: 's',
  });
  expect(
    judgeSlot({ ...slot, wall: '2026-11-23T10:30', ...at1030 }, { schedules, booked }),
  ).toMatchObject({ kind: 'room-full', placeId: 'scanner' });
});
const at1030 = { start: '2026-11-23T10:30:00.000Z', end: '2026-11-23T11:00:00.000Z' };

test('what a kind of visit keeps free around itself stays free, whichever of the two is booked first', () => {
  const schedules = [hoursOf('a', { slotMinutes: 15 })];
  const long = booking('a', '2026-11-23T10:15', { minutes: 15 });
  const cleaned = { ...long, slot: { ...(long.slot as BookedSlot), bufferMinutes: 15 } };
  const wish = { minutes: 15, count: 1 };
  expect(next({ schedules, booked: [cleaned] }, wish)).toEqual(['a 2026-11-23T10:45']);
  expect(next({ schedules, booked: [long] }, { ...wish, bufferMinutes: 15 })).toEqual([
    'a 2026-11-23T10:45',
  ]);
  expect(next({ schedules, booked: [long] }, wish)).toEqual(['a 2026-11-23T10:00']);
});

test('a schedule that excludes itself offers nothing, whatever is asked of it', () => {
  const closed = { kind: 'closed', date: '2026-01-01', until: '2030-01-01' } as const;
  const desk = { schedules: [hoursOf('a', { exceptions: { x: closed } })], booked: [] };
  expect(next(desk, { days: 365 })).toEqual([]);
});

/** Three people in two rooms over four days with a leap of the clock, some of it booked twice. */
const busyDesk = fc
  .array(
    fc.record({
      who: fc.constantFrom('a', 'b', 'c'),
      room: fc.constantFrom('r', 's', ''),
      day: fc.integer({ min: 0, max: 3 }),
      minute: fc.integer({ min: 5 * 60, max: 20 * 60 }),
      minutes: fc.integer({ min: 5, max: 150 }),
      status: fc.constantFrom('booked', 'arrived', 'cancelled', 'noshow', 'pending'),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map(({ who, room, day, minute, minutes, status }) =>
      booking(who, wallOf(addDays('2026-03-27', day), minute), {
        room,
        minutes,
        status: status as Appointment['status'],
      }),
    ),
  );
const someHours = fc
  .record({
    slotMinutes: fc.constantFrom(10, 15, 20, 30),
    from: fc.integer({ min: 28, max: 40 }),
    length: fc.integer({ min: 1, max: 40 }),
    room: fc.constantFrom('r', 's', ''),
    bufferMinutes: fc.constantFrom(0, 5),
  })
  .map(({ slotMinutes, from, length, room, bufferMinutes }) => ({
    zone: ZONE,
    slotMinutes,
    bufferMinutes,
    ...(room ? { roomId: room as LocationId } : {}),
    rules: Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => [
        `d${weekday}`,
        { weekday, start: timeOf(from * 15), end: timeOf(Math.min(1440, (from + length) * 15)) },
      ]),
    ),
  }));

test('no free time of anybody overlaps a booking or overfills a room, and each can be booked without a reason', () => {
  fc.assert(
    fc.property(
      busyDesk,
      fc.tuple(someHours, someHours, someHours),
      fc.record({
        minutes: fc.constantFrom(10, 30, 45, 90),
        rooms: fc.subarray(['r', 's']),
        equipment: fc.subarray(['s']),
      }),
      fc.constantFrom(1, 2),
      (booked, hours, { minutes, ...needs }, capacity) => {
        const schedules = ['a', 'b', 'c'].map((who, i) => hoursOf(who, hours[i]));
        const capacityOf = (): number => capacity;
        const free = createFreeTimes({ schedules, booked, capacityOf });
        const wish = { minutes, after: '2026-03-27T00:00:00.000Z', ...needs };
        const offers = free.next({ ...wish, count: 10_000, days: 4 });
        // Told all at once: an expectation for each of thousands is slower than what is proved.
        const wrong = offers.filter(({ practitionerId, slot }) => {
          const { roomId } = slot;
          const equipment = Object.fromEntries(needs.equipment.map((id) => [id, true as const]));
          const asked = {
            ...intervalAt(slot.wall, Math.max(minutes, slot.minutes), slot.zone),
            practitionerId: practitionerId as PractitionerId,
            ...(roomId ? { roomId } : {}),
            equipment,
          };
          const own = schedules.filter((one) => one.practitionerId === practitionerId);
          const isOverlapped = booked.some(
            (one) =>
              one.slot?.practitionerId === practitionerId &&
              one.status !== 'cancelled' &&
              one.status !== 'noshow' &&
              overlaps(one.slot, asked),
          );
          const { kind } = judgeSlot(asked, { schedules: own, booked, capacityOf });
          return isOverlapped || kind !== 'free';
        });
        expect(wrong).toEqual([]);
        // Asked day by day it is the same: nothing is left out, nothing comes twice.
        const daily = Array.from({ length: 4 }, (_, n) => addDays('2026-03-27', n)).flatMap((day) =>
          [...free.on(day, wish).values()].flat(),
        );
        expect(offers.map(({ slot }) => slot.start)).toEqual(
          daily.map(({ slot }) => slot.start).toSorted(),
        );
      },
    ),
    { numRuns: 60 },
  );
});
