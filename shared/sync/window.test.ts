import { expect, test } from 'vitest';
import { heldFrom, isHeldDay } from './window.ts';

test('devices hold a month back and half a year ahead, and a day beyond comes when it is half a year away', () => {
  const held = (day: string): boolean => isHeldDay(day, '2026-11-24');
  expect(['2026-10-24', '2026-10-25', '2027-05-23', '2027-05-24'].map(held)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const day = '2027-12-01';
  expect(heldFrom(day)).toBe('2027-06-04');
  expect([isHeldDay(day, '2027-06-03'), isHeldDay(day, heldFrom(day))]).toEqual([false, true]);
});
