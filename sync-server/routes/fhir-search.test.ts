import { afterEach, beforeEach, expect, test } from 'vitest';
import { aFhirApi, idOf, matches, type TestFhirApi } from '#server/testing/a-fhir-api.ts';
import type { JsonMap } from '#shared/lib/json.ts';

let api: TestFhirApi;
beforeEach(async () => {
  api = await aFhirApi();
});
afterEach(() => api.close());

test('text is found by how a word begins, whatever its accents, in every name', async () => {
  expect(await api.found('Patient?family=garcía')).toEqual(['ana', 'jose']);
  expect(await api.found('Patient?family=garcia marq')).toEqual(['ana']);
  expect(await api.found('Patient?name=wind')).toEqual(['ana']);
  expect(await api.found('Patient?name=lee,wind')).toEqual(['ana', 'lee']);
  expect(await api.found('Patient?family=garcia&given=jose')).toEqual(['jose']);
  expect(await api.found('Patient?family:exact=Garcia')).toEqual(['jose']);
  expect(await api.found('Patient?family:contains=indso')).toEqual(['ana']);
  expect(await api.found('Practitioner?given=drew')).toEqual(['drew']);
  expect(await api.found('Practitioner?family=drew')).toEqual(['adam']);
  expect(await api.found('Location?name=EYE&status=suspended')).toEqual(['clinic']);
});

test('a number is found with its issuer, without, and by the issuer alone', async () => {
  expect(await api.found('Patient?identifier=12345')).toEqual(['ana', 'jose']);
  expect(await api.found('Patient?identifier=urn:b|12345')).toEqual(['jose']);
  expect(await api.found('Patient?identifier=urn:a|')).toEqual(['ana']);
  expect(await api.found('Patient?identifier=|12345')).toEqual([]);
});

test('a birth date that is known in part is compared as far as it is known', async () => {
  expect(await api.found('Patient?birthdate=1974')).toEqual(['ana', 'jose', 'lee']);
  expect(await api.found('Patient?birthdate=1974-12')).toEqual(['ana', 'jose']);
  expect(await api.found('Patient?birthdate=eq1974-12-25')).toEqual(['ana']);
  expect(await api.found('Patient?birthdate=gt1974-12-25')).toEqual(['jose', 'lee']);
  expect(await api.found('Patient?birthdate=ge1974-12-25')).toEqual(['ana', 'jose', 'lee']);
  expect(await api.found('Patient?birthdate=lt1974-12-25')).toEqual(['jose', 'lee']);
  expect(await api.found('Patient?birthdate=le1974-12-25')).toEqual(['ana', 'jose', 'lee']);
  expect(await api.found('Patient?birthdate=ge1974-12-01&birthdate=lt1975')).toContain('ana');
});

test('days of a query are the hospital’s own, and periods that overlap are told apart', async () => {
  // 23:30 UTC is half past midnight of the next day in Dublin.
  expect(await api.found('Appointment?date=2024-04-01')).toEqual(['a1']);
  expect(await api.found('Appointment?date=ge2024-04-01&date=lt2024-04-02')).toEqual(['a1']);
  expect(await api.found('Appointment?date=2024-03-31')).toEqual([]);
  expect(await api.found('Appointment?date=gt2024-04-01T12:00:00Z')).toEqual(['a2']);
  expect(await api.found('Encounter?date=2024-04-01')).toEqual([]);
  expect(await api.found('Encounter?date=ge2024-04-01')).toEqual(['v1', 'v2']);
  expect(await api.found('Encounter?date=eb2024-04-05')).toEqual(['v1']);
  expect(await api.found('Encounter?date=sa2024-04-05')).toEqual(['v2']);
});

test('status, patient and actor find appointments and visits', async () => {
  const ana = idOf('Patient', 'ana');
  expect(await api.found('Appointment?status=booked')).toEqual(['a1']);
  expect(await api.found('Appointment?status=booked,cancelled')).toEqual(['a1', 'a2']);
  expect(await api.found(`Appointment?patient=${ana}`)).toEqual(['a1']);
  expect(await api.found(`Encounter?patient=Patient/${ana}`)).toEqual(['v1']);
  expect(await api.found(`Encounter?patient=Practitioner/${ana}`)).toEqual([]);
  const drew = idOf('Practitioner', 'drew');
  expect(await api.found(`Appointment?actor=Practitioner/${drew}`)).toEqual(['a1', 'a2']);
  expect(await api.found(`Appointment?actor=${drew}&actor=Patient/${ana}`)).toEqual(['a1']);
  expect(await api.found(`Appointment?actor=Location/${idOf('Location', 'room')}`)).toEqual([
    'a1',
    'a2',
  ]);
});

test('a patient who is restricted is not there for a token, nor what belongs to them', async () => {
  expect(await api.found('Patient?gender=female')).toEqual(['ana']);
  expect((await api.ask(`Patient/${idOf('Patient', 'secret')}`)).status).toBe(404);
  expect((await api.ask(`Encounter/${idOf('Encounter', 'v3')}`)).status).toBe(404);
  expect(await api.found(`Patient?_id=${idOf('Patient', 'secret')}`)).toEqual([]);
  expect(JSON.stringify((await api.ask('AllergyIntolerance')).body)).not.toContain('Nuts');
});

test('allergies are read one by one, and "none known" only where nothing is recorded', async () => {
  const all = matches(await api.ask('AllergyIntolerance'));
  const texts = all.map((one) => (one['code'] as JsonMap)['text']).toSorted();
  expect(texts).toEqual(['Latex', 'No known allergy', 'Penicillin']);
  for (const one of all) {
    const read = await api.ask(`AllergyIntolerance/${String(one['id'])}`);
    expect(read.body).toEqual(one);
    expect(matches(await api.ask(`AllergyIntolerance?_id=${String(one['id'])}`))).toEqual([one]);
  }
  expect(
    matches(await api.ask(`AllergyIntolerance?patient=${idOf('Patient', 'ana')}`)),
  ).toHaveLength(2);
});
