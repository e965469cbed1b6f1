import 'fake-indexeddb/auto';
import { signal } from '@preact/signals';
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { openPhotoStore, type PhotoStore } from '#pwa/platform/photo-store.ts';
import { memoryStore } from '#pwa/testing/memory-store.ts';
import { openPhotoOutbox, withPhotos, type PhotoOutbox } from './photo-outbox.ts';
import {
  createTender,
  keepTaken,
  seePhoto,
  sendLater,
  tidyPhotos,
  type TendDeps,
} from './photos.ts';
import type { ReplicaCollections } from './replica.ts';
import { rxSchema } from './rx-schema.ts';
import type { Unsent } from './sync/follow-unsent.ts';

let deviceStore: DeviceStore;
let outbox: PhotoOutbox;
let store: PhotoStore;
let collections: Pick<ReplicaCollections, 'patients'>;
let abort: AbortController;
/** What the hospital has, what it answers with where it does not take any, and whom it heard. */
let hospital: Map<string, ArrayBuffer>;
let trouble: { status: number; type?: string } | 'silence' | null;

beforeEach(async () => {
  deviceStore = memoryStore();
  outbox = openPhotoOutbox(deviceStore);
  store = openPhotoStore(`photos-${newId()}`);
  const storage = getRxStorageMemory();
  const db = await createRxDatabase({ name: `d${newId()}`, storage, multiInstance: false });
  collections = (await db.addCollections({ patients: { schema: rxSchema('patients') } })) as never;
  abort = new AbortController();
  hospital = new Map();
  trouble = null;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (trouble === 'silence') throw new TypeError('no network');
    if (trouble) {
      const body = {
        type: `urn:wardline:problem:${trouble.type}`,
        status: trouble.status,
        title: '',
        retryAfterSeconds: 30,
      };
      return Response.json(body, { status: trouble.status });
    }
    const hash = path.split('/').at(-1) ?? '';
    if (init.method === 'PUT') {
      hospital.set(hash, init.body as ArrayBuffer);
      return new Response(null, { status: 204 });
    }
    const bytes = hospital.get(hash);
    return bytes ? new Response(bytes) : new Response('{}', { status: 404 });
  });
});
afterEach(async () => {
  abort.abort();
  vi.unstubAllGlobals();
  await collections.patients.database.close();
});

const aFace = (text: string): Blob => new Blob([text], { type: 'image/jpeg' });
const waits = (): readonly string[] => (outbox.waiting.value ?? []).map(({ hash }) => hash);
async function aPatient(hash: string, id = newId<string>()): Promise<string> {
  const content = { photo: { hash, at: '2026-11-24T07:00:00.000Z' } };
  await collections.patients.upsert({
    id,
    rev: '',
    trail: [],
    nameKey: '',
    mrn: '',
    birthDate: '',
    content,
  } as never);
  return id;
}
async function aWaiting(text: string): Promise<{ readonly hash: string; readonly id: string }> {
  const { photo } = await keepTaken(aFace(text), '', { outbox, store });
  const id = await aPatient(photo.hash);
  await sendLater(photo, id, { outbox, store });
  return { hash: photo.hash, id };
}
const line = () => ({
  status: signal({ kind: 'up', lastContact: null, downSince: null, tries: 0 } as const),
  epoch: signal<string | null>('e1'),
  full: vi.fn<(seconds: number) => void>(),
  took: vi.fn<() => void>(),
});
const deps = (over: Partial<TendDeps> = {}): TendDeps => ({
  collections,
  outbox,
  deviceStore,
  line: line(),
  store,
  ...over,
});
const tender = (over?: Partial<TendDeps>) => createTender(deps(over), abort.signal);

test('a photo taken without a network waits through a reload, and goes when the hospital is there (S21)', async () => {
  trouble = 'silence';
  const { hash } = await aWaiting('face');
  await (
    await tender()
  )();
  expect(waits()).toEqual([hash]);
  outbox = openPhotoOutbox(deviceStore);
  await vi.waitFor(() => expect(waits()).toEqual([hash]));
  trouble = null;
  await (
    await tender()
  )();
  expect(waits()).toEqual([]);
  expect(new TextDecoder().decode(hospital.get(hash))).toBe('face');
});

test('another device sees it once the hospital has it, and keeps it with the record (S21)', async () => {
  const { hash } = await aWaiting('face');
  const there = { outbox: openPhotoOutbox(memoryStore()), store: openPhotoStore(`p${newId()}`) };
  expect(await seePhoto({ hash }, 'p', there)).toEqual({ kind: 'not-received' });
  await (
    await tender()
  )();
  expect(await seePhoto({ hash }, 'p', there)).toMatchObject({ kind: 'seen' });
  trouble = 'silence';
  const seen = await seePhoto({ hash }, 'p', there);
  expect(seen.kind === 'seen' && (await seen.bytes.text())).toBe('face');
});

