import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { nextFree } from './next-free.ts';
import { intervalAt } from './wall-time.ts';

const schedule: Schedule = {
  zone: 'Europe/Dublin',
  slotMinutes: 30,
  rules: {
    a: { weekday: 1, start: '10:00', end: '11:00' },
    b: { weekday: 3, start: '09:00', end: '10:00' },
  },
};

test('the next free times skip what is taken and go on to the next working day', () => {
  const booked = [
    { status: 'booked', slot: intervalAt('2026-11-23T10:00', 30, 'Europe/Dublin') },
  ] as const;
  const after = '2026-11-23T09:00:00.000Z';
  const query = { schedules: [schedule], booked, after, count: 3, minutes: 30 };
  const walls = (days: number): readonly string[] =>
    nextFree({ ...query, days }).map(({ wall }) => wall);
  expect(walls(7)).toEqual(['2026-11-23T10:30', '2026-11-25T09:00', '2026-11-25T09:30']);
  expect(walls(1)).toEqual(['2026-11-23T10:30']);
});

test('a person without working hours has no free time', () => {
  expect(
    nextFree({
      schedules: [],
      booked: [],
      after: '2026-11-23T09:00:00.000Z',
      count: 3,
      minutes: 30,
      days: 7,
    }),
  ).toEqual([]);
});

test('a long meeting is offered only where the time after the slot is free too', () => {
  const after = '2026-11-23T09:00:00.000Z';
  const long = { schedules: [schedule], booked: [], after, count: 3, minutes: 45, days: 7 };
  expect(nextFree(long).map(({ wall }) => wall)).toEqual(['2026-11-23T10:00', '2026-11-25T09:00']);
});
