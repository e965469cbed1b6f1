import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { wholeRecord, type SourceRecord } from '#server/interop/source-record.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { decidePair, pairNow } from '#server/testing/a-merge.ts';
import { createImportRecords } from './import-records.ts';

const idOf = (kind: string, n: number): string => importedId<string>('s', kind, String(n));
const [ADA, DOUBLE, STRANGER] = [idOf('Patient', 1), idOf('Patient', 2), idOf('Patient', 3)];
const PAIR = [ADA, DOUBLE] as const;
const [NUTS, VISIT] = [idOf('AllergyIntolerance', 1), idOf('Appointment', 1)];
let hospital: TestHospital;

beforeEach(async () => {
  hospital = await aHospital();
});
afterEach(() => hospital.close());

const person = (id: string, content: JsonMap): SourceRecord => wholeRecord('patients', id, content);
const allergy = (substance: string): SourceRecord => ({
  key: NUTS,
  collection: 'patients',
  documentId: DOUBLE,
  isPart: true,
  content: {
    allergies: { [NUTS]: { substance, clinicalStatus: 'active', verification: 'confirmed' } },
  },
});
const visit = (patientId: string, more: JsonMap = {}): SourceRecord =>
  wholeRecord('appointments', VISIT, { status: 'waitlist', patientId, ...more });
/** Each call is an import of its own. */
const bring = (...records: readonly SourceRecord[]) => createImportRecords(hospital)(records);
const read = async (id: string): Promise<JsonMap> => (await hospital.content('patients', id)) ?? {};
const readVisit = (): Promise<JsonMap | undefined> => hospital.content('appointments', VISIT);
const merge = () => decidePair(hospital, PAIR, { into: ADA });
const disputes = async (): Promise<readonly JsonMap[]> =>
  [...(await hospital.all('disputes')).values()].map(({ content }) => content);

test('what an import brings for a replaced record lands on the survivor, and stays with the record after an undo (M12, M13)', async () => {
  await bring(person(ADA, { sex: 'female' }), person(DOUBLE, { comment: 'a' }));
  await merge();
  await bring(person(DOUBLE, { comment: 'b', maritalStatus: 'W' }), allergy('Nuts'));
  const said = { comment: 'b', maritalStatus: 'W', allergies: { [NUTS]: { substance: 'Nuts' } } };
  expect(await read(ADA)).toMatchObject({ sex: 'female', ...said });
  const [row] = await hospital.store.readHistory({ collection: 'patients', id: ADA, limit: 1 });
  expect(row).toMatchObject({ by: null, action: { name: 'import' } });
  await decidePair(hospital, PAIR);
  expect(await read(ADA)).toEqual({ sex: 'female' });
  expect(await read(DOUBLE)).toMatchObject(said);
});

test('what the survivor reads otherwise than the import is shown to a person, on the survivor (M12)', async () => {
  await bring(person(ADA, { birthDate: '1959' }), person(DOUBLE, { birthDate: '1960' }));
  await merge();
  await bring(person(DOUBLE, { birthDate: '1961' }));
  expect((await read(ADA))['birthDate']).toBe('1959');
  expect(await disputes()).toMatchObject([
    { subject: { collection: 'patients', id: ADA }, patientId: ADA, path: '/birthDate' },
  ]);
});

test('a visit that an import brings for a replaced record is the survivor’s, and theirs after an undo (M12, M13)', async () => {
  await bring(person(ADA, {}), person(DOUBLE, {}));
  await merge();
  await bring(visit(DOUBLE));
  expect(await readVisit()).toMatchObject({ patientId: ADA, recordedFor: DOUBLE });
  const { head } = await hospital.store.readFacility();
  await bring(visit(DOUBLE));
  expect((await hospital.store.readFacility()).head).toBe(head);
  await bring(visit(DOUBLE, { reason: 'Cough' }));
  expect(await readVisit()).toMatchObject({ patientId: ADA, recordedFor: DOUBLE, reason: 'Cough' });
  await decidePair(hospital, PAIR);
  expect(await readVisit()).toEqual({ status: 'waitlist', patientId: DOUBLE, reason: 'Cough' });
});

test('a source that corrects whose a visit is has said it, merged or not (M12)', async () => {
  await bring(person(ADA, {}), person(DOUBLE, {}), person(STRANGER, {}));
  await merge();
  await bring(visit(DOUBLE));
  await bring(visit(STRANGER));
  expect(await readVisit()).toEqual({ status: 'waitlist', patientId: STRANGER });
  expect(await disputes()).toEqual([]);
});

test('a decision that waits for a record is carried out when an import brings it (M14)', async () => {
  await bring(person(ADA, {}));
  await merge();
  expect(await pairNow(hospital, PAIR)).toMatchObject({ waits: 'not-received' });
  await bring(visit(DOUBLE), person(DOUBLE, { comment: 'a' }));
  expect(await read(DOUBLE)).toMatchObject({ survivorId: ADA });
  expect(await read(ADA)).toMatchObject({ comment: 'a' });
  expect(await readVisit()).toMatchObject({ patientId: ADA });
});

test('a trial of an import into a replaced record writes nothing to the survivor', async () => {
  await bring(person(ADA, {}), person(DOUBLE, {}));
  await merge();
  const trial = createImportRecords({ ...hospital, isTrial: true });
  expect(await trial([person(DOUBLE, { comment: 'b' })])).toMatchObject([{ outcome: 'changed' }]);
  expect(await read(ADA)).not.toHaveProperty('comment');
});

test('an appointment that came by an import follows a later merge back and forth (M12, M13)', async () => {
  await bring(person(ADA, {}), person(DOUBLE, {}), visit(DOUBLE));
  await merge();
  expect(await readVisit()).toMatchObject({ patientId: ADA });
  const entry = anEntry(hospital.doctor, [aChange('/reason', undefined, 'Cough')]);
  await hospital.push('appointments', aRow(VISIT, entry));
  await bring(visit(DOUBLE, { comment: 'early' }));
  await decidePair(hospital, PAIR);
  expect(await readVisit()).toMatchObject({
    patientId: DOUBLE,
    reason: 'Cough',
    comment: 'early',
  });
});