test('what comes under a name that is not its own is not shown', async () => {
  const hash = 'a'.repeat(64);
  hospital.set(hash, new TextEncoder().encode('somebody else').buffer);
  expect(await seePhoto({ hash }, 'p', { outbox, store })).toEqual({ kind: 'unreachable' });
  expect(await store.list()).toEqual([]);
});

test('a hospital without room is asked again when it says; nothing of what waits is lost (S8)', async () => {
  const { hash } = await aWaiting('face');
  const full = line();
  trouble = { status: 507, type: 'disk-full' };
  await (
    await tender({ line: full })
  )();
  expect(full.full).toHaveBeenCalledWith(30);
  expect(waits()).toEqual([hash]);
});

test('one that is refused for what it is holds back no other', async () => {
  const first = await aWaiting('first');
  trouble = { status: 415, type: 'not-a-photo' };
  const tend = await tender();
  await tend();
  trouble = null;
  const second = await aWaiting('second');
  await tend();
  expect(waits()).toEqual([first.hash]);
  expect([...hospital.keys()]).toEqual([second.hash]);
});

test('a photo is unsent as long as it waits, and counted once with the change that names it', async () => {
  const trailWith = (hash: string) => [
    { document: { trail: [{ at: '2', changes: [{ after: { hash } }] }] } },
  ];
  const { hash } = await aWaiting('face');
  const waiting = signal<unknown>(trailWith(hash));
  const count = signal(1);
  const unsent = {
    waiting,
    count,
    oldest: signal('2'),
    stop: () => undefined,
  } as unknown as Unsent;
  const all = withPhotos(unsent, outbox);
  expect(all.count.value).toBe(1);
  [waiting.value, count.value] = [[], 0];
  expect(all.count.value).toBe(1);
  await outbox.change(() => []);
  expect(all.count.value).toBe(0);
});

test('a copy leaves with the record, but not before it was sent (S13, S21)', async () => {
  await (
    await tender()
  )();
  const { hash, id } = await aWaiting('face');
  const other = await aWaiting('other');
  await outbox.change((all) => all.filter((one) => one.hash === hash));
  for (const gone of [id, other.id])
    await (await collections.patients.findOne(gone).exec())?.remove();
  await vi.waitFor(async () => expect((await store.list()).map((one) => one.hash)).toEqual([hash]));
  await outbox.change(() => []);
  await tidyPhotos(deps());
  expect(await store.list()).toEqual([]);
});

test('another photo takes the place of the one before; one for somebody who is being registered stays', async () => {
  const { hash, id } = await aWaiting('old');
  await outbox.change(() => []);
  const begun = await keepTaken(aFace('begun'), '', { outbox, store });
  const next = await keepTaken(aFace('new'), id, { outbox, store });
  await aPatient(next.photo.hash, id);
  await tidyPhotos(deps());
  const left = new Set((await store.list()).map((one) => one.hash));
  expect(left).toEqual(new Set([begun.photo.hash, next.photo.hash]));
  expect(left.has(hash)).toBe(false);
});

test('at most 500 copies are kept, those that were looked at last', async () => {
  const hashes = Array.from({ length: 503 }, (_, i) => String(i).padStart(64, '0'));
  for (const [i, hash] of hashes.entries()) {
    const patientId = await aPatient(hash);
    await store.write({ hash, patientId, bytes: new ArrayBuffer(1), usedAt: i }, null);
  }
  await tidyPhotos(deps());
  const left = (await store.list()).map(({ hash }) => hash);
  expect(left.toSorted()).toEqual(hashes.slice(3));
});

test('a hospital that was restored gets back what is here (S11)', async () => {
  const { hash } = await aWaiting('face');
  await (
    await tender()
  )();
  hospital.clear();
  await (
    await tender()
  )();
  expect(hospital.size).toBe(0);
  const restored = { ...line(), epoch: signal<string | null>('e2') };
  await (
    await tender({ line: restored })
  )();
  expect([...hospital.keys()]).toEqual([hash]);
});

async function aKey(id: number): Promise<DeviceKey> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { id, key } as DeviceKey;
}

test('a device that seals keeps no face in the clear; another key neither shows nor loses it', async () => {
  const key = await aKey(1);
  outbox = openPhotoOutbox(deviceStore, key);
  const { hash, id } = await aWaiting('the face');
  expect(await store.read(hash, null)).toBe('closed');
  const seen = await seePhoto({ hash }, id, { outbox, store });
  expect(seen.kind === 'seen' && (await seen.bytes.text())).toBe('the face');
  const other = openPhotoOutbox(deviceStore, await aKey(2));
  await vi.waitFor(() => expect(other.waiting.value).toHaveLength(1));
  await (
    await tender({ outbox: other })
  )();
  expect([hospital.size, waits()]).toEqual([0, [hash]]);
  await (
    await tender()
  )();
  expect([...hospital.keys()]).toEqual([hash]);
});
