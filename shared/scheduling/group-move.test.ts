import { expect, test } from 'vitest';
import type { PractitionerId } from '#shared/domain/ids.ts';
import { overlaps } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { aBooking, MONDAY, ZONE } from '#shared/testing/an-appointment.ts';
import { proposeGroupMove } from './group-move.ts';

const hours = (who: string, start: string, end: string): Schedule => ({
  practitionerId: who as PractitionerId,
  zone: ZONE,
  slotMinutes: 30,
  rules: { a: { weekday: 1, start, end } },
});
const ill = [
  aBooking('1', ['ill', '09:00']),
  aBooking('2', ['ill', '09:30', 60]),
  aBooking('3', ['ill', '10:30']),
];
const other = aBooking('x', ['b', '09:00']);
const desk = {
  schedules: [
    hours('ill', '09:00', '12:00'),
    hours('b', '09:00', '11:00'),
    hours('c', '10:00', '10:30'),
  ],
  booked: [...ill, other].map(({ content }) => content),
};
const query = {
  rows: ill,
  desk,
  practitionerIds: ['b', 'c'],
  after: `${MONDAY}T00:00:00.000Z`,
  days: 1,
};

test('everybody gets the earliest time that is free and long enough, and no time is given twice', () => {
  const proposed = proposeGroupMove(query);
  expect(
    proposed.map(({ row, slot }) => [row.id, slot?.practitionerId, slot?.wall.slice(11)]),
  ).toEqual([
    ['1', 'b', '09:30'],
    ['2', 'b', '10:00'],
    ['3', 'c', '10:00'],
  ]);
  const slots = [
    ...proposed.flatMap(({ slot }) => slot ?? []),
    ...(other.content.slot ? [other.content.slot] : []),
  ];
  for (const [i, one] of slots.entries())
    for (const two of slots.slice(i + 1))
      expect(one.practitionerId === two.practitionerId && overlaps(one, two)).toBe(false);
});

test('nobody has to come earlier than they were told, as long as there is a later time', () => {
  const [first] = proposeGroupMove({
    ...query,
    rows: ill.slice(2),
    practitionerIds: ['c', 'd'],
    desk: { ...desk, schedules: [...desk.schedules, hours('d', '11:00', '12:00')] },
  });
  expect([first?.slot?.practitionerId, first?.slot?.wall.slice(11)]).toEqual(['d', '11:00']);
});

test('who finds no time is named all the same, and stays where they are', () => {
  const proposed = proposeGroupMove({ ...query, practitionerIds: ['c'] });
  expect(proposed.map(({ row, slot }) => [row.id, slot === null])).toEqual([
    ['1', false],
    ['2', true],
    ['3', true],
  ]);
});
