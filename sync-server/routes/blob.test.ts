import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import { hashBytes } from '#server/services/secrets.ts';
import { dropEnded } from '#server/services/ends.ts';
import { aJpeg } from '#server/testing/a-jpeg.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

/** A hospital with a ward and a tablet there, a desk that holds everything, and a tablet of another ward. */
const disk = { freeBytes: 1e12 };
let hospital: InProcess;
let admin: Browser;
let desk: Browser;
let tablet: Browser;
let elsewhere: Browser;
const ids = new Map<Browser, string>();
const [ward, otherWard] = [newId<string>(), newId<string>()];
/** Another photo for each test: they share one hospital, because each sign-in costs a hash that is slow on purpose. */
let PHOTO = aJpeg();
let HASH = hashBytes(PHOTO);
let seed = 0;
beforeEach(() => {
  PHOTO = aJpeg({ side: 200 + (seed += 1) });
  HASH = hashBytes(PHOTO);
});

beforeAll(async () => {
  hospital = startInProcess({ disk });
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await hospital.store.transaction(async (tx) => tx.writeFacility(facility));
  for (const [name, role] of [
    ['admin', 'admin'],
    ['lena', 'reception'],
    ['marta', 'nurse'],
    ['omar', 'nurse'],
  ] as const)
    await hospital.addPerson(name, role);
  [admin, desk, tablet, elsewhere] = (await Promise.all(
    ['admin', 'lena', 'marta', 'omar'].map(async (name) => {
      const browser = hospital.browser();
      const { device } = await jsonOf<{ device: { id: string } }>(browser.signIn(name));
      ids.set(browser, device.id);
      return browser;
    }),
  )) as [Browser, Browser, Browser, Browser];
  await place(tablet, ward);
  await place(elsewhere, otherWard);
});
afterAll(() => hospital.stop());

const place = (browser: Browser, at: string): Promise<Response> =>
  admin.send('PATCH', `/api/v1/devices/${ids.get(browser) ?? ''}`, { places: [wardScope(at)] });
const put = (browser: Browser, bytes = PHOTO, hash = hashBytes(bytes), type = 'image/jpeg') =>
  browser.send('PUT', `/sync/v1/blob/${hash}`, bytes, { 'content-type': type });
const see = (browser: Browser, hash = HASH): Promise<Response> =>
  browser.send('GET', `/sync/v1/blob/${hash}`);
const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;
const kindOf = async (answer: Promise<Response>): Promise<string> =>
  ((await (await answer).json()) as { type: string }).type.split(':').at(-1) ?? '';
const at = (): string => new Date(hospital.clock.at).toISOString();
const write = (collection: 'patients' | 'encounters', id: string, content: object) =>
  hospital.store.bulkWrite([{ collection, id, content: { ...content } }], {
    action: 'import',
    at: at(),
    onExisting: 'replace',
    isInWindow: () => true,
  });
async function aPatientIn(wardId: string, hash: string | null = HASH): Promise<string> {
  const id = newId<string>();
  await write('patients', id, hash === null ? {} : { photo: { hash, at: at() } });
  const stay = { bedId: newId<string>(), wardId, start: at() };
  const visit = { patientId: id, status: 'in-progress', class: 'IMP', stays: { s: stay } };
  await write('encounters', newId<string>(), visit);
  return id;
}

test('a photo that a record names is seen where the record is held, and by nobody else (S13, S21)', async () => {
  expect(await statusOf(put(desk))).toBe(204);
  expect(await statusOf(see(tablet))).toBe(404);
  const id = await aPatientIn(ward);
  const seen = await see(tablet);
  expect(new Uint8Array(await seen.arrayBuffer())).toEqual(PHOTO);
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'no-store',
  });
  expect(await statusOf(see(desk))).toBe(200);
  expect(await statusOf(see(elsewhere))).toBe(404);
  expect(await statusOf(see(admin))).toBe(404);
  await write('patients', id, {});
  expect(await statusOf(see(tablet))).toBe(404);
});

test('whether the hospital has what nothing here names is not said (S21)', async () => {
  await put(desk);
  const text = async (hash: string): Promise<string> => (await see(elsewhere, hash)).text();
  expect(await text(HASH)).toBe(await text('0'.repeat(64)));
});

test('who sent it may see it before the record that names it has arrived; again it changes nothing (S21)', async () => {
  expect([await statusOf(put(tablet)), await statusOf(put(tablet))]).toEqual([204, 204]);
  expect([await statusOf(see(tablet)), await statusOf(see(elsewhere))]).toEqual([200, 404]);
  await aPatientIn(ward);
  await dropEnded(hospital);
  expect(await statusOf(put(elsewhere))).toBe(204);
  expect([await statusOf(see(tablet)), await statusOf(see(elsewhere))]).toEqual([200, 404]);
});

