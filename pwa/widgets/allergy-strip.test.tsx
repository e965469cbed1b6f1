// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Allergy } from '#shared/domain/allergy.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { AllergyStrip } from './allergy-strip.tsx';

afterEach(cleanup);
const known: Allergy = {
  substance: 'penicillin',
  reaction: 'anaphylaxis',
  onset: '2011-05',
  criticality: 'high',
  clinicalStatus: 'active',
  verification: 'confirmed',
};
const latex: Allergy = { substance: 'latex', clinicalStatus: 'active', verification: 'confirmed' };
const asked = { at: '2026-11-23T07:00:00.000Z', by: 'p1' as PersonId };
const saidBy = (patient: Parameters<typeof AllergyStrip>[0]['patient'], dense = false): string => {
  const { container } = render(<AllergyStrip patient={patient} dense={dense} />);
  const text = container.textContent ?? '';
  cleanup();
  return text;
};

test('allergies have four wordings and no fifth', () => {
  expect(saidBy(null)).toBe('Allergies unavailable');
  expect(saidBy({})).toBe('Allergies not recorded');
  expect(saidBy({ noKnownAllergies: asked })).toBe('No known allergies');
  expect(saidBy({ allergies: { a: known } })).toBe(
    'Allergiespenicillin: anaphylaxis 2011, high risk',
  );
});

test('an allergy is never hidden by somebody having been told of none (M3)', () => {
  expect(saidBy({ allergies: { a: known }, noKnownAllergies: asked }, true)).toContain(
    'penicillin',
  );
});

test('a refuted allergy leaves the line', () => {
  const refuted = { ...known, verification: 'refuted' as const };
  expect(saidBy({ allergies: { a: refuted } })).toBe('Allergies not recorded');
});

test('the dense line names every allergen with its reaction, high risk first', () => {
  expect(saidBy({ allergies: { a: latex, b: known } }, true)).toBe(
    'Allergies: penicillin (anaphylaxis), latex',
  );
});

test('unknown and none do not look alike', () => {
  render(<AllergyStrip patient={{}} />);
  const unasked = screen.getByText('Allergies not recorded').className;
  cleanup();
  render(<AllergyStrip patient={{ noKnownAllergies: asked }} />);
  expect(screen.getByText('No known allergies').className).not.toBe(unasked);
});
