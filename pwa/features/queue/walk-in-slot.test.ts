import { expect, test } from 'vitest';
import type { PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { aBooking, MONDAY, ZONE } from '#shared/testing/an-appointment.ts';
import { walkInSlot, whoCanSee } from './walk-in-slot.ts';

const hours = (who: string, weekday = 1): Schedule => ({
  practitionerId: who as PractitionerId,
  zone: ZONE,
  slotMinutes: 20,
  rules: { a: { weekday, start: '09:00', end: '12:00' } },
});
const now = Date.parse(`${MONDAY}T09:47:30.000Z`);
const desk = { schedules: [hours('a'), hours('b'), hours('off', 2)], zone: ZONE, now };

test('somebody who walks in has the time of now, and a reason only where it is given twice', () => {
  const capacityOf = (): number => 1;
  const free = walkInSlot('a', { ...desk, booked: [], capacityOf });
  expect(free).toMatchObject({
    isFree: true,
    slot: { wall: `${MONDAY}T09:45`, practitionerId: 'a' },
  });
  const booked = [aBooking('1', ['a', '09:40', 20]).content];
  expect(walkInSlot('a', { ...desk, booked, capacityOf }).isFree).toBe(false);
  expect(walkInSlot('off', { ...desk, booked: [], capacityOf }).isFree).toBe(false);
});

test('whoever works today and has the shortest queue is named first', () => {
  const waits = aBooking('1', ['a', '09:30'], {
    status: 'arrived',
    arrivedAt: `${MONDAY}T09:30:00.000Z`,
  });
  expect(whoCanSee({ ...desk, rows: [waits] })).toEqual([
    { practitionerId: 'b', minutes: 0 },
    { practitionerId: 'a', minutes: 30 },
  ]);
});
