import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { openDeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';
import { openSealedStore } from '#pwa/store/open-sealed-store.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { createFirstSync } from '#pwa/store/sync/first-sync.ts';
import { createLine, type Line } from '#pwa/store/sync/line.ts';
import { targetOf } from '#pwa/store/sync/load-target.ts';
import { RXDB_TOOLS } from '#pwa/store/sync/rxdb-tools.ts';
import { replicate, type ReplicateDeps } from '#pwa/store/sync/replicate.ts';
import { parse, pouchdb, raw } from './references.ts';

/** What the page of the sync benchmark can do; each returns milliseconds for a first sync from nothing. */
const cases = {
  /** As the app ships it: the sealed store in its worker, the replication on the page, page after page of the feed. */
  product: async (count: number) => syncOnce(count, { storage: await shipped() }),
  /** The same, begun as a new device begins, by segments; answers too how long the page could not answer a touch. */
  async snapshot(count: number): Promise<Snapshot> {
    const storage = await shipped();
    const stalls = watchStalls();
    const ms = await bySegments(count, storage);
    return { ms, longestStallMs: stalls() };
  },
  /** RxDB over Dexie. */
  dexie: (count: number) => syncOnce(count, {}),
  /** RxDB's memory storage, which keeps nothing. */
  memory: (count: number) => syncOnce(count, { storage: getRxStorageMemory() as never }),
  parse,
  raw,
  pouchdb,
};
interface Snapshot {
  readonly ms: number;
  readonly longestStallMs: number;
}
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

async function shipped(): Promise<AnyStorage> {
  const usages: KeyUsage[] = ['encrypt', 'decrypt'];
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
  const { storage } = await openSealedStore({ id: 1, key } as DeviceKey);
  return storage as unknown as AnyStorage;
}

const LOOK_MS = 4;

/** Answers how long the page could not answer a touch, at the most, since it was called. */
function watchStalls(): () => number {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - LOOK_MS);
    last = now;
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** A first sync that begins with the segments of the snapshot. */
async function bySegments(count: number, storage: AnyStorage): Promise<number> {
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
  return syncOnce(count, { line, first, storage });
}

function upLine(): Line {
  const line = createLine({ now: () => Date.now() }, null);
  line.up();
  return line;
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
