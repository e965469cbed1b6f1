import { expect, test } from 'vitest';
import { demographicsOf, NO_DEMOGRAPHICS } from './demographics.ts';
import type { PatientId } from './ids.ts';
import { mrnOf, type Patient } from './patient.ts';
import { identifierFor, registerPatient } from './register-patient.ts';
import { isStandIn, promoted, standingIn, toPromote } from './stand-in.ts';
import { shownName } from './human-name.ts';
import { withDemographics } from './with-demographics.ts';

const today = '2026-11-24';
let keys = 0;
const deps = { today, newKey: () => `k${++keys}` };
const TEMPORARY = identifierFor(null, { id: 'x-ab7f', count: 1 });
const stranger = standingIn(
  registerPatient(
    { ...NO_DEMOGRAPHICS, family: 'Unknown man', birth: 'about 40', sex: 'male' },
    TEMPORARY,
    deps,
  ),
  { kind: 'unknown' },
);
const named = (family: string, given: string, patient = stranger): Patient => {
  const shown = demographicsOf(patient);
  return withDemographics(patient, { shown, typed: { ...shown, family, given } }, deps);
};

test('an unknown man of about 40 has a temporary number and a name that stands in', () => {
  expect(shownName(stranger.names)).toEqual({ use: 'anonymous', family: 'Unknown man' });
  expect([stranger.birthDate, stranger.isBirthDateEstimated]).toEqual(['1986', true]);
  expect(mrnOf(stranger)).toBe('T-AB7F-0001');
  expect(toPromote(stranger)).toBeUndefined();
});

test('once the name is known it is shown; the one that stood in and the temporary number stay as former ones', () => {
  const known = named('Okonkwo', 'Chidi');
  expect(shownName(known.names)).toEqual({ use: 'official', family: 'Okonkwo', given: 'Chidi' });
  expect(Object.values(known.names ?? {})).toContainEqual({ use: 'old', family: 'Unknown man' });
  const after = promoted(known, '1048827');
  expect(mrnOf(after)).toBe('1048827');
  expect(Object.values(after.identifiers ?? {})).toContainEqual({ ...TEMPORARY, use: 'old' });
  expect(promoted(after, '1048835')).toEqual(after);
});

test('somebody registered with an empty pool gets the hospital’s number with the next change', () => {
  const typed = { ...NO_DEMOGRAPHICS, family: 'Ito', birth: '1984' };
  const patient = registerPatient(typed, TEMPORARY, deps);
  expect(mrnOf(promoted(patient, '1048827'))).toBe('1048827');
});

test('a newborn is called after the mother, is linked to her, and takes its own name later', () => {
  const mother = 'm' as PatientId;
  const typed = { ...NO_DEMOGRAPHICS, family: 'Okonkwo', given: 'Baby of Adaeze', birth: today };
  const baby = standingIn(registerPatient(typed, { kind: 'mrn', value: '1048827' }, deps), {
    kind: 'newborn',
    motherId: mother,
  });
  expect(baby.motherId).toBe(mother);
  expect(isStandIn(shownName(baby.names))).toBe(true);
  const after = named('Okonkwo', 'Ngozi', baby);
  expect(shownName(after.names)).toMatchObject({ use: 'official', given: 'Ngozi' });
  expect(after.motherId).toBe(mother);
});
