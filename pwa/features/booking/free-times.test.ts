import { expect, test } from 'vitest';
import type { PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { aBooking, MONDAY, ZONE } from '#shared/testing/an-appointment.ts';
import { nextOffers, offersOn } from './free-times.ts';

const hours = (who: string, start: string, end: string): Schedule => ({
  practitionerId: who as PractitionerId,
  zone: ZONE,
  slotMinutes: 30,
  rules: { a: { weekday: 1, start, end } },
});
const desk = {
  schedules: [hours('a', '09:00', '11:00'), hours('b', '10:00', '11:00')],
  booked: [aBooking('1', ['a', '09:00']).content, aBooking('2', ['b', '10:30']).content],
  after: `${MONDAY}T00:00:00.000Z`,
  practitionerId: '',
  minutes: 0,
};
const said = (offers: readonly { practitionerId: string; slot: { wall: string } }[] = []) =>
  offers.map(({ practitionerId, slot }) => `${slot.wall.slice(5)} ${practitionerId}`);

test('the next free times of everybody come in the order of time', () => {
  expect(said(nextOffers({ ...desk, count: 4, days: 14 }))).toEqual([
    '11-23T09:30 a',
    '11-23T10:00 a',
    '11-23T10:00 b',
    '11-23T10:30 a',
  ]);
});

test('where one clinician is wanted, nobody else is offered, and next week follows', () => {
  const only = nextOffers({ ...desk, practitionerId: 'b', count: 3, days: 14 });
  expect(said(only)).toEqual(['11-23T10:00 b', '11-30T10:00 b', '11-30T10:30 b']);
});

test('a long visit is offered only where it fits', () => {
  const long = nextOffers({ ...desk, minutes: 60, count: 3, days: 1 });
  expect(said(long)).toEqual(['11-23T09:30 a', '11-23T10:00 a']);
});

test('a day is offered clinician by clinician', () => {
  const day = offersOn(MONDAY, desk);
  expect(said(day.get('a'))).toEqual(['11-23T09:30 a', '11-23T10:00 a', '11-23T10:30 a']);
  expect(said(day.get('b'))).toEqual(['11-23T10:00 b']);
});

test('nothing that has begun is offered', () => {
  const late = { ...desk, after: `${MONDAY}T10:10:00.000Z`, count: 2, days: 1 };
  expect(said(nextOffers(late))).toEqual(['11-23T10:30 a']);
});
