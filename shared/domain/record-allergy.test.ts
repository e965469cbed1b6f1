import { expect, test } from 'vitest';
import { allergySummary } from './allergy.ts';
import type { PersonId } from './ids.ts';
import type { Patient } from './patient.ts';
import {
  addAlert,
  addAllergy,
  allergyOf,
  endAlert,
  judgeAllergy,
  mayRecordNone,
  NO_ALLERGY,
  recordNoneKnown,
  type AllergyForm,
} from './record-allergy.ts';

const stamp = { by: 'marta' as PersonId, at: '2026-11-24T12:00:00.000Z' };
const form = (part: Partial<AllergyForm>): AllergyForm => ({ ...NO_ALLERGY, ...part });
const penicillin: Patient = addAllergy({}, 'a1', {
  substance: 'Penicillin',
  criticality: 'high',
  clinicalStatus: 'active',
  verification: 'confirmed',
});

test('an allergy holds what was said and nothing that was not', () => {
  expect(
    allergyOf(
      form({ substance: ' latex  gloves ', reaction: 'rash', criticality: 'low', onset: '2019' }),
      {},
      stamp,
    ),
  ).toEqual({
    ok: true,
    value: {
      substance: 'latex gloves',
      reaction: 'rash',
      criticality: 'low',
      onset: '2019',
      clinicalStatus: 'active',
      verification: 'unconfirmed',
      recordedAt: stamp.at,
      recordedBy: 'marta',
    },
  });
});

test.each<[string, Partial<AllergyForm>, string]>([
  ['nothing typed', { substance: '  ' }, 'no-substance'],
  ['a whole story', { substance: 'x'.repeat(121) }, 'too-long'],
  ['“none” typed as a substance', { substance: 'NKDA' }, 'no-allergy-named'],
  ['“ninguna” typed as a substance', { substance: 'Ninguna.' }, 'no-allergy-named'],
  ['a year that is none', { substance: 'latex', onset: 'last week' }, 'not-a-year'],
  ['a year that lies ahead', { substance: 'latex', onset: '2031' }, 'not-a-year'],
  ['the same one again', { substance: 'penicillin' }, 'in-force-already'],
])('%s is answered with %s', (_, part, kind) => {
  expect(allergyOf(form(part), penicillin, stamp)).toMatchObject({ ok: false, error: { kind } });
});

test('a refuted allergy leaves the line and stays in the record (M3)', () => {
  const refuted = judgeAllergy(penicillin, 'a1', 'refuted');
  expect(allergySummary(refuted).kind).toBe('not-recorded');
  expect(refuted.allergies?.['a1']?.substance).toBe('Penicillin');
  expect(allergyOf(form({ substance: 'penicillin' }), refuted, stamp).ok).toBe(true);
});

test('“no known allergies” is refused while one is in force (M3)', () => {
  expect(mayRecordNone(penicillin)).toBe(false);
  expect(recordNoneKnown(penicillin, stamp)).toBe(penicillin);
});

test('“no known allergies” is hidden by an allergy that comes later (M3)', () => {
  const none = recordNoneKnown({}, stamp);
  expect(allergySummary(none).kind).toBe('none-known');
  const later = addAllergy(none, 'a1', {
    substance: 'latex',
    clinicalStatus: 'active',
    verification: 'unconfirmed',
  });
  expect(allergySummary(later)).toMatchObject({
    kind: 'known',
    allergies: [{ substance: 'latex' }],
  });
});

test('two desks that add different allergies keep both', () => {
  const both = addAllergy(penicillin, 'a2', {
    substance: 'latex',
    clinicalStatus: 'active',
    verification: 'unconfirmed',
  });
  expect(Object.keys(both.allergies ?? {})).toEqual(['a1', 'a2']);
});

test('an alert that has ended stays in the record', () => {
  const alerted = addAlert({}, 'x', { kind: 'falls', text: ' fell twice ', stamp });
  expect(alerted.alerts?.['x']).toMatchObject({
    text: 'fell twice',
    status: 'active',
    recordedBy: 'marta',
  });
  expect(endAlert(alerted, 'x', 'inactive').alerts?.['x']?.status).toBe('inactive');
  expect(endAlert(alerted, 'nobody', 'inactive')).toBe(alerted);
});
