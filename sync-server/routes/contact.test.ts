import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

let server: InProcess;
let nurse: Awaited<ReturnType<InProcess['addPerson']>>;
let tablet: Browser;
let admin: Browser;
beforeEach(async () => {
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'UTC', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  nurse = await server.addPerson('nurse', 'nurse');
  await server.addPerson('admin', 'admin');
  [tablet, admin] = [server.browser(), server.browser()];
  await tablet.signIn('nurse');
  await admin.signIn('admin');
});
afterEach(() => server.stop());

const AT = '2026-05-04T08:00:00.000Z';
async function greet(
  from: Browser,
  contact: string | null | undefined,
  mutations = 0,
): Promise<SessionAnswer> {
  const request = { protocol: [1, 1], appVersion: '1', clock: AT, mrnLeft: 50, mutations };
  const body = contact === undefined ? request : { ...request, contact };
  return (await (await from.send('POST', '/sync/v1/session', body)).json()) as SessionAnswer;
}
const ack = (
  from: Browser,
  said: { contact?: string | undefined; mutations: number; unsent: number },
) =>
  from.send('POST', '/sync/v1/ack', {
    checkpoints: {},
    oldestUnsent: null,
    storage: null,
    appVersion: '1',
    kind: 'tablet',
    clock: AT,
    vitals: [],
    ...said,
  });
async function push(
  from: Browser,
  device: string,
  ...numbers: readonly number[]
): Promise<readonly string[]> {
  const rows = numbers.map((n) => {
    const entry: TrailEntry = {
      id: newId(),
      device: device as DeviceId,
      n,
      by: nurse.id,
      at: AT,
      action: { id: newId(), name: 'edit' },
      changes: [{ path: '/comment', after: `${n}` }],
    };
    return { id: newId<string>(), rev: '', trail: [entry] };
  });
  const answer = await from.send('POST', '/sync/v1/push', { collection: 'patients', rows });
  return ((await answer.json()) as PushAnswer).results.map(({ outcome }) => outcome);
}
const words = async (): Promise<FleetAnswer['contacts']> =>
  ((await (await admin.send('GET', '/api/v1/fleet')).json()) as FleetAnswer).contacts;

test('a tablet whose storage was cleared is reported with what never arrived, and gives no number twice (S12)', async () => {
  const { contact, device } = await greet(tablet, null);
  await push(tablet, device.id, 1, 2, 3);
  await ack(tablet, { contact, mutations: 3, unsent: 0 });
  await push(tablet, device.id, 5);
  await ack(tablet, { contact, mutations: 7, unsent: 3 });
  expect(await words()).toBeUndefined();
  const back = await greet(tablet, null, 0);
  expect(back).toMatchObject({ countFrom: 7, device: { id: device.id } });
  // 4, 6 and 7 were known to be made and are nowhere.
  expect(await words()).toMatchObject([{ kind: 'cleared', name: 'Tablet 1', missing: 3 }]);
  await greet(tablet, back.contact ?? null, 7);
  expect(await words()).toMatchObject([{ missing: 3 }]);
});

test('a copy of a tablet is noticed at its first contact; both go on without loss, each under its own name (S12)', async () => {
  const first = await greet(tablet, null);
  await push(tablet, first.device.id, 1);
  await ack(tablet, { contact: first.contact, mutations: 1, unsent: 0 });
  const copy = server.browser();
  for (const cookie of tablet.cookies) copy.cookies.set(...cookie);
  const next = await greet(tablet, first.contact ?? null, 2);
  await push(tablet, first.device.id, 2);
  await ack(tablet, { contact: next.contact, mutations: 2, unsent: 0 });

  const other = await greet(copy, first.contact ?? null, 2);
  expect(other.device).toMatchObject({ name: 'Tablet 1 (2)' });
  expect(other.people.map(({ id }) => id)).toEqual([nurse.id]);
  expect(await push(copy, first.device.id, 2)).toEqual(['applied']);
  const again = await greet(copy, null, 2);
  expect(again.device).toEqual(other.device);
  expect(await push(copy, again.device.id, 3)).toEqual(['applied']);
  expect((await greet(tablet, next.contact ?? null, 2)).device).toEqual(first.device);
  expect(await server.store.count('patients')).toBe(4);
  expect(await words()).toMatchObject([{ kind: 'copy', name: 'Tablet 1 (2)', of: 'Tablet 1' }]);
});

