import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { createHours, openHours, shutHoursOf, subtract, union } from './opening-hours.ts';
import { addDays } from './wall-time.ts';

const MONDAY = '2026-11-23';
const schedule: Schedule = {
  zone: 'Europe/Dublin',
  slotMinutes: 30,
  rules: {
    morning: { weekday: 1, start: '08:30', end: '12:00' },
    afternoon: { weekday: 1, start: '13:00', end: '17:00' },
    old: { weekday: 1, start: '18:00', end: '20:00', validTo: '2026-11-22' },
    next: { weekday: 1, start: '18:00', end: '20:00', validFrom: '2026-11-24' },
  },
};

test('a day has the rules of its weekday that are in force', () => {
  expect(openHours(schedule, MONDAY)).toEqual([
    { from: 510, to: 720 },
    { from: 780, to: 1020 },
  ]);
  expect(openHours(schedule, '2026-11-24')).toEqual([]);
  expect(openHours(schedule, '2026-11-16')).toContainEqual({ from: 1080, to: 1200 });
});

test('a closed day has no hours, a closed part leaves the rest', () => {
  const leave = { a: { kind: 'closed', date: '2026-11-20', until: MONDAY } } as const;
  expect(openHours({ ...schedule, exceptions: leave }, MONDAY)).toEqual([]);
  const noon = { a: { kind: 'closed', date: MONDAY, start: '11:00', end: '14:00' } } as const;
  expect(openHours({ ...schedule, exceptions: noon }, MONDAY)).toEqual([
    { from: 510, to: 660 },
    { from: 840, to: 1020 },
  ]);
});

test('extra hours are added, even to a closed day', () => {
  const both = {
    a: { kind: 'closed', date: MONDAY },
    b: { kind: 'extra', date: MONDAY, start: '09:00', end: '10:00' },
  } as const;
  expect(openHours({ ...schedule, exceptions: both }, MONDAY)).toEqual([{ from: 540, to: 600 }]);
});

test('an inactive schedule has no hours', () => {
  expect(openHours({ ...schedule, isActive: false }, MONDAY)).toEqual([]);
});

test('what is not open is shaded: outside, a break, or closed with its reason', () => {
  const closed = {
    a: { kind: 'closed', date: MONDAY, start: '16:00', end: '17:00', reason: 'Ward round' },
  } as const;
  expect(
    shutHoursOf([{ ...schedule, exceptions: closed }], MONDAY, { from: 480, to: 1080 }),
  ).toEqual([
    { from: 480, to: 510, kind: 'outside' },
    { from: 720, to: 780, kind: 'break' },
    { from: 960, to: 1080, kind: 'closed', reason: 'Ward round' },
  ]);
});

test('spans join where they meet and lose what is cut out', () => {
  const joined = union([
    { from: 5, to: 9 },
    { from: 1, to: 5 },
    { from: 12, to: 12 },
  ]);
  expect(joined).toEqual([{ from: 1, to: 9 }]);
  expect(subtract(joined, [{ from: 3, to: 4 }])).toEqual([
    { from: 1, to: 3 },
    { from: 4, to: 9 },
  ]);
});

test('hours worked out once a week are those of every single day', () => {
  const schedule: Schedule = {
    zone: 'Europe/Dublin',
    slotMinutes: 15,
    rules: {
      a: { weekday: 1, start: '09:00', end: '12:00' },
      b: { weekday: 3, start: '13:00', end: '17:00' },
    },
    exceptions: {
      leave: { kind: 'closed', date: '2026-11-25', until: '2026-12-02' },
      more: { kind: 'extra', date: '2026-12-07', start: '18:00', end: '20:00' },
    },
  };
  const ending: Schedule = {
    ...schedule,
    rules: { a: { weekday: 1, start: '09:00', end: '12:00', validTo: '2026-12-01' } },
  };
  const hours = createHours();
  for (const one of [schedule, ending])
    for (let n = 0; n < 40; n += 1) {
      const day = addDays('2026-11-16', n);
      expect(hours(one, day)).toEqual(openHours(one, day));
    }
});
