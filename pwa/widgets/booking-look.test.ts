import { expect, test } from 'vitest';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { lookOf } from './booking-look.ts';

const look = (more: Parameters<typeof aBooking>[2]) =>
  lookOf(aBooking('1', ['a', '09:00'], more).content);

test('a booking that is not confirmed is provisional, until the person is here', () => {
  expect(look({ booking: 'provisional' })).toBe('hold');
  expect(look({ booking: 'provisional', status: 'arrived' })).toBe('arrived');
  expect(look({ booking: 'confirmed' })).toBe('booked');
});

test('a lost time is a clash whoever is here, and none once it is given up', () => {
  expect(look({ booking: 'clash', status: 'arrived' })).toBe('clash');
  expect(look({ booking: 'clash', status: 'cancelled' })).toBe('cancelled');
  expect(look({ booking: 'clash', status: 'noshow' })).toBe('noshow');
});
