// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { APPOINTMENT_STATUSES } from '#shared/domain/appointment.ts';
import { dayStepsFrom } from '#shared/domain/appointment-step.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { aBooking } from '#shared/testing/an-appointment.ts';
import {
  nameWords,
  shortSlotWords,
  signOf,
  slotWords,
  stateWords,
  stepDoneWords,
  stepWords,
  whoWords,
} from './appointment-words.ts';
import { lookOf, type Look } from './booking-look.ts';

const TOKYO = 'Asia/Tokyo';
const at = '2026-11-23T04:08:00.000Z';
const said = (more: Parameters<typeof aBooking>[2], zone = 'Europe/Dublin') => {
  const row = aBooking('1', ['a', '09:00'], more);
  return stateWords({ look: lookOf(row.content), row }, zone);
};

test('every state but a plain booking has a word and a sign of its own', () => {
  const looks: readonly Look[] = [
    'booked',
    'arrived',
    'room',
    'done',
    'noshow',
    'hold',
    'clash',
    'cancelled',
  ];
  const row = aBooking('1', ['a', '09:00'], { arrivedAt: at });
  const words = looks.map((look) => stateWords({ look, row }, TOKYO));
  expect(words[0]).toBe('');
  expect(new Set(words).size).toBe(looks.length);
  expect(new Set(looks.map(signOf)).size).toBe(looks.length);
});

test('times of a state are on the clock of the hospital, not of the device', () => {
  expect(said({ status: 'arrived', arrivedAt: at })).toBe('waiting since 04:08');
  expect(said({ status: 'arrived', arrivedAt: at }, TOKYO)).toBe('waiting since 13:08');
  expect(said({ status: 'fulfilled', seenAt: at }, TOKYO)).toBe('seen 13:08');
  expect(said({ status: 'fulfilled' }, TOKYO)).toBe('seen');
});

test('every step has a button and a word after it, and steps of one state differ', () => {
  for (const from of APPOINTMENT_STATUSES) {
    const steps = dayStepsFrom(from);
    expect(new Set(steps.map((to) => stepWords(to, from))).size).toBe(steps.length);
    for (const to of steps) expect(stepDoneWords(to)).not.toBe('');
  }
  expect(stepWords('arrived', 'checked-in')).toBe('Back to waiting');
  expect(stepWords('booked', 'cancelled')).toBe('Book again');
});

test('a person is named with two identifiers, and what is not known is said', () => {
  const luis: Patient = {
    names: { n: { family: 'Garcia', given: 'Luis', prefix: 'Mr' } },
    birthDate: '1974-08-03',
    identifiers: { m: { kind: 'mrn', value: mrnAt(104_882) } },
  };
  expect(nameWords(luis, true)).toBe('Garcia, Luis');
  expect(whoWords(luis).replaceAll(/[\u2066-\u2069]/g, '')).toMatch(
    /^born 3 Aug 1974, MRN 104 882-\d$/,
  );
  expect(whoWords({})).toBe('birth date not known, no MRN yet');
  expect(nameWords(undefined, true)).toBe('Person not on this device');
  expect(nameWords(undefined, false)).toBe('…');
});

test('a time is told with its day', () => {
  expect(slotWords({ wall: '2026-11-24T10:30' })).toBe('Tue 24 Nov, 10:30');
  expect(shortSlotWords('2026-11-24T10:45')).toBe('Tue 10:45');
});