test('a lost answer makes no copy of a tablet: it is told the same word again', async () => {
  const { contact = null } = await greet(tablet, null);
  const lost = await greet(tablet, contact);
  const again = await greet(tablet, contact);
  expect([again.contact, again.device]).toEqual([lost.contact, lost.device]);
  expect((await greet(tablet, again.contact ?? null)).device).toEqual(lost.device);
});

test('an app that knows of no word is who its cookie says, as before', async () => {
  const before = await greet(tablet, undefined, 5);
  expect(before.contact).toBeUndefined();
  expect((await greet(tablet, undefined, 0)).device).toEqual(before.device);
  expect(await words()).toBeUndefined();
});

test('an app that speaks another protocol is refused before it is known again: nothing is noted of it (S12)', async () => {
  const { contact = '' } = await greet(tablet, null);
  await greet(tablet, contact);
  const other = {
    protocol: [PROTOCOL_VERSION + 1, PROTOCOL_VERSION + 2],
    appVersion: '2',
    clock: AT,
    mrnLeft: 50,
    contact: 'older',
  };
  const refused = await tablet.send('POST', '/sync/v1/session', other);
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([426, []]);
  expect(await server.store.devices.listDevices()).toHaveLength(2);
});

test('nobody makes a word up: a device that says one that it was never given makes no copy (S20)', async () => {
  const { contact = '', device } = await greet(tablet, null);
  const forged = [
    'older',
    `${contact.slice(0, -1)}${contact.endsWith('A') ? 'B' : 'A'}`,
    Buffer.alloc(32).toString('base64url'),
    (await greet(admin, null)).contact ?? '',
  ];
  for (const word of forged) expect((await greet(tablet, word)).device).toEqual(device);
  expect(await server.store.devices.listDevices()).toHaveLength(2);
});

test('a client that says an old word again and again makes ten copies a day, and is told to come again (S20)', async () => {
  const { contact: first = '' } = await greet(tablet, null);
  const { contact: second = '' } = await greet(tablet, first);
  await greet(tablet, second);
  const cookies = [...tablet.cookies];
  const said = { protocol: [1, 1], appVersion: '1', clock: AT, mrnLeft: 50, contact: first };
  const again = async (): Promise<number> => {
    const copy = server.browser();
    for (const cookie of cookies) copy.cookies.set(...cookie);
    return (await copy.send('POST', '/sync/v1/session', said)).status;
  };
  const statuses: number[] = [];
  for (let i = 0; i < 12; i += 1) statuses.push(await again());
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
  expect(await server.store.devices.listDevices()).toHaveLength(12);
  server.clock.at += 25 * 3_600_000;
  expect(await again()).toBe(200);
});

test('a device goes on after a restore: a later word than the hospital knows makes no copy of it (S11, S12)', async () => {
  const { contact: first = '', device } = await greet(tablet, null);
  const before = await server.store.contacts.readContact(device.id as DeviceId);
  const { contact: second = '' } = await greet(tablet, first);
  const { contact: third = '' } = await greet(tablet, second);
  // What the hospital knew when the backup was made.
  await server.store.contacts.writeContact(device.id as DeviceId, before);
  const back = await greet(tablet, third);
  expect(back.device).toEqual(device);
  expect((await greet(tablet, back.contact ?? '')).device).toEqual(device);
  expect(await words()).toBeUndefined();
});
