import { IDBFactory } from 'fake-indexeddb';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { OfferAnswer, OfferedMutation } from '#shared/sync/offer.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { openDeviceStore } from '#pwa/platform/device-store.ts';
import { createActs } from '#pwa/store/act.ts';
import type { Replica, ReplicaCollections } from '#pwa/store/replica.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { comeBack } from '#pwa/store/sync/come-back.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { followStream } from '#pwa/store/sync/follow-stream.ts';
import { createKeptMutations, type KeptMutations } from '#pwa/store/sync/kept-mutations.ts';
import { createLine, type Line } from '#pwa/store/sync/line.ts';
import { replicate, type Replicated } from '#pwa/store/sync/replicate.ts';
import { greet } from '#pwa/store/sync/run-line.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

/** A real tablet that syncs with a real hospital, which is put back to a backup under it; a desk beside it speaks the wire by hand. */
const NAMES = ['patients', 'appointments', 'disputes'] as const;
const soon = { timeout: 5000, interval: 10 };
let folder: string;
let server: InProcess;
let nurse: StoredAccount;
let doctor: StoredAccount;
let tablet: Browser;
let desk: Browser;
let deskSaid: (OfferedMutation & { readonly id: string })[];
let isReachable: boolean;
let line: Line;
let replica: Pick<Replica, 'act' | 'undo'>;
let collections: ReplicaCollections;
let running: readonly (readonly [CollectionName, Replicated])[];
let stopStream = new AbortController();
let kept: KeptMutations;
let offers: number;
let copies = 0;

