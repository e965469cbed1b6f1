import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonMap } from '#shared/lib/json.ts';
import { newId } from '#shared/domain/ids.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import {
  aHospital,
  anEntry,
  aPerson,
  aRow,
  FACILITY,
  type TestHospital,
} from '#server/testing/a-hospital.ts';

const admin = aPerson('admin');
let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital([admin])));
afterEach(() => hospital.close());

const place = {
  kind: 'facility',
  status: 'active',
  name: 'St Brigid',
  zone: 'Europe/Dublin',
  language: 'en',
};
const pushPlace = (id: string, before: JsonMap, after: JsonMap) =>
  hospital.push('locations', aRow(id, anEntry(admin, changesBetween('locations', before, after))));
const facility = async () => (await hospital.store.readFacility()).facility;

test('a hospital that is renamed and moved to another clock is told so to every device', async () => {
  await pushPlace(FACILITY.id, {}, place);
  const [result] = await pushPlace(FACILITY.id, place, {
    ...place,
    name: 'St Brigid’s',
    zone: 'Europe/London',
    language: 'es',
  });
  expect(result?.outcome).not.toBe('rejected');
  expect(await facility()).toEqual({
    id: FACILITY.id,
    name: 'St Brigid’s',
    zone: 'Europe/London',
    language: 'es',
  });
});

test('a zone that is none stops nobody’s day', async () => {
  await pushPlace(FACILITY.id, {}, { ...place, name: ' ', zone: 'Europe/Nowhere' });
  expect(await facility()).toEqual(FACILITY);
});

test('another place does not rename the hospital', async () => {
  await pushPlace(newId(), {}, { ...place, name: 'Somewhere else' });
  await pushPlace(FACILITY.id, {}, { ...place, kind: 'ward', name: 'Ward 1' });
  expect(await facility()).toEqual(FACILITY);
});
