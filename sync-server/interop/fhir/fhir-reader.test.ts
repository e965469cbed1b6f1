import { expect, test } from 'vitest';
import { importedId } from '#shared/domain/ids.ts';
import type { ReadOutcome, SourceRecord } from '#server/interop/source-record.ts';
import { createFhirReader } from './fhir-reader.ts';

const OWN = '018f428e-34f6-7707-8009-5ad742f901e7';
const deps = { source: 's', zone: 'Europe/Madrid', home: null, isOwn: (id: string) => id === OWN };
const item = (value: unknown) =>
  ({ kind: 'value', text: JSON.stringify(value), line: 1, entry: null }) as const;

function readAll(...values: readonly unknown[]): readonly ReadOutcome[] {
  const reader = createFhirReader(deps);
  for (const value of values) reader.learn(item(value));
  return values.flatMap((value) => reader.read(item(value)));
}
function recordsOf(outcomes: readonly ReadOutcome[]): readonly SourceRecord[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'taken' ? outcome.records : []));
}
const patientIdOf = (outcomes: readonly ReadOutcome[], type = 'Encounter'): unknown =>
  recordsOf(outcomes.filter((one) => one.kind === 'taken' && one.type === type))[0]?.content[
    'patientId'
  ];
const visit = (reference: string, more: object = {}): object => ({
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { code: 'IMP' },
  subject: { reference },
  ...more,
});

test('a reference by Type/id, by address and by urn names one and the same patient', () => {
  const id = importedId('s', 'Patient', 'p1');
  expect(patientIdOf(readAll(visit('Patient/p1')))).toBe(id);
  expect(patientIdOf(readAll(visit('https://a.example/fhir/Patient/p1')))).toBe(id);
  expect(patientIdOf(readAll(visit('Patient/p1/_history/3')))).toBe(id);
  const urn = 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a';
  const entry = { fullUrl: urn, resource: { resourceType: 'Patient', id: 'p1' } };
  expect(patientIdOf(readAll({ resource: visit(urn) }, entry))).toBe(id);
});

test('a second server has ids of its own, so that its Patient/p1 is nobody else', () => {
  const [first, second] = recordsOf(
    readAll(
      { fullUrl: 'https://a.example/Patient/p1', resource: { resourceType: 'Patient', id: 'p1' } },
      { fullUrl: 'https://b.example/Patient/p1', resource: { resourceType: 'Patient', id: 'p1' } },
    ),
  );
  expect(first?.documentId).toBe(importedId('s', 'Patient', 'p1'));
  expect(second?.documentId).not.toBe(first?.documentId);
  const entry = { fullUrl: 'https://b.example/Encounter/e1', resource: visit('Patient/p1') };
  const outcomes = readAll(
    { fullUrl: 'https://a.example/Patient/p1', resource: { resourceType: 'Patient', id: 'p1' } },
    entry,
  );
  expect(patientIdOf(outcomes)).toBe(second?.documentId);
});

test('a resource inside another one becomes a document that the other refers to', () => {
  const outcomes = readAll(
    visit('#who', { contained: [{ resourceType: 'Patient', id: 'who', gender: 'female' }] }),
  );
  const [patient, encounter] = recordsOf(outcomes);
  expect(patient).toMatchObject({ collection: 'patients', content: { sex: 'female' } });
  expect(encounter?.content['patientId']).toBe(patient?.documentId);
});

test('a reference to a record of this hospital keeps its id, and the record itself is left aside', () => {
  expect(patientIdOf(readAll(visit(`Patient/${OWN}`)))).toBe(OWN);
  expect(readAll({ resourceType: 'Patient', id: OWN })[0]).toMatchObject({ kind: 'left-aside' });
});

test('a resource without any id is the same document when it comes again', () => {
  const nameless = { resourceType: 'Patient', gender: 'male' };
  const [first, again] = recordsOf(readAll(nameless, nameless));
  expect(first?.documentId).toBe(again?.documentId);
});

test('bundles in bundles are opened, what is not kept is left aside, what cannot be read is refused', () => {
  const bundle = {
    resourceType: 'Bundle',
    entry: [
      { resource: { resourceType: 'Bundle', entry: [{ resource: visit('Patient/p1') }] } },
      { resource: { resourceType: 'Claim', id: 'c' } },
      { request: { method: 'GET', url: 'x' } },
      { request: { method: 'DELETE' }, resource: { resourceType: 'Patient', id: 'p2' } },
      { hello: 1 },
      { resource: { resourceType: 'Encounter', id: 'e2', status: 'finished' } },
    ],
  };
  expect(readAll(bundle).map((outcome) => outcome.kind)).toEqual([
    'taken',
    'left-aside',
    'left-aside',
    'left-aside',
    'refused',
    'refused',
  ]);
  expect(createFhirReader(deps).read({ ...item(1), text: '{"a":' })[0]?.kind).toBe('refused');
});

test('keys that could reach an object’s prototype change nothing', () => {
  const text =
    '{"resourceType":"Patient","id":"p","__proto__":{"isAdmin":true},"name":[{"use":"__proto__","family":"A"}],"telecom":[{"system":"phone","value":"1","use":"__proto__"}],"communication":[{"language":{"text":"__proto__"}}]}';
  const [outcome] = createFhirReader(deps).read({ ...item(1), text });
  const [record] = outcome ? recordsOf([outcome]) : [];
  expect(Object.keys(record?.content ?? {})).toEqual(['names', 'telecom']);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  expect(Object.getPrototypeOf(record?.content['telecom'])).toBe(Object.prototype);
});

test('an ambulatory visit gives a fulfilled appointment besides, each naming the other', () => {
  const [encounter, appointment] = recordsOf(
    readAll(
      visit('Patient/p1', {
        class: { code: 'AMB' },
        period: { start: '2024-03-31T08:00:00Z', end: '2024-03-31T08:15:00Z' },
      }),
    ),
  );
  expect(encounter?.content['appointmentId']).toBe(appointment?.documentId);
  expect(appointment?.content).toMatchObject({
    status: 'fulfilled',
    booking: 'confirmed',
    encounterId: encounter?.documentId,
    slot: { wall: '2024-03-31T10:00', zone: 'Europe/Madrid', end: '2024-03-31T08:15:00.000Z' },
  });
});

test('an ambulatory visit of 54 years keeps its period, and its appointment the usual length', () => {
  const [encounter, appointment] = recordsOf(
    readAll(
      visit('Patient/p1', {
        class: { code: 'AMB' },
        period: { start: '1962-01-01T08:00:00Z', end: '2016-01-01T08:00:00Z' },
      }),
    ),
  );
  expect(encounter?.content['period']).toMatchObject({ end: '2016-01-01T08:00:00.000Z' });
  expect(appointment?.content['slot']).toMatchObject({ end: '1962-01-01T08:15:00.000Z' });
});

test('"no known drug allergy" never says that no allergy is known', () => {
  const statement = (code: string): object => ({
    resourceType: 'AllergyIntolerance',
    id: code,
    verificationStatus: { coding: [{ code: 'confirmed' }] },
    patient: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'http://snomed.info/sct', code }], text: 'NKA' },
    recordedDate: '2015-08-06',
  });
  expect(readAll(statement('409137002'))[0]?.kind).toBe('left-aside');
  expect(recordsOf(readAll(statement('716186003')))[0]).toMatchObject({
    isPart: true,
    content: { noKnownAllergies: { at: '2015-08-06' } },
  });
});
