import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COLLECTIONS, INDEXES, type CollectionName } from '#shared/domain/collections.ts';
import { aSealedStore } from '#pwa/testing/a-sealed-store.ts';
import { moveIn } from './move-in.ts';
import { openCollections } from './open-collections.ts';
import type { ReplicaCollections } from './replica.ts';
import { rxSchema } from './rx-schema.ts';

const names: readonly CollectionName[] = ['patients'];
let plain: RxDatabase;
let sealed: RxDatabase;
let pushed: { id: string; base: string | undefined }[];

async function open(storage: unknown): Promise<RxDatabase> {
  const options = { name: 'wardline', storage, multiInstance: false };
  const db = await createRxDatabase(options as never);
  const creators = names.map((name) => [name, { schema: rxSchema(name) }] as const);
  await db.addCollections(Object.fromEntries(creators) as never);
  return db;
}
const person = (n: number, more: object = {}): never =>
  ({
    ...KEYS,
    id: `0190a1b2-c3d4-7e5f-8a6b-${String(n).padStart(12, '0')}`,
    content: { comment: `person ${n}` },
    ...more,
  }) as never;
const KEYS = { rev: 'e.1', trail: [], nameKey: 'n', mrn: '', birthDate: '', unsent: 0 };
const BARE = { rev: 'e.1', trail: [], unsent: 0, content: {} };
const KEYS_OF = Object.fromEntries(
  COLLECTIONS.map((name) => [
    name,
    Object.fromEntries(Object.keys(INDEXES[name].keys).map((key) => [key, ''])),
  ]),
) as Readonly<Record<CollectionName, object>>;
/** As the app syncs: what the hospital tells, and what is pushed with which base. */
function sync(db: RxDatabase, told: readonly never[]) {
  return replicateRxCollection<{ id: string; rev: string }, { n: number }>({
    collection: db.collections['patients'] as never,
    replicationIdentifier: 'hospital-patients',
    live: true,
    waitForLeadership: false,
    pull: {
      handler: async (from) =>
        from
          ? { documents: [], checkpoint: from }
          : {
              documents: told.map((one) => ({ ...(one as object), _deleted: false })) as never,
              checkpoint: { n: 1 },
            },
    },
    push: {
      handler: async (rows) => {
        for (const { newDocumentState, assumedMasterState } of rows)
          pushed.push({ id: newDocumentState.id, base: assumedMasterState?.rev });
        return [];
      },
    },
  });
}
const collectionsOf = ({ collections }: RxDatabase): ReplicaCollections => collections as never;
const move = (onProgress: (moved: { done: number; of: number }) => void = () => undefined) =>
  moveIn({
    openOld: async (name) => ({
      collection: plain.collections[name] as never,
      close: async () => undefined,
    }),
    to: collectionsOf(sealed),
    names,
    onProgress,
  });

beforeEach(async () => {
  pushed = [];
  plain = await open(getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange }));
  sealed = await open((await (await aSealedStore()).page()).storage);
  const state = sync(
    plain,
    Array.from({ length: 220 }, (_, n) => person(n)),
  );
  await state.awaitInitialReplication();
  await state.cancel();
  const edited = await plain.collections['patients']?.findOne(person(3)['id']).exec();
  await edited?.incrementalModify((now: object) => ({ ...now, trail: [{ id: 'x' }], unsent: 1 }));
  await plain.collections['patients']?.insert(
    person(900, { rev: '', trail: [{ id: 'y' }], unsent: 1 }),
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await plain.close();
  await sealed.close();
});

test('everything is in the sealed store afterwards, and the sync goes on there where it was: what waits is pushed with its base, nothing is pulled anew', async () => {
  const seen: number[] = [];
  expect(await move(({ done, of }) => seen.push(done / of))).toBe(true);
  expect(seen.at(-1)).toBe(1);
  expect(await sealed.collections['patients']?.count().exec()).toBe(221);
  const again = sync(sealed, []);
  await again.awaitInSync();
  expect(pushed.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: person(3)['id'], base: 'e.1' },
    { id: person(900)['id'], base: undefined },
  ]);
  await again.cancel();
});

test('a move that was cut off goes on, and takes over what was written at the old place meanwhile', async () => {
  const cut = vi.fn(({ done }: { done: number }) => {
    if (done > 210) throw new Error('the browser was closed');
  });
  await expect(move(cut)).rejects.toThrow('closed');
  const edited = await plain.collections['patients']?.findOne(person(3)['id']).exec();
  await edited?.incrementalModify((now: object) => ({ ...now, content: { comment: 'later' } }));
  expect(await move()).toBe(true);
  const moved = await sealed.collections['patients']?.findOne(person(3)['id']).exec();
  expect(moved?.toJSON()).toMatchObject({ content: { comment: 'later' }, unsent: 1 });
});

test('what waits to be sent is moved before anything else', async () => {
  const first: number[] = [];
  await expect(
    move(({ done }) => {
      first.push(done);
      if (first.length === 2) throw new Error('the browser was closed');
    }),
  ).rejects.toThrow();
  const waiting = await sealed.collections['patients']?.find().exec();
  expect(waiting?.map(({ unsent }) => unsent)).toEqual([1, 1]);
});

test('where one record is missing at the new place, it is not true', async () => {
  expect(await move()).toBe(true);
  await sealed.collections['patients']?.insert(person(901));
  expect(await move()).toBe(false);
});

test('every collection moves, though RxDB lets no more than thirteen be open at once', async () => {
  await Promise.all([plain.close(), sealed.close()]);
  const old = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange }) as never;
  const before = await openCollections(old);
  for (const name of COLLECTIONS)
    await before.db.collections[name].insert({ ...KEYS_OF[name], ...BARE, id: name } as never);
  await before.db.close();
  const { db, collections } = await openCollections(
    (await (await aSealedStore()).page()).storage as never,
  );
  const openOld = async (name: CollectionName) => {
    const one = await openCollections(old, [name]);
    return { collection: one.collections[name] as never, close: () => one.db.close() };
  };
  const wasMoved = await moveIn({ openOld, to: collections, onProgress: () => undefined });
  expect(wasMoved).toBe(true);
  for (const name of COLLECTIONS) expect(await collections[name].count().exec(), name).toBe(1);
  await db.close();
});
