import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_DEMOGRAPHICS } from '#shared/domain/demographics.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { twinQueries, twinsAmong, typedPerson, unanswered } from './twins.ts';

const TODAY = '2026-11-23';
const adaeze: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1959-03-14',
  sex: 'female',
};
const typed = { ...NO_DEMOGRAPHICS, family: 'Okonko', given: 'Adaeze', birth: '14.3.1959' };
const rows = [
  { id: 'a', isHere: true, content: adaeze },
  {
    id: 'b',
    isHere: true,
    content: {
      ...adaeze,
      names: { n: { family: 'Okonkwo', given: 'Ada' } },
      birthDate: '1995-03-14',
    },
  },
  {
    id: 'c',
    isHere: true,
    content: { names: { n: { family: 'Garcia', given: 'Luis' } }, birthDate: '1971-01-01' },
  },
];

test('a slip in the family name is very likely the same person, a short form with another year is possible', () => {
  const twins = twinsAmong(typedPerson(typed, TODAY), rows);
  expect(twins.map(({ id, comparison }) => [id, comparison.verdict])).toEqual([
    ['a', 'very-likely'],
    ['b', 'possible'],
  ]);
});

test('nobody is registered as new until every very likely twin is answered', () => {
  const twins = twinsAmong(typedPerson(typed, TODAY), rows);
  expect(unanswered(twins, []).map(({ id }) => id)).toEqual(['a']);
  expect(unanswered(twins, ['b']).map(({ id }) => id)).toEqual(['a']);
  expect(unanswered(twins, ['a'])).toEqual([]);
});

test('the most alike stands first, whatever order the finder names them in', () => {
  const person = typedPerson(typed, TODAY);
  const order = twinsAmong(person, rows);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (mixed) => {
      expect(twinsAmong(person, mixed)).toEqual(order);
    }),
  );
});

test('the finder is asked by whole name, by family name and by birth date', () => {
  expect(twinQueries(typedPerson(typed, TODAY))).toEqual(['Okonko Adaeze', 'Okonko', '1959-03-14']);
});

test('one letter or half a birth date asks for nobody', () => {
  const begun = { ...NO_DEMOGRAPHICS, family: 'O', birth: '14.3' };
  expect(twinQueries(typedPerson(begun, TODAY))).toEqual([]);
});

test('a birth date that is not known is not compared', () => {
  const unknown = { ...typed, isBirthUnknown: true };
  expect(typedPerson(unknown, TODAY).birthDate).toBe('');
});
