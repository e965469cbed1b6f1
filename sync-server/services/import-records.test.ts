import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedId, newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { wholeRecord, type SourceRecord } from '#server/interop/source-record.ts';
import { aHospital, anEntry, aRow, type TestHospital } from '#server/testing/a-hospital.ts';
import { createImportRecords, type ImportRecords } from './import-records.ts';

const PATIENT = importedId<string>('s', 'Patient', '1');
const ALLERGY = importedId<string>('s', 'AllergyIntolerance', '1');
const VISIT = importedId<string>('s', 'Appointment', '1');
let hospital: TestHospital;

beforeEach(async () => {
  hospital = await aHospital();
});
afterEach(() => hospital.close());

const person = (content: JsonMap): SourceRecord => wholeRecord('patients', PATIENT, content);
const allergy = (verification: string): SourceRecord => ({
  key: ALLERGY,
  collection: 'patients',
  documentId: PATIENT,
  isPart: true,
  content: {
    allergies: { [ALLERGY]: { substance: 'Penicillin', clinicalStatus: 'active', verification } },
  },
});
const appointment = (day: string, more: JsonMap = {}): SourceRecord =>
  wholeRecord('appointments', VISIT, {
    status: 'booked',
    booking: 'confirmed',
    slot: {
      wall: `${day}T09:00`,
      zone: 'Europe/Dublin',
      start: `${day}T09:00:00.000Z`,
      end: `${day}T09:15:00.000Z`,
    },
    ...more,
  });
/** Each call is an import of its own. */
const importRecords: ImportRecords = (records) => createImportRecords(hospital)(records);
const outcomes = async (...records: readonly SourceRecord[]): Promise<readonly string[]> =>
  (await importRecords(records)).map(({ outcome }) => outcome);
const headOf = async (): Promise<number> => (await hospital.store.readFacility()).head;