async function connect(): Promise<void> {
  isReachable = true;
  stopStream = new AbortController();
  const { signal } = stopStream;
  const deviceStore = openDeviceStore();
  const greeted = await greet(
    {
      clock: server.clock,
      appVersion: '1',
      mrnLeft: async () => 50,
      mutations: async () => 0,
      offer: (session) => comeBack({ collections, deviceStore, kept, line }, session, signal),
      onSession: async () => undefined,
    },
    signal,
  );
  expect(greeted.ok).toBe(true);
  const frames = followStream(signal);
  await frames.next();
  line.up();
  for (const [, one] of running) one.resync();
  void (async () => {
    for await (const frame of frames) {
      if (frame.kind !== 'change') continue;
      running.find(([name]) => name === frame.collection)?.[1].take(frame);
    }
  })().catch(() => undefined);
}
function disconnect(): void {
  isReachable = false;
  stopStream.abort();
  line.down();
}
async function backup(): Promise<string> {
  const file = join(folder, `copy${(copies += 1)}.db`);
  await server.store.backup(file);
  return file;
}
/** The hospital goes on from a backup; its devices are who they were. */
async function restore(file: string): Promise<void> {
  await server.stop();
  const live = join(folder, `live${(copies += 1)}-.db`);
  copyFileSync(file, live);
  server = startInProcess({ file: live });
  const [before, beside] = [tablet, desk];
  [tablet, desk] = [server.browser(), server.browser()];
  for (const cookie of before.cookies) tablet.cookies.set(...cookie);
  for (const cookie of beside.cookies) desk.cookies.set(...cookie);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-restore-'));
  vi.stubGlobal('indexedDB', new IDBFactory());
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  nurse = await server.addPerson('nurse', 'nurse');
  doctor = await server.addPerson('doctor', 'doctor');
  [tablet, desk, deskSaid, offers] = [server.browser(), server.browser(), [], 0];
  await tablet.signIn('nurse');
  await desk.signIn('doctor');
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!isReachable) throw new TypeError('no network');
    if (path.endsWith('/offer')) offers += 1;
    return tablet.send(init.method ?? 'GET', path, init.body && JSON.parse(String(init.body)));
  });
  const storage = getRxStorageMemory();
  const db = await createRxDatabase({ name: `sim${newId()}`, storage, multiInstance: false });
  const schema = (name: CollectionName) =>
    [name, { schema: rxSchema(name), conflictHandler: hospitalDecides }] as const;
  collections = (await db.addCollections(
    Object.fromEntries(NAMES.map(schema)) as never,
  )) as unknown as ReplicaCollections;
  line = createLine(server.clock, null);
  const device = newId<DeviceId>();
  let n = 0;
  replica = createActs({
    collections,
    clock: { now: () => server.clock.at },
    newId,
    author: () => ({ person: nurse.id, device, roles: nurse.roles }),
    nextNumber: async () => ++n,
  });
  const nothing = (): void => undefined;
  const silent = { received: nothing, reachedEnd: nothing, storing: nothing };
  kept = createKeptMutations(openAcceptedStore());
  running = NAMES.map((name) => {
    const collection = collections[name] as unknown as RxCollection<Stored>;
    return [
      name,
      replicate({ name, collection, line, kept, engine: replicateRxCollection, ...silent }),
    ] as const;
  });
  await connect();
});
afterEach(async () => {
  disconnect();
  for (const [, one] of running) await one.stop();
  await collections.patients.database.close();
  vi.unstubAllGlobals();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const held = async (id: string): Promise<Stored | undefined> =>
  (await collections.patients.findOne(id).exec())?.toJSON() as Stored | undefined;
const unsent = async (): Promise<number> =>
  (await collections.patients.find().exec()).filter((one) => one.toJSON().trail.length > 0).length;
const settled = () => expect.poll(unsent, soon).toBe(0);
const write = (id: string, content: object) =>
  replica.act('edit', [
    {
      collection: 'patients',
      id,
      change: (was: object | undefined) => ({ ...was, ...content }),
    } as never,
  ]);
async function atDesk(id: string, ...changes: readonly Change[]): Promise<void> {
  const entry: TrailEntry = {
    id: newId(),
    device: newId(),
    n: deskSaid.length + 1,
    by: doctor.id,
    at: '2026-05-04T08:00:00.000Z',
    action: { id: newId(), name: 'edit' },
    changes,
  };
  const rows = [{ id, rev: '', trail: [entry] }];
  const answer = await desk.send('POST', '/sync/v1/push', { collection: 'patients', rows });
  const rev = ((await answer.json()) as PushAnswer).results[0]?.document?.rev ?? '';
  deskSaid.push({ id, rev, entry });
}
async function deskComesBack(): Promise<OfferAnswer> {
  const { epoch } = await server.store.readFacility();
  const documents = deskSaid.map(({ id, ...one }) => ({
    collection: 'patients',
    id,
    held: null,
    mutations: [one],
  }));
  const body = { epoch, documents, isLast: true };
  return (await (await desk.send('POST', '/sync/v1/offer', body)).json()) as OfferAnswer;
}
const content = async (id: string) => (await server.store.readDocument('patients', id))?.content;
const authors = async (id: string) =>
  (await server.store.readHistory({ collection: 'patients', id, limit: 100 }))
    .toReversed()
    .flatMap(({ by }) => by ?? []);

test('a hospital restored from a backup gets back everything it had accepted since, once, with its authors (S11)', async () => {
  const [old, fresh, theirs] = [newId<string>(), newId<string>(), newId<string>()];
  await write(old, { comment: 'before', birthDate: '1959' });
  await settled();
  const file = await backup();
  await write(old, { comment: 'after' });
  await settled();
  await atDesk(old, { path: '/birthDate', before: '1959', after: '1959-03-14' });
  await write(fresh, { comment: 'new here' });
  await settled();
  await atDesk(theirs, { path: '/comment', after: 'new at the desk' });
  await atDesk(fresh, { path: '/sex', after: 'female' });
  await expect.poll(() => held(theirs), soon).toBeDefined();
  await expect.poll(() => held(fresh), soon).toMatchObject({ content: { sex: 'female' } });
  disconnect();
  await write(fresh, { comment: 'unsent' });
  const isAllThere = async (): Promise<void> => {
    await settled();
    expect(await content(old)).toEqual({ comment: 'after', birthDate: '1959-03-14' });
    expect(await content(fresh)).toEqual({ comment: 'unsent', sex: 'female' });
    expect(await content(theirs)).toEqual({ comment: 'new at the desk' });
    const { epoch, head } = await server.store.readFacility();
    for (const id of [old, fresh, theirs]) {
      const { rev = '' } = (await server.store.readDocument('patients', id)) ?? {};
      await expect
        .poll(() => held(id), soon)
        .toMatchObject({ rev, content: (await content(id)) ?? {} });
      expect(rev.startsWith(`${epoch}.`)).toBe(true);
    }
    expect((await deskComesBack()).results.every(({ refused }) => refused === 0)).toBe(true);
    expect((await authors(old)).toSorted()).toEqual([nurse.id, nurse.id, doctor.id].toSorted());
    expect((await authors(fresh)).toSorted()).toEqual([nurse.id, nurse.id, doctor.id].toSorted());
    expect(await authors(theirs)).toEqual([doctor.id]);
    expect(await server.store.count('disputes')).toBe(0);
    expect((await server.store.readFacility()).head).toBeGreaterThan(head - 1);
    const again = (await deskComesBack()).results;
    expect(again.every(({ restored, refused }) => restored + refused === 0)).toBe(true);
  };

  await restore(file);
  expect([await content(old), await content(fresh)]).toEqual([
    { comment: 'before', birthDate: '1959' },
    undefined,
  ]);
  await connect();
  await isAllThere();
  expect(offers).toBe(1);

  disconnect();
  await restore(file);
  await connect();
  await isAllThere();

  disconnect();
  await connect();
  expect(offers).toBe(2);
}, 30_000);
