import { expect, test } from 'vitest';
import type { LocationId } from '#shared/domain/ids.ts';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { someHours } from './a-day.ts';
import { phoneOf, proposeAway } from './away-list.ts';

const clinicId = 'c' as LocationId;
const query = {
  day: MONDAY,
  who: 'a',
  rows: [
    aBooking('seen', ['a', '08:30'], { status: 'fulfilled' }),
    aBooking('second', ['a', '10:00']),
    aBooking('first', ['a', '09:00']),
    aBooking('colleague’s', ['b', '10:00']),
  ],
  schedules: [
    someHours('a', '09:00', '11:00', { clinicId }).content,
    someHours('b', '10:00', '12:00', { clinicId }).content,
    someHours('elsewhere', '07:00', '12:00').content,
  ],
  practitioners: [],
  capacityOf: () => 1,
  now: Date.parse(`${MONDAY}T08:00:00.000Z`),
  days: 14,
};
const said = (towards: 'colleagues' | 'later') =>
  proposeAway({ ...query, towards }).map(({ row, slot }) => [
    row.id,
    slot?.practitionerId,
    slot?.wall,
  ]);

test('whoever was to come goes to a colleague of the same clinic, in the order of time', () => {
  expect(said('colleagues')).toEqual([
    ['first', 'b', `${MONDAY}T10:30`],
    ['second', 'b', `${MONDAY}T11:00`],
  ]);
});

test('to those of the same profession, as long as there is one', () => {
  const staff = (roles: Readonly<Record<string, string>>): readonly Stored<'practitioners'>[] =>
    Object.entries(roles).map(([id, role]) => ({
      ...aBooking(id, ['a', '09:00']),
      content: { isActive: true, roles: { main: { role } } },
    }));
  const schedules = [...query.schedules, someHours('c', '11:30', '13:00', { clinicId }).content];
  const goTo = (roles: Readonly<Record<string, string>>) =>
    proposeAway({ ...query, schedules, practitioners: staff(roles), towards: 'colleagues' }).map(
      ({ slot }) => slot?.practitionerId,
    );
  expect(goTo({ a: 'doctor', b: 'nurse', c: 'doctor' })).toEqual(['c', 'c']);
  expect(goTo({ a: 'doctor', b: 'nurse', c: 'nurse' })).toEqual(['b', 'b']);
});

test('or to the same clinician on a later day, never on the day that is lost', () => {
  expect(said('later')).toEqual([
    ['first', 'a', '2026-11-30T09:00'],
    ['second', 'a', '2026-11-30T09:30'],
  ]);
});

test('the list of whom to call has the first telephone that is known', () => {
  expect(
    phoneOf({ telecom: { a: { kind: 'email', value: 'x' }, b: { kind: 'phone', value: '0171' } } }),
  ).toBe('0171');
  expect(phoneOf(undefined)).toBe('');
});