test('a second import of the same records draws no number', async () => {
  const records = [person({ sex: 'female' }), allergy('confirmed'), appointment('2026-11-24')];
  expect(await outcomes(...records)).toEqual(['added', 'changed', 'added']);
  const head = await headOf();
  expect(await outcomes(...records)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(await headOf()).toBe(head);
});

test('an import is one line of the history, by nobody', async () => {
  await importRecords([person({ sex: 'female' })]);
  const history = await hospital.store.readHistory({ patientId: PATIENT, limit: 9 });
  expect(history).toMatchObject([{ by: null, device: null, action: { name: 'import' } }]);
});

test('an allergy that comes before its patient waits, in this import or for the next one', async () => {
  expect(await outcomes(allergy('confirmed'))).toEqual(['waiting']);
  expect(await hospital.content('patients', PATIENT)).toBeUndefined();
  expect(await outcomes(allergy('confirmed'))).toEqual(['unchanged']);
  await importRecords([person({ sex: 'female' })]);
  expect(await hospital.content('patients', PATIENT)).toMatchObject({
    sex: 'female',
    allergies: { [ALLERGY]: { substance: 'Penicillin' } },
  });
  expect(await outcomes(allergy('confirmed'), person({ sex: 'female' }))).toEqual([
    'unchanged',
    'unchanged',
  ]);
});

test('an allergy that was corrected while it waited comes as it was corrected', async () => {
  await importRecords([allergy('confirmed')]);
  await importRecords([allergy('refuted'), person({})]);
  expect(await hospital.content('patients', PATIENT)).toMatchObject({
    allergies: { [ALLERGY]: { verification: 'refuted' } },
  });
});

test('a corrected source changes what it corrected; what the hospital corrected stays (M1)', async () => {
  await importRecords([person({ birthDate: '1959', comment: 'a', maritalStatus: 'Married' })]);
  await hospital.push(
    'patients',
    aRow(
      PATIENT,
      anEntry(hospital.doctor, [{ path: '/maritalStatus', before: 'Married', after: 'Widowed' }]),
    ),
  );
  const next = person({ birthDate: '1959-03-14', comment: 'a', maritalStatus: 'Married' });
  expect(await importRecords([next])).toEqual([{ outcome: 'changed', disputes: 0 }]);
  expect(await hospital.content('patients', PATIENT)).toEqual({
    birthDate: '1959-03-14',
    comment: 'a',
    maritalStatus: 'Widowed',
  });
});

test('where both corrected one field otherwise the hospital’s word stands and a person decides (M2)', async () => {
  await importRecords([person({ birthDate: '1959' })]);
  const change = { path: '/birthDate', before: '1959', after: '1960' };
  await hospital.push('patients', aRow(PATIENT, anEntry(hospital.doctor, [change])));
  const corrected = person({ birthDate: '1959-03-14' });
  expect(await importRecords([corrected])).toEqual([{ outcome: 'unchanged', disputes: 1 }]);
  expect(await hospital.content('patients', PATIENT)).toMatchObject({ birthDate: '1960' });
  const [dispute] = (await hospital.all('disputes')).values();
  const readings = Object.values(dispute?.content['readings'] ?? {});
  expect(readings).toMatchObject([
    { value: '1960', by: hospital.doctor.id },
    { value: '1959-03-14', by: null },
  ]);
  expect(await importRecords([corrected])).toEqual([{ outcome: 'unchanged', disputes: 0 }]);
});

test('an imported appointment is confirmed, follows its source, and never goes back from seen to booked (M6)', async () => {
  await importRecords([appointment('2026-11-24')]);
  await importRecords([appointment('2026-11-24', { status: 'fulfilled' })]);
  expect(await hospital.content('appointments', VISIT)).toMatchObject({
    status: 'fulfilled',
    booking: 'confirmed',
  });
});

const DOCTOR = importedId<string>('s', 'Practitioner', '1');
const slotOf = (day: string): JsonMap => ({
  ...(appointment(day).content['slot'] as JsonMap),
  practitionerId: DOCTOR,
});
const withDoctor = (day: string, more: JsonMap = {}): SourceRecord =>
  appointment(day, { slot: slotOf(day), ...more });
/** Booked at the hospital's desk, at the time of the import on that day. */
const book = async (day: string): Promise<string> => {
  const id = newId<string>();
  const entry = anEntry(hospital.doctor, [
    { path: '/status', after: 'booked' },
    { path: '/booking', after: 'provisional' },
    { path: '/slot', after: slotOf(day) },
  ]);
  await hospital.push('appointments', aRow(id, entry));
  return id;
};
const wordOn = async (id: string): Promise<readonly unknown[]> => {
  const content = await hospital.content('appointments', id);
  return [content?.['booking'], content?.['clashWith']];
};

test('an imported appointment at a time that somebody has is a clash, not confirmed (S10)', async () => {
  const booked = await book('2026-11-25');
  expect(await importRecords([withDoctor('2026-11-25')])).toEqual([
    { outcome: 'added', disputes: 1 },
  ]);
  expect(await wordOn(VISIT)).toEqual(['clash', booked]);
  expect(await wordOn(booked)).toEqual(['confirmed', undefined]);
  const head = await headOf();
  expect(await outcomes(withDoctor('2026-11-25'))).toEqual(['unchanged']);
  expect(await headOf()).toBe(head);
  expect(await outcomes(withDoctor('2026-11-26'))).toEqual(['changed']);
  expect(await wordOn(VISIT)).toEqual(['confirmed', undefined]);
});

test('who lost a time to an imported appointment gets it when the source frees it (S10)', async () => {
  await importRecords([withDoctor('2026-11-25')]);
  const booked = await book('2026-11-25');
  expect(await wordOn(booked)).toEqual(['clash', VISIT]);
  await importRecords([withDoctor('2026-11-25', { status: 'cancelled' })]);
  expect(await wordOn(booked)).toEqual(['confirmed', undefined]);
});

test('what is over is imported as it was: nobody’s time is judged afterwards', async () => {
  const booked = await book('2026-11-20');
  await importRecords([withDoctor('2026-11-20')]);
  expect([await wordOn(VISIT), await wordOn(booked)]).toEqual([
    ['confirmed', undefined],
    ['confirmed', undefined],
  ]);
});

test('of two records under one name the first counts, in every import alike', async () => {
  const records = [person({ sex: 'female' }), person({ sex: 'male' })];
  expect(await outcomes(...records)).toEqual(['added', 'twice']);
  expect(await outcomes(...records)).toEqual(['unchanged', 'twice']);
  expect(await hospital.content('patients', PATIENT)).toEqual({ sex: 'female' });
});

test('devices are told of what lies in their window of time, and of what leaves it', async () => {
  await importRecords([appointment('2016-01-01')]);
  expect((await hospital.pull('appointments')).documents).toEqual([]);
  await importRecords([appointment('2026-11-25')]);
  expect((await hospital.all('appointments')).has(VISIT)).toBe(true);
  await importRecords([appointment('2016-01-02')]);
  expect((await hospital.pull('appointments')).documents).toMatchObject([{ _deleted: true }]);
});

test('what was booked beyond the window today leaves devices when its source changes it', async () => {
  const far = appointment('2027-12-01').content;
  const entry = anEntry(hospital.doctor, [
    { path: '/status', after: 'booked' },
    { path: '/slot', after: far['slot'] ?? null },
  ]);
  await hospital.push('appointments', aRow(VISIT, entry));
  const before = await hospital.pull('appointments');
  expect(before.documents).toMatchObject([{ _deleted: false }]);
  await importRecords([appointment('2027-12-01', { reason: 'Cough' })]);
  const after = await hospital.pull('appointments', before.checkpoint);
  expect(after.documents).toMatchObject([{ _deleted: true }]);
});

test('a content that no device could read is refused, and its neighbours are taken', async () => {
  expect(await outcomes(person({ sex: 'x' }), appointment('2026-11-24'))).toEqual([
    'not-readable',
    'added',
  ]);
  expect(await outcomes(person({ comment: 'x'.repeat(600_000) }))).toEqual(['too-large']);
});
