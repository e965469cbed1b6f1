import { expect, test } from 'vitest';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import { someHours } from './a-day.ts';
import { dayLoad, firstOnSheet, monthLater, sheetDays } from './month-days.ts';

const deps = {
  schedules: [someHours('a', '09:00', '11:00').content],
  clinicId: null,
  capacityOf: () => 1,
  after: '',
};

test('a sheet begins on a Monday and holds the whole month', () => {
  expect(firstOnSheet('2026-11-23')).toBe('2026-10-26');
  const days = sheetDays('2027-02-10');
  expect(days).toContain('2027-02-01');
  expect(days).toContain('2027-02-28');
  expect([monthLater('2026-11-23', 2), monthLater('2026-01-31', -1)]).toEqual([
    '2027-01-01',
    '2025-12-01',
  ]);
});

test('a day counts who holds a time, what is free, and whose time was lost', () => {
  const rows = [
    aBooking('1', ['a', '09:00']),
    aBooking('2', ['a', '09:00'], { booking: 'clash' }),
    aBooking('3', ['a', '10:00'], { status: 'cancelled' }),
  ];
  expect(dayLoad(MONDAY, rows, deps)).toEqual({ booked: 2, free: 3, clashes: 1, isShut: false });
});

test('a day without hours and bookings is shut, a full one is not', () => {
  expect(dayLoad('2026-11-24', [], deps)).toMatchObject({ isShut: true, free: 0 });
  const full = [aBooking('1', ['a', '09:00', 120])];
  expect(dayLoad(MONDAY, full, deps)).toMatchObject({ isShut: false, free: 0 });
});
