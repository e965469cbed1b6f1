import { expect, test } from 'vitest';
import { checkDemographics, isStorable } from './check-demographics.ts';
import { demographicsOf, NO_DEMOGRAPHICS, type Demographics } from './demographics.ts';
import { mrnOf, nameKeyOf } from './patient.ts';
import { identifierFor, registerPatient } from './register-patient.ts';

const TODAY = '2026-11-24';
const deps = () => {
  let n = 0;
  return { today: TODAY, newKey: () => `k${++n}` };
};
const form = (part: Partial<Demographics>): Demographics => ({ ...NO_DEMOGRAPHICS, ...part });

test('three fields are enough for a record', () => {
  const typed = form({ family: ' Okonkwo ', given: 'Adaeze', birth: '14.3.1959' });
  expect(isStorable(checkDemographics(typed, TODAY))).toBe(true);
  expect(registerPatient(typed, { kind: 'mrn', value: '1048827' }, deps())).toEqual({
    names: { k1: { use: 'official', family: 'Okonkwo', given: 'Adaeze' } },
    birthDate: '1959-03-14',
    identifiers: { k2: { kind: 'mrn', value: '1048827' } },
    sex: 'unknown',
  });
});

test('everything that was typed is in the record, and the record shows it again', () => {
  const typed = form({
    family: 'Haddad',
    given: 'Layla',
    title: 'Dr',
    birth: 'about 60',
    sex: 'female',
    phone: '0161 496 0123',
    email: 'layla@example.org',
    line: '4 Mill Lane',
    city: 'Northby',
    postalCode: 'N1 4AB',
    contactName: 'Omar Haddad',
    contactRelationship: 'husband',
    contactPhone: '0161 496 0199',
    language: 'ar',
    comment: 'hears badly on the left',
  });
  const patient = registerPatient(typed, { kind: 'mrn', value: '1048827' }, deps());
  expect(patient).toMatchObject({ birthDate: '1966', isBirthDateEstimated: true });
  expect(demographicsOf(patient)).toEqual({ ...typed, birth: '~1966' });
});

test('an unknown birth date is absent, not a made-up one', () => {
  const typed = form({ family: 'Unknown', given: '', birth: '', isBirthUnknown: true });
  expect(isStorable(checkDemographics(typed, TODAY))).toBe(true);
  const patient = registerPatient(typed, { kind: 'mrn', value: '1048827' }, deps());
  expect('birthDate' in patient).toBe(false);
});

test('a temporary identifier stands in when the pool is empty', () => {
  const identifier = identifierFor(null, { id: '0190b5d2-0000-7000-8000-00000000ab7f', count: 12 });
  expect(identifier).toEqual({ kind: 'temporary', value: 'T-AB7F-0012' });
  const patient = registerPatient(
    form({ family: 'Okonkwo', isBirthUnknown: true }),
    identifier,
    deps(),
  );
  expect(mrnOf(patient)).toBe('T-AB7F-0012');
  expect(nameKeyOf(patient)).toBe('okonkwo');
});

test.each<[keyof Demographics, string, string]>([
  ['family', 'O', 'one-letter'],
  ['family', 'x'.repeat(400), 'too-long'],
  ['family', 'Smith 😀', 'not-a-name'],
  ['family', '👨‍👩‍👧', 'not-a-name'],
  ['family', '123', 'not-a-name'],
  ['family', '<script>', 'not-a-name'],
  ['family', 'Smith 2nd', 'has-figures'],
  ['birth', '', 'missing'],
  ['birth', '1.1.2027', 'birth-future'],
  ['birth', '0000-00-00', 'birth-no-such-day'],
  ['birth', 'soon', 'birth-unreadable'],
  ['birth', '1.1.1700', 'birth-too-long-ago'],
  ['phone', '0176 12', 'phone-too-short'],
  ['phone', 'ask her son', 'phone-letters'],
  ['email', 'layla', 'not-an-email'],
  ['comment', 'x'.repeat(2001), 'too-long'],
])('%s %j gets its answer: %s', (field, value, kind) => {
  const typed = form({ family: 'Okonkwo', birth: '1959', [field]: value });
  expect(checkDemographics(typed, TODAY)).toMatchObject({ [field]: { kind } });
});

test.each([
  'O’Brien',
  "O'Brien",
  'Nguyễn',
  'de la Peña',
  'Smith-Jones',
  'الحداد',
  '李',
  'José Mª',
  'St. John',
])('the name %s is taken as it is', (family) => {
  const faults = checkDemographics(form({ family, birth: '1959' }), TODAY);
  expect(isStorable(faults)).toBe(true);
});

test('phone numbers of any country and with an extension are taken as they are', () => {
  for (const phone of [
    '+44 (0)161 496-0123',
    '0161.496.0123',
    '٠١٢٣٤٥٦٧٨٩',
    '0161 496 0123 ext 12',
  ]) {
    expect(checkDemographics(form({ family: 'Ok', birth: '1959', phone }), TODAY)).toEqual({});
  }
});

test('one of the two names is enough, none is not', () => {
  expect(checkDemographics(form({ given: 'Ada', birth: '1959' }), TODAY)).toEqual({});
  expect(checkDemographics(form({ birth: '1959' }), TODAY)).toEqual({
    family: { kind: 'missing' },
  });
});

test('a contact with a phone needs a name', () => {
  const typed = form({ family: 'Okonkwo', birth: '1959', contactPhone: '0161 496 0199' });
  expect(checkDemographics(typed, TODAY)).toEqual({
    contactName: { kind: 'contact-without-name' },
  });
});
