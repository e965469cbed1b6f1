import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { openDeviceStore } from '#pwa/platform/device-store.ts';
import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { createFirstSync } from '#pwa/store/sync/first-sync.ts';
import { createLine, type Line } from '#pwa/store/sync/line.ts';
import { targetOf } from '#pwa/store/sync/load-target.ts';
import { RXDB_TOOLS } from '#pwa/store/sync/rxdb-tools.ts';
import { replicate, type ReplicateDeps } from '#pwa/store/sync/replicate.ts';

/** What the page of the sync benchmark can do; each returns milliseconds for a first sync from nothing. */
const cases = {
  /** The product's own replication, pull and push on, into RxDB over Dexie. */
  product: (count: number) => syncOnce(count, {}),
  /** The same, begun as a new device begins: by segments. */
  snapshot: (count: number) => bySegments(count),
  /** Into the sealed store, on the same thread. */
  sealed: async (count: number) => syncOnce(count, { storage: await sealedStorage() }),
  /** The same by segments. */
  sealedSnapshot: async (count: number) => bySegments(count, await sealedStorage()),
  /** Into RxDB's memory storage, which keeps nothing. */
  memory: (count: number) => syncOnce(count, { storage: getRxStorageMemory() as never }),
  /** The least that a browser must do: fetch the same pages and put each document under four indexes. */
  async raw(count: number): Promise<number> {
    const name = `raw${Date.now()}`;
    const db = await openRaw(name);
    const started = performance.now();
    let checkpoint: PullAnswer['checkpoint'] | null = null;
    for (let stored = 0; stored < count;) {
      const answer = await fetch('/sync/v1/pull', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ collection: 'patients', checkpoint, limit: 400 }),
      });
      const page = (await answer.json()) as PullAnswer;
      const tx = db.transaction('docs', 'readwrite');
      for (const document of page.documents) tx.objectStore('docs').put({ ...document, unsent: 0 });
      await new Promise<void>((resolve, reject) => {
        tx.oncomplete = () => resolve();
        tx.onerror = () => reject(tx.error ?? new Error('no reason'));
      });
      stored += page.documents.length;
      checkpoint = page.checkpoint;
      if (page.isEnd) break;
    }
    const ms = performance.now() - started;
    db.close();
    indexedDB.deleteDatabase(name);
    return ms;
  },
  /** PouchDB 9 as its makers ship it, from express-pouchdb, at its default batch. */
  async pouchdb(count: number, url: string): Promise<number> {
    const { PouchDB } = globalThis as unknown as { PouchDB: PouchConstructor };
    const local = new PouchDB(`pouch${Date.now()}`);
    const started = performance.now();
    const done = await local.replicate.from(url);
    const ms = performance.now() - started;
    if (done.docs_written !== count)
      throw new Error(`PouchDB wrote ${done.docs_written} of ${count}`);
    await local.destroy();
    return ms;
  },
};
type AnyStorage = RxStorage<unknown, unknown>;
interface Begun extends Pick<ReplicateDeps, 'first'> {
  readonly line?: Line;
  /** Another one than over Dexie. */
  readonly storage?: AnyStorage;
}
/** A first sync from nothing, in milliseconds. */
async function syncOnce(
  count: number,
  { line = upLine(), storage, ...begun }: Begun,
): Promise<number> {
  const name = `bench${Date.now()}`;
  const db = await createRxDatabase({
    name,
    storage: storage ?? (getRxStorageDexie() as never),
    multiInstance: true,
  });
  const created = await db.addCollections({
    patients: {
      schema: rxSchema('patients') as never,
      conflictHandler: hospitalDecides as never,
    },
  });
  const collection = created['patients'] as unknown as RxCollection<Stored>;
  let written = 0;
  collection.storageInstance.changeStream().subscribe(({ events }) => (written += events.length));
  const stored = async (): Promise<number> =>
    storage ? written : rowsOf(`rxdb-dexie-${name}--0--patients`);
  const started = performance.now();
  const replicated = replicate({
    ...begun,
    name: 'patients',
    collection,
    line,
    engine: replicateRxCollection,
    received: () => undefined,
    reachedEnd: () => undefined,
    storing: () => undefined,
  });
  // The last page has been handed on at the feed's end; it counts when it lies in the table.
  while (!replicated.isInStep()) await wait(5);
  while ((await stored()) < count) await wait(5);
  const ms = performance.now() - started;
  await replicated.stop();
  await db.remove();
  return ms;
}

async function sealedStorage(): Promise<AnyStorage> {
  const usages: KeyUsage[] = ['encrypt', 'decrypt'];
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
  return getRxStorageSealed({ keys: [{ id: 1, key }] }) as unknown as AnyStorage;
}

/** A first sync that begins with the segments of the snapshot. */
async function bySegments(count: number, storage?: AnyStorage): Promise<number> {
  const deviceStore = openDeviceStore(`bench-device${Date.now()}`);
  const nothing = (): void => undefined;
  const line = upLine();
  const first = createFirstSync({
    line,
    deviceStore,
    targetOf: async (state) => targetOf(state, RXDB_TOOLS),
    collections: ['patients'],
    signal: new AbortController().signal,
    received: nothing,
    expected: nothing,
  });
  return syncOnce(count, { line, first, ...(storage ? { storage } : {}) });
}

function upLine(): Line {
  const line = createLine({ now: () => Date.now() }, null);
  line.up();
  return line;
}

interface PouchConstructor {
  new (name: string): {
    readonly replicate: { from(url: string): Promise<{ docs_written: number }> };
    destroy(): Promise<void>;
  };
}

function openRaw(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const docs = request.result.createObjectStore('docs', { keyPath: 'id' });
      for (const key of ['nameKey', 'mrn', 'birthDate', 'unsent']) docs.createIndex(key, key);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason'));
  });
}

async function rowsOf(table: string): Promise<number> {
  const db = await openExisting(table);
  const count = db ? await whenDone(db.transaction('docs').objectStore('docs').count()) : 0;
  db?.close();
  return count;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export type BenchCases = typeof cases;
Object.assign(globalThis, { cases });
