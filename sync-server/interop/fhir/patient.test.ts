import { expect, test } from 'vitest';
import type { JsonMap } from '#shared/lib/json.ts';
import { patientFromFhir } from './patient-from-fhir.ts';
import { patientToFhir } from './person-to-fhir.ts';
import { versionOf } from './resource-parts.ts';

const notes: string[] = [];
const context = {
  zone: 'Europe/Madrid',
  idOf: (text: string) => `id-of-${text}`,
  note: (fact: string) => void notes.push(fact),
};
const read = (resource: JsonMap) =>
  patientFromFhir({ resourceType: 'Patient', ...resource }, context);
const again = (resource: JsonMap): JsonMap =>
  patientToFhir(read(resource), versionOf({ id: 'x', rev: 'e.1', acceptedAt: '2026-01-01' }));

test('a patient of whom nothing is known is a patient', () => {
  expect(
    read({ _birthDate: { extension: [] }, _gender: { extension: [] }, photo: [{ data: 'R0lG' }] }),
  ).toEqual({});
});

test('names keep their use and order; text stands in only where the parts are missing', () => {
  const { names } = read({
    name: [
      {
        use: 'official',
        family: 'Chalmers',
        given: ['Peter', 'James'],
        text: 'Peter James Chalmers',
      },
      { use: 'usual', given: ['Jim'] },
      { use: 'maiden', family: 'Windsor', period: { end: '2002' } },
      { text: 'Suharto' },
      { use: 'official', family: 'Old', period: { end: '1999' } },
      {},
    ],
  });
  expect(names).toEqual({
    official: { use: 'official', family: 'Chalmers', given: 'Peter James' },
    usual: { use: 'usual', given: 'Jim', order: 1 },
    maiden: { use: 'maiden', family: 'Windsor', order: 2 },
    name: { text: 'Suharto', order: 3 },
    old: { use: 'old', family: 'Old', order: 4 },
  });
});

test('the first medical record number is the hospital’s own; numbers without a value are none', () => {
  const mr = { coding: [{ code: 'MR' }] };
  const { identifiers } = read({
    identifier: [
      { use: 'old', type: mr, value: '0' },
      { type: mr, system: 'urn:a', value: '1' },
      { type: mr, system: 'urn:b', value: '2' },
      { type: { coding: [{ code: 'PPN' }] }, value: 'X1' },
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999' },
      { use: 'usual', system: 'urn:c' },
    ],
  });
  expect(identifiers).toEqual({
    other: { kind: 'other', value: '0', use: 'old' },
    mrn: { kind: 'mrn', value: '1', system: 'urn:a' },
    'other-2': { kind: 'other', value: '2', system: 'urn:b' },
    passport: { kind: 'passport', value: 'X1' },
    national: { kind: 'national', value: '999', system: 'http://hl7.org/fhir/sid/us-ssn' },
  });
});

test.each([
  ['1974', '1974'],
  ['1974-12', '1974-12'],
  ['1974-12-25', '1974-12-25'],
  ['1974-12-25T10:00:00Z', '1974-12-25'],
])('a birth date %s is as exact as it is written', (written, kept) => {
  expect(read({ birthDate: written }).birthDate).toBe(kept);
});

test('a birth date that no calendar has is left out and noted', () => {
  notes.length = 0;
  expect(read({ birthDate: '1974-02-30' })).toEqual({});
  expect(notes).toEqual(['birthDate is no date']);
});

test('the dead are dead, as exactly as it is known', () => {
  expect(read({ deceasedBoolean: true }).deceased).toEqual({});
  expect(read({ deceasedBoolean: false }).deceased).toBeUndefined();
  expect(read({ deceasedDateTime: '2014' }).deceased).toEqual({ at: '2014' });
  expect(read({ deceasedDateTime: '2014-07-01T10:00:00' }).deceased).toEqual({
    at: '2014-07-01T08:00:00.000Z',
  });
});

test('merged records keep their links; "see also" says nothing of the kind', () => {
  const other = { reference: 'Patient/2' };
  const patient = read({
    link: [
      { other, type: 'replaced-by' },
      { other, type: 'seealso' },
    ],
  });
  expect(patient.links).toEqual({
    'replaced-by': { kind: 'replaced-by', patientId: 'id-of-Patient/2' },
  });
  expect(again({ link: [{ other, type: 'replaced-by' }] })['active']).toBe(false);
});

test('what is read of a patient is written again in the same words', () => {
  const resource = {
    identifier: [{ use: 'usual', system: 'urn:a', value: '1' }],
    name: [{ use: 'official', family: 'García', given: ['Ana', 'María'], prefix: ['Dr'] }],
    telecom: [{ system: 'phone', value: '555', use: 'home' }],
    gender: 'female',
    birthDate: '1974-12',
    deceasedDateTime: '2014',
    address: [{ use: 'home', line: ['Calle 1'], city: 'Sevilla', postalCode: '41001' }],
    contact: [{ relationship: [{ text: 'Mother' }], name: { text: 'Eva' } }],
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }] }, preferred: true },
    ],
  };
  expect(again(resource)).toMatchObject(resource);
  expect(again({ maritalStatus: { coding: [{ code: 'M' }] } })['maritalStatus']).toMatchObject({
    text: 'Married',
  });
});
