import { expect, test } from 'vitest';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { daySum } from './day-sum.ts';

test('the day in figures counts everybody who was to come', () => {
  const sum = daySum([
    aBooking('1', ['a', '09:00'], { status: 'fulfilled' }),
    aBooking('2', ['a', '09:30'], { status: 'arrived', arrivedAt: '2026-11-23T09:20:00.000Z' }),
    aBooking('3', ['a', '10:00'], { status: 'arrived', arrivedAt: '2026-11-23T09:10:00.000Z' }),
    aBooking('4', ['a', '10:30'], { status: 'noshow' }),
    aBooking('5', ['a', '10:30'], { booking: 'provisional' }),
    aBooking('6', ['a', '10:30'], { booking: 'clash' }),
    aBooking('7', ['a', '10:30'], { status: 'cancelled' }),
  ]);
  expect(sum).toEqual({
    booked: 6,
    seen: 1,
    waiting: 2,
    longestSince: '2026-11-23T09:10:00.000Z',
    noshow: 1,
    clashes: ['6'],
    provisional: ['5'],
  });
});
