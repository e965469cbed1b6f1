import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockKeys, candidatePairs } from './duplicate-blocks.ts';
import { comparePair, typedOf, type TypedPerson } from './duplicate-score.ts';
import { countRarity, usualRarity } from './rarity.ts';

const person = (part: Partial<TypedPerson>): TypedPerson => ({
  ...typedOf({}),
  family: 'Okonkwo',
  given: 'Adaeze',
  birthDate: '1959-03-14',
  line: '6 Bingley Crescent',
  city: 'Pindimar',
  postalCode: '3182',
  ...part,
});
const text = (...values: readonly string[]) => fc.constantFrom('', ...values);
const anybody = fc.record<TypedPerson>({
  family: text('Okonkwo', 'Okonko', 'Adaeze', 'De la Peña', 'Ng'),
  given: text('Adaeze', 'Ada', 'Okonkwo', 'Chidi'),
  birthDate: text('1959-03-14', '1959-04-03', '1959', '1995-03-14'),
  isBirthDateEstimated: fc.boolean(),
  sex: fc.constantFrom('', 'female', 'male', 'unknown'),
  phone: text('0161 496 0123', '+44 161 496 0123', '12'),
  line: text('6 Bingley Crescent', 'Bingly Crescent 6', '1 High Street'),
  postalCode: text('3182', '3128', '3183'),
  city: text('Pindimar', 'Pindimer', 'Leeds'),
});

test('two people are as alike whichever is asked first', () => {
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      const [one, other] = [comparePair(a, b, usualRarity), comparePair(b, a, usualRarity)];
      expect(other.score).toBeCloseTo(one.score);
      expect(other.verdict).toBe(one.verdict);
    }),
  );
});

test('nobody is more like another than like themselves, and the reasons add up to the score', () => {
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      const { score, rows } = comparePair(a, b, usualRarity);
      const same = comparePair(a, a, usualRarity);
      const known = new Set(rows.map(({ field }) => field));
      const mine = same.rows.filter(({ field }) => known.has(field));
      expect(score).toBeLessThanOrEqual(mine.reduce((sum, { bits }) => sum + bits, 0) + 1e-9);
      expect(rows.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(score);
    }),
  );
});

test.each<[string, Partial<TypedPerson>]>([
  ['a slip in the family name', { family: 'Okonko' }],
  ['names in each other’s place', { family: 'Adaeze', given: 'Okonkwo' }],
  ['another family name since', { family: 'Bauer' }],
  ['no birth date', { birthDate: '' }],
  ['no given name and another birth date', { given: '', birthDate: '1995-07-01' }],
  ['moved away', { line: '1 High Street', city: 'Leeds', postalCode: 'LS1' }],
])('%s: the two are compared all the same', (_, part) => {
  const keys = new Set(blockKeys(person({})));
  expect(blockKeys(person(part)).some((key) => keys.has(key))).toBe(true);
});

test('people who share nothing are never compared, and every pair is compared once', () => {
  const other = person({
    family: 'Zielinski',
    given: 'Borys',
    birthDate: '1990-08-02',
    line: '',
    city: 'Leeds',
    postalCode: '99',
  });
  const keys = [person({}), person({ given: 'Ada' }), other, person({})].map(blockKeys);
  expect([...candidatePairs(keys)].toSorted()).toEqual([
    [0, 1],
    [0, 3],
    [1, 3],
  ]);
});

test('a rare name says more than a common one', () => {
  const people = Array.from({ length: 64 }, (_, n) =>
    person({ family: n < 32 ? 'Smith' : `Name ${String.fromCharCode(97 + (n % 26))}${n}` }),
  );
  const rarity = countRarity(people);
  expect(rarity('family', 'smith')).toBe(2);
  expect(rarity('family', 'name a52')).toBe(6);
  expect(countRarity([])('family', 'smith')).toBe(2);
});