test('only a JPEG that is what its name says, small enough and without a camera’s notes, is taken; the reason is counted (S21)', async () => {
  const large = aJpeg({ bytes: 128 * 1024 + 1 });
  expect(await statusOf(put(desk, aJpeg({ bytes: 128 * 1024 })))).toBe(204);
  const refused = [
    await kindOf(put(desk, large)),
    await kindOf(put(desk, aJpeg({ side: 1025 }))),
    await kindOf(put(desk, aJpeg({ notes: [0xe1] }))),
    await kindOf(put(desk, new Uint8Array(Buffer.from('<svg onload=')))),
    await kindOf(put(desk, PHOTO, HASH, 'text/html')),
    await kindOf(put(desk, PHOTO, '0'.repeat(64))),
    await kindOf(put(desk, PHOTO, 'x')),
    await kindOf(put(admin)),
    await kindOf(see(desk, '1'.repeat(64))),
  ];
  expect(await statusOf(put(desk, PHOTO, HASH))).toBe(204);
  expect(refused).toEqual([
    'too-large',
    'not-a-photo',
    'not-a-photo',
    'not-a-photo',
    'not-a-photo',
    'other-hash',
    'not-found',
    'not-allowed',
    'no-such-photo',
  ]);
  const { refused: counted = [] } = await jsonOf<FleetAnswer>(admin.send('GET', '/api/v1/fleet'));
  const counts = counted.filter(({ door }) => door === 'blob');
  expect(Object.fromEntries(counts.map(({ code, count }) => [code, count]))).toEqual({
    'too-large': 1,
    'not-a-photo': 4,
    'other-hash': 1,
    'not-allowed': 1,
    'no-such-photo': expect.any(Number),
    'not-found': 1,
  });
});

test('a disk that is nearly full takes no photo; the device keeps it and asks again (S8)', async () => {
  disk.freeBytes = 1e6;
  const refused = await put(desk);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([507, '30']);
  disk.freeBytes = 1e12;
  expect(await statusOf(put(desk))).toBe(204);
});

test('a locked device hands over the photo with the change that names it, and sees none (S17)', async () => {
  await put(tablet);
  const lock = (isLocked: boolean): Promise<Response> =>
    admin.send('PATCH', `/api/v1/devices/${ids.get(tablet) ?? ''}`, { isLocked });
  await lock(true);
  expect(await statusOf(put(tablet, aJpeg({ seed: 2 })))).toBe(204);
  expect(await kindOf(see(tablet))).toBe('device-locked');
  await lock(false);
});

test('no device fills the disk with photos that no record names (S21)', async () => {
  const many = Array.from({ length: 500 }, (_, i) => aJpeg({ seed: i, side: 500 + i }));
  await Promise.all(many.map((photo) => put(elsewhere, photo)));
  expect(await kindOf(put(elsewhere))).toBe('too-much-waits');
  expect(await statusOf(put(desk))).toBe(204);
});

const DAY_MS = 86_400_000;
const after = async (days: number): Promise<number> => {
  hospital.clock.at += days * DAY_MS;
  return (await dropEnded(hospital)).blobs;
};

test('a photo that no record names any more has an end after 35 days, one that is named has none (S18, S21)', async () => {
  await after(36);
  const [kept, loose, replaced] = [aJpeg({ seed: 3 }), aJpeg({ seed: 4 }), aJpeg({ seed: 5 })];
  for (const photo of [kept, loose, replaced]) await put(desk, photo);
  await aPatientIn(ward, hashBytes(kept));
  const id = await aPatientIn(ward, hashBytes(replaced));
  expect(await after(34)).toBe(0);
  expect(await after(2)).toBe(1);
  expect(await statusOf(see(desk, hashBytes(replaced)))).toBe(200);
  await write('patients', id, {});
  expect(await after(0)).toBe(0);
  expect(await after(34)).toBe(0);
  await write('patients', id, { photo: { hash: hashBytes(replaced), at: at() } });
  expect(await after(34)).toBe(0);
  expect(await statusOf(see(desk, hashBytes(replaced)))).toBe(200);
  expect(await statusOf(see(desk, hashBytes(kept)))).toBe(200);
  expect(await statusOf(see(desk, hashBytes(loose)))).toBe(404);
});

test('a photo waits as long as the change that names it waits for a person (S17, S18)', async () => {
  await after(36);
  await put(tablet);
  const row = JSON.stringify({ id: newId(), trail: [{ changes: [{ after: { hash: HASH } }] }] });
  await hospital.store.transaction(async (tx) =>
    tx.keepInEscrow({
      key: 'k',
      device: ids.get(tablet) ?? '',
      collection: 'patients',
      code: 'not-allowed',
      row,
      at: at(),
    }),
  );
  expect(await after(400)).toBe(0);
  expect(await statusOf(see(tablet))).toBe(200);
});
