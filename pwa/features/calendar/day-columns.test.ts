import { expect, test } from 'vitest';
import type { AppointmentId, LocationId } from '#shared/domain/ids.ts';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
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
