import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Allergy } from './allergy.ts';
import { allergyFormOf, editAllergy } from './edit-allergy.ts';
import type { PersonId } from './ids.ts';
import type { Patient } from './patient.ts';

const stamp = { by: 'marta' as PersonId, at: '2026-11-23T12:00:00.000Z' };
const penicillin: Allergy = {
  substance: 'penicillin',
  code: { system: 's', code: '1' },
  reaction: 'rash',
  clinicalStatus: 'active',
  verification: 'unconfirmed',
  recordedAt: '2020-01-01T00:00:00.000Z',
};
const patient: Patient = {
  allergies: { a: penicillin, b: { ...penicillin, substance: 'latex' } },
};
const shown = allergyFormOf(penicillin);
const edited = (typed: typeof shown, of: Patient = patient): Allergy | undefined => {
  const done = editAllergy(of, 'a', { shown, typed, stamp });
  return done.ok ? done.value.allergies?.['a'] : undefined;
};

test('a form that was not touched changes nothing', () => {
  expect(edited(shown)).toEqual(penicillin);
});

test('only what was changed is written, whatever another tablet wrote meanwhile (M1)', () => {
  const reaction = fc.constantFrom('rash', 'anaphylaxis', 'vomiting');
  fc.assert(
    fc.property(reaction, fc.constantFrom('high', 'low'), (theirs, criticality) => {
      const now: Patient = { allergies: { a: { ...penicillin, reaction: theirs } } };
      expect(edited({ ...shown, criticality }, now)).toMatchObject({
        reaction: theirs,
        criticality,
        recordedAt: penicillin.recordedAt,
      });
    }),
  );
});

test('another substance loses the code of the old one, an emptied reaction is gone', () => {
  const after = edited({ ...shown, substance: 'amoxicillin', reaction: '' });
  expect(after).not.toHaveProperty('code');
  expect(after).not.toHaveProperty('reaction');
});

test('confirming says so', () => {
  expect(edited({ ...shown, isConfirmed: true })?.verification).toBe('confirmed');
});

test('an allergy is not renamed into one that is in force already', () => {
  const typed = { ...shown, substance: 'Latex' };
  expect(editAllergy(patient, 'a', { shown, typed, stamp })).toEqual({
    ok: false,
    error: { kind: 'in-force-already', id: 'b' },
  });
});
