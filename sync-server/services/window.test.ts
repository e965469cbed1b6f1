import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { aHospital, anEntry, aRow, type TestHospital } from '#server/testing/a-hospital.ts';
import { createBulk } from './bulk.ts';
import { createReadRecord } from './window-record.ts';
import { moveWindow } from './window.ts';

let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital()));
afterEach(() => hospital.close());

const patientId = newId<string>();
const onDay = (day: string): JsonMap => ({
  status: 'booked',
  patientId,
  slot: {
    wall: `${day}T10:00`,
    zone: 'Europe/Dublin',
    start: `${day}T10:00:00.000Z`,
    end: `${day}T10:30:00.000Z`,
  },
});
const write = (id: string, before: JsonMap, after: JsonMap) =>
  hospital.push(
    'appointments',
    aRow(id, anEntry(hospital.doctor, changesBetween('appointments', before, after))),
  );
const days = async (): Promise<readonly unknown[]> =>
  [...(await hospital.all('appointments')).values()].map(({ day }) => day).toSorted();

/** The night comes, and the window moves. */
const sleepOver = async (to: string): Promise<void> => {
  hospital.clock.set(`${to}T02:00:00.000Z`);
  await moveWindow(hospital.store, hospital.clock);
};

test('devices hold a month back and half a year ahead; the rest leaves as bare tombstones (S6)', async () => {
  const edges = ['2026-10-25', '2026-10-26', '2027-05-24', '2027-05-25'];
  for (const day of edges) await write(newId<string>(), {}, onDay(day));
  await sleepOver('2026-11-25');
  expect(await days()).toEqual(['2026-10-26', '2027-05-24']);
  const { documents } = await hospital.pull('appointments');
  const gone = documents.filter(({ _deleted }) => _deleted);
  expect(gone).toHaveLength(2);
  for (const one of gone)
    expect(one).toMatchObject({ content: {}, trail: [], day: '', patientId: '' });
});

test('what somebody writes beyond the window stays on devices until the night, and is found on demand afterwards', async () => {
  await moveWindow(hospital.store, hospital.clock);
  const [made, moved] = [newId<string>(), newId<string>()];
  const far = { ...onDay('2027-12-01'), booking: 'provisional' };
  const [result] = await write(made, {}, far);
  expect(result).toMatchObject({
    outcome: 'applied',
    document: { _deleted: false, day: '2027-12-01', content: { booking: 'confirmed' } },
  });
  await write(moved, {}, onDay('2026-12-01'));
  const later = onDay('2027-12-02');
  expect(await write(moved, onDay('2026-12-01'), later)).toMatchObject([
    { document: { _deleted: false, day: '2027-12-02' } },
  ]);
  expect(await moveWindow(hospital.store, hospital.clock)).toBe(0);
  const before = await hospital.pull('appointments');
  expect(before.documents.map(({ day }) => day)).toEqual(['2027-12-01', '2027-12-02']);

  await sleepOver('2026-11-25');
  const after = await hospital.pull('appointments', before.checkpoint);
  expect(after.documents.map(({ _deleted }) => _deleted)).toEqual([true, true]);
  const record = await createReadRecord(hospital)(patientId);
  expect(record.appointments.map(({ day }) => day)).toEqual(['2027-12-01', '2027-12-02']);

  await write(moved, later, onDay('2026-12-02'));
  expect(await days()).toEqual(['2026-12-02']);
});

test('time alone brings documents in and out, once (window)', async () => {
  const bulk = createBulk(hospital);
  const rows = ['2026-10-25', '2026-11-24', '2027-05-23', '2027-05-24', '2020-01-01'].map(
    (day) => ({
      collection: 'appointments' as const,
      id: newId<string>(),
      content: onDay(day),
    }),
  );
  const visit = (status: string, end: string) => ({
    collection: 'encounters' as const,
    id: newId<string>(),
    content: { status, class: 'IMP', period: { start: '2020-01-01T00:00:00.000Z', end } },
  });
  await bulk([...rows, visit('finished', '2024-11-25T08:00:00.000Z'), visit('in-progress', '')], {
    action: 'import',
    onExisting: 'keep',
  });
  const before = await hospital.pull('appointments');
  expect(before.documents).toHaveLength(3);
  expect(await moveWindow(hospital.store, hospital.clock)).toBe(0);
  hospital.clock.set('2026-11-25T07:00:00.000Z');
  expect(await moveWindow(hospital.store, hospital.clock)).toBe(2);
  expect(await moveWindow(hospital.store, hospital.clock)).toBe(0);
  expect(await days()).toEqual(['2026-11-24', '2027-05-23', '2027-05-24']);
  const change = await hospital.pull('appointments', before.checkpoint);
  expect(change.documents.map(({ day, _deleted }) => [day, _deleted])).toEqual([
    ['', true],
    ['2027-05-24', false],
  ]);
  hospital.clock.set('2026-12-01T07:00:00.000Z');
  await moveWindow(hospital.store, hospital.clock);
  expect([...(await hospital.all('encounters')).values()].map(({ endKey }) => endKey)).toEqual([
    '9999',
  ]);
});

test('what devices do not hold can be read on demand, and nothing else', async () => {
  for (const day of ['2026-11-24', '2020-01-01']) await write(newId<string>(), {}, onDay(day));
  const record = await createReadRecord(hospital)(patientId);
  expect(record.appointments.map(({ day }) => day)).toEqual(['2020-01-01']);
  expect(record.encounters).toEqual([]);
});
