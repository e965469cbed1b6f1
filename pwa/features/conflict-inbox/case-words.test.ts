// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import type { Patient } from '#shared/domain/patient.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { aBooking, ZONE } from '#shared/testing/an-appointment.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import { aConflict, aRefusal } from './a-dispute.ts';
import {
  keepWords,
  momentWords,
  questionOf,
  readingWords,
  refusalCodeWords,
  titleOf,
} from './case-words.ts';

beforeAll(() => learnAll());

const names = { place: () => undefined, practitioner: () => undefined, zone: ZONE };
const ada: Patient = {
  allergies: { a: { substance: 'latex', clinicalStatus: 'active', verification: 'confirmed' } },
};

test('a case is named after its field and what it belongs to', () => {
  const conflict = { kind: 'conflict', id: '1', dispute: aConflict() } as const;
  expect(titleOf(conflict, ada)).toBe('Risk of latex');
  expect(titleOf(conflict, undefined)).toBe('Risk');
  expect(titleOf({ kind: 'refused', id: '2', dispute: aRefusal() }, undefined)).toBe(
    'Not accepted: Reason',
  );
  const row = aBooking('3', ['a', '14:00'], { booking: 'clash' });
  expect(titleOf({ kind: 'clash', id: '3', row }, undefined)).toBe('Lost time: Mon 23 Nov, 14:00');
});

test('a conflict asks in plain words', () => {
  expect(questionOf(aConflict(), ada)).toBe('How serious is the allergy: latex?');
  expect(questionOf(aConflict({ path: '/birthDate' }), ada)).toBe('Which birth date is right?');
  expect(questionOf(aConflict({ path: '/sex' }), ada)).toBe('Which is right: Sex?');
  const visit = aConflict({ subject: { collection: 'appointments', id: 'a' }, path: '/status' });
  expect(questionOf(visit, undefined)).toBe('What happened with this appointment?');
});

test('the button is named after what it keeps', () => {
  const dispute = aConflict();
  expect(keepWords(dispute, dispute.readings?.['high'], names)).toBe('Keep high risk');
  const birth = aConflict({ path: '/birthDate' });
  const reading = { ...birth.readings?.['high'], value: '1959-03-14' } as never;
  expect(keepWords(birth, reading, names)).toBe('Keep 14 Mar 1959');
});

test('a reading without a value says that it was taken out, never nothing at all', () => {
  const { value: _, ...gone } = aConflict().readings?.['low'] ?? {};
  expect(readingWords(aConflict(), gone as never, names)).toBe('Nothing: taken out');
  expect(keepWords(aConflict(), gone as never, names)).toBe('Keep it taken out');
});

test('every refusal has its reason in words, one from a newer hospital too', () => {
  expect(refusalCodeWords('not-allowed')).toContain('may not write');
  expect(refusalCodeWords('from the future')).toBe(
    'The hospital gave a reason that this version does not know.',
  );
});

test('two people who decided differently about two records are asked in plain words', () => {
  const reading = (decision: JsonMap) =>
    ({ ...aConflict().readings?.['low'], value: decision }) as never;
  const dispute = aConflict({ subject: { collection: 'pairs', id: 'p' }, path: '/decision' });
  const known = { ...names, number: (id: string) => (id === 'a' ? '104 882-7' : '') };
  const one = reading({ kind: 'same', survivor: 'a', fields: {} });
  const with2 = reading({
    kind: 'same',
    survivor: 'a',
    fields: { name: 'replaced', sex: 'survivor' },
  });
  const two = reading({ kind: 'different' });
  expect(titleOf({ kind: 'conflict', id: '1', dispute }, undefined)).toBe('One person or two');
  expect(questionOf(dispute, undefined)).toBe('Which is right: One person or two?');
  expect(readingWords(dispute, one, known)).toBe('One person, \u2068104 882-7\u2069 goes on');
  expect(readingWords(dispute, with2, known)).toBe(
    'One person, \u2068104 882-7\u2069 goes on. From the other: Name',
  );
  expect(readingWords(dispute, two, known)).toBe('Two people');
  expect(keepWords(dispute, two, known)).toBe('Keep two people');
});

test('a moment of today is a time on the clock of the hospital, another day is named', () => {
  const clock = { zone: 'Asia/Tokyo', today: '2026-11-23' };
  expect(momentWords('2026-11-23T04:02:00.000Z', clock)).toBe('13:02');
  expect(momentWords('2026-11-22T14:59:00.000Z', clock)).toBe('Sun 22 Nov, 23:59');
});
