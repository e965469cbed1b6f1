import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Patient } from '#shared/domain/patient.ts';
import { DuplicateScan, type Likely } from './duplicate-scan.ts';

const person = (family: string, given: string, birthDate: string, more: Partial<Patient> = {}) => ({
  names: { n: { use: 'official' as const, family, given } },
  birthDate,
  sex: 'female' as const,
  ...more,
});
const people: readonly (readonly [string, Patient])[] = [
  ['a', person('Okonkwo', 'Adaeze', '1959-03-14')],
  ['b', person('Garcia', 'Luis', '1971-01-01')],
  ['c', person('Okonko', 'Adaeze', '1959-03-14')],
  ['d', person('Okonkwo', 'Adaeze', '1959-03-14', { survivorId: 'a' })],
  ['e', person('Garcia', 'Luis', '1971-01-01', { isRestricted: true })],
  ['f', person('Garcia', 'Luis', '1971-01-01')],
];
const scanOf = (all: readonly (readonly [string, Patient])[]): DuplicateScan => {
  const scan = new DuplicateScan();
  for (const [id, patient] of all) scan.add(id, patient);
  return scan;
};
const namesOf = (found: readonly Likely[]) => found.map(({ one, other }) => `${one}${other}`);

test('finds likely pairs with their score; who was replaced, and who is restricted, is left out', () => {
  const { found, after, people: compared } = scanOf(people).next('', 100);
  expect(namesOf(found)).toEqual(['ac', 'bf']);
  expect(found[0]?.score).toBeGreaterThan(12);
  expect([after, compared]).toEqual([null, 4]);
});

test('stopped anywhere and gone on in another life, it finds each pair once', () => {
  const whole = namesOf(scanOf(people).next('', 100).found);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 }), (portions) => {
      const found: string[] = [];
      let after: string | null = '';
      for (const portion of [...portions, 100]) {
        if (after === null) break;
        // A new scan each time, as after a restart; people come in any order.
        const step = scanOf(people.toReversed()).next(after, portion);
        found.push(...namesOf(step.found));
        ({ after } = step);
      }
      expect(found).toEqual(whole);
    }),
  );
});
