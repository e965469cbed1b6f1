import { expect, test } from 'vitest';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { AppointmentId, LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import { someColumns, someHours } from './a-day.ts';
import { hoursShown } from './day-columns.ts';

test('there is one column per clinician who works, in the fixed order', () => {
  const columns = someColumns([]);
  expect(columns.map(({ name }) => name)).toEqual(['Dr Petrova', 'Dr Patel']);
  expect(columns[0]?.free.map(({ minute }) => minute)).toEqual([540, 570, 600, 630]);
});

test('a booking with somebody whom this device does not know is shown all the same', () => {
  const columns = someColumns([aBooking('1', ['x', '09:00']), aBooking('2', ['', '09:00'])]);
  expect(columns.map(({ id }) => id)).toEqual(['a', 'b', 'x', '']);
});

test('a cancelled booking is hidden until it is asked for, and its time is free', () => {
  const gone = aBooking('1', ['a', '09:00'], { status: 'cancelled' });
  expect(someColumns([gone])[0]?.boxes).toEqual([]);
  const shown = someColumns([gone], { isCancelledShown: true })[0];
  expect(shown?.boxes.map(({ look }) => look)).toEqual(['cancelled']);
  expect(shown?.free.map(({ minute }) => minute)).toContain(540);
});

test('both sides of a lost time are drawn as a clash, side by side', () => {
  const columns = someColumns([
    aBooking('winner', ['a', '09:00']),
    aBooking('loser', ['a', '09:00'], {
      booking: 'clash',
      clashWith: 'winner' as AppointmentId,
    }),
  ]);
  expect(columns[0]?.boxes.map(({ look, a, z }) => [look, a, z])).toEqual([
    ['clash', 0, 0.5],
    ['clash', 0.5, 1],
  ]);
});

test('a clinic shows its own bookings only', () => {
  const clinicId = 'c' as LocationId;
  const own = aBooking('1', ['a', '09:00']);
  const slot = { ...own.content.slot, clinicId } as NonNullable<typeof own.content.slot>;
  const inClinic = { ...own, content: { ...own.content, slot } };
  const columns = someColumns([inClinic, aBooking('2', ['b', '09:00'])], { clinicId });
  expect(columns.map(({ id }) => id)).toEqual(['a']);
});

test('the hours widen to whole hours for who comes early or late', () => {
  expect(hoursShown(someColumns([]), MONDAY)).toEqual({ from: 480, to: 1080 });
  const early = [aBooking('1', ['a', '06:40']), aBooking('2', ['a', '18:10'])];
  expect(hoursShown(someColumns(early), MONDAY)).toEqual({ from: 360, to: 1140 });
});

test('rooms stand side by side too, with what is booked in them and the times of who works there', () => {
  const room = (name: string, order: number): Location =>
    ({ kind: 'room', name, order, status: 'active' }) as Location;
  const own = aBooking('1', ['a', '09:00']);
  const slot = { ...own.content.slot, roomId: 'r2' as LocationId } as BookedSlot;
  const columns = someColumns([{ ...own, content: { ...own.content, slot } }], {
    side: 'room',
    places: new Map([
      ['r2', room('Room 2', 2)],
      ['r1', room('Room 1', 1)],
    ]),
    isOneOfDays: true,
  });
  expect(columns.map(({ name, boxes }) => [name, boxes.length])).toEqual([
    ['Room 1', 0],
    ['Room 2', 1],
  ]);
  expect(columns[1]?.id).toBe(`${MONDAY} r2`);
});

test('what a clinician has in another clinic is not offered in this one', () => {
  const elsewhere = aBooking('1', ['a', '09:00']);
  const columns = someColumns([elsewhere], { clinicId: null });
  const inClinic = someColumns([elsewhere], {
    clinicId: 'c',
    schedules: [someHours('a', '09:00', '11:00', { clinicId: 'c' as LocationId })],
  });
  for (const [column] of [columns, inClinic])
    expect(column?.free.map(({ minute }) => minute)).toEqual([570, 600, 630]);
});
