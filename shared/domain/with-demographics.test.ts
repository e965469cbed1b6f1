import { expect, test } from 'vitest';
import { demographicsOf } from './demographics.ts';
import type { Patient } from './patient.ts';
import { withDemographics } from './with-demographics.ts';

const deps = { today: '2026-11-24', newKey: () => 'new' };
const patient: Patient = {
  names: {
    n1: { use: 'official', family: 'Okonkwo', given: 'Adaeze', prefix: 'Mrs' },
    n2: { use: 'maiden', family: 'Eze' },
  },
  birthDate: '1959-03-14',
  sex: 'female',
  telecom: { p: { kind: 'phone', value: '1', use: 'home' }, q: { kind: 'phone', value: '2' } },
  addresses: { a: { line: '4 Mill Lane', city: 'Northby', country: 'GB' } },
  languages: { en: { code: 'en', isPreferred: true } },
};
const edit = (
  part: Partial<ReturnType<typeof demographicsOf>>,
  now: Patient = patient,
): Patient => {
  const shown = demographicsOf(patient);
  return withDemographics(now, { shown, typed: { ...shown, ...part } }, deps);
};

test('a form that nobody changed changes nothing', () => {
  expect(edit({})).toEqual(patient);
});

test('what another desk wrote meanwhile stays, if this form did not touch it (M1)', () => {
  const now: Patient = {
    ...patient,
    birthDate: '1959-03-15',
    telecom: { p: { kind: 'phone', value: '9' } },
  };
  const after = edit({ family: 'Okonkwo-Bauer' }, now);
  expect(after.birthDate).toBe('1959-03-15');
  expect(after.telecom).toEqual({ p: { kind: 'phone', value: '9' } });
  expect(after.names?.['n1']?.family).toBe('Okonkwo-Bauer');
  expect(after.names?.['n2']).toEqual(patient.names?.['n2']);
});

test('an emptied field leaves the record, and nothing else with it', () => {
  const after = edit({ phone: '', line: '', city: '' });
  expect(after.telecom).toEqual({ q: { kind: 'phone', value: '2' } });
  expect(after.addresses).toEqual({ a: { country: 'GB' } });
});

test('the entry that was shown is the one that changes; its use stays', () => {
  expect(edit({ phone: '0161' }).telecom?.['p']).toEqual({
    kind: 'phone',
    value: '0161',
    use: 'home',
  });
});

test('a new language becomes the preferred one and the old one stays', () => {
  expect(edit({ language: 'ar' }).languages).toEqual({
    en: { code: 'en' },
    ar: { code: 'ar', isPreferred: true },
  });
});

test('a birth date turned unknown takes the estimate with it', () => {
  const after = edit({ isBirthUnknown: true, birth: '' });
  expect('birthDate' in after).toBe(false);
});
