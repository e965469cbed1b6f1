import { expect, test } from 'vitest';
import { comparePeople, type TypedPerson } from './duplicate-score.ts';
import type { Patient } from '#shared/domain/patient.ts';

const okonkwo: Patient = {
  names: { n: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
  birthDate: '1959-03-14',
  sex: 'female',
  telecom: { t: { kind: 'phone', value: '+44 161 496 0123' } },
};
const typed = (part: Partial<TypedPerson>): TypedPerson => ({
  family: 'Okonkwo',
  given: 'Adaeze',
  birthDate: '1959-03-14',
  isBirthDateEstimated: false,
  sex: 'female',
  phone: '',
  line: '',
  postalCode: '',
  city: '',
  ...part,
});
const verdicts = (part: Partial<TypedPerson>, record: Patient = okonkwo): string => {
  const { verdict, rows } = comparePeople(typed(part), record);
  return [verdict, ...rows.map((row) => `${row.field} ${row.verdict}`)].join(', ');
};

test.each<[string, Partial<TypedPerson>, string]>([
  ['the same person', {}, 'very-likely, family same, given same, birthDate same, sex same'],
  [
    'one letter off',
    { family: 'Okonko' },
    'very-likely, family one-letter, given same, birthDate same, sex same',
  ],
  [
    'a short form and swapped digits',
    { given: 'Ada', birthDate: '1995-03-14' },
    'possible, family same, given short-form, birthDate digits-swapped, sex same',
  ],
  [
    'one wrong figure in the birth date',
    { birthDate: '1959-03-11' },
    'very-likely, family same, given same, birthDate one-digit, sex same',
  ],
  [
    'another given name and another birth date, however near',
    { given: 'Ngozi', birthDate: '1949-03-14' },
    'none, family same, given different, birthDate one-digit, sex same',
  ],
  [
    'day and month swapped',
    { birthDate: '1959-04-03' },
    'none, family same, given same, birthDate different, sex same',
  ],
  [
    'family and given name in each other’s place',
    { family: 'adaeze', given: 'OKONKWO' },
    'very-likely, family changed-places, given changed-places, birthDate same, sex same',
  ],
  [
    'a twin: another given name',
    { given: 'Chidi', sex: 'male' },
    'none, family same, given different, birthDate same, sex different',
  ],
  [
    'a twin of the same sex',
    { given: 'Ngozi' },
    'possible, family same, given different, birthDate same, sex same',
  ],
  ['no birth date typed yet', { birthDate: '', sex: '' }, 'possible, family same, given same'],
  ['only a family name', { given: '', birthDate: '', sex: '' }, 'none, family same'],
  [
    'a year that fits',
    { birthDate: '1959' },
    'possible, family same, given same, birthDate fits, sex same',
  ],
  [
    'an age that is about right',
    { birthDate: '1961', isBirthDateEstimated: true },
    'possible, family same, given same, birthDate about-the-same, sex same',
  ],
  [
    'married since, with the same phone',
    { family: 'Bauer', phone: '0161 496 0123' },
    'possible, family different, given same, birthDate same, sex same, phone same',
  ],
])('%s', (_, part, expected) => {
  expect(verdicts(part)).toBe(expected);
});

test('a name that is written as it sounds is near, the same address speaks for one person', () => {
  const record: Patient = {
    names: { n: { family: 'Szmidt', given: 'Ewa' } },
    addresses: { a: { line: '6 Bingley Crescent', postalCode: '3182', city: 'Pindimar' } },
  };
  const part = {
    family: 'Schmitt',
    given: 'Ewa',
    birthDate: '',
    sex: '' as const,
    line: '6 Bingly Crescent',
    postalCode: '3183',
    city: 'Pindimar',
  };
  expect(verdicts(part, record)).toBe(
    'very-likely, family sounds-alike, given same, line one-letter, postalCode one-digit, city same',
  );
});

test('accents, capitals and spaces do not tell people apart', () => {
  const record: Patient = { names: { n: { family: 'De la Peña', given: 'José María' } } };
  expect(
    verdicts({ family: 'DELAPENA', given: 'jose maria', birthDate: '', sex: '' }, record),
  ).toBe('possible, family same, given same');
});

test('a birth date with day and month swapped is said to be that', () => {
  const record: Patient = { ...okonkwo, birthDate: '1959-03-04' };
  expect(verdicts({ birthDate: '1959-04-03' }, record)).toContain('birthDate digits-swapped');
});

test('what the record does not know is not counted against it', () => {
  expect(verdicts({}, { names: okonkwo.names ?? {} })).toBe('possible, family same, given same');
});
