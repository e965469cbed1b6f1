import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { BulkWriteRow, RxStorage, RxStorageInstance } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { Opening } from '#e2e/simulator/device/process.ts';
import { planOverAll } from '#pwa/store/plan-over-all.ts';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';
import { SECRET, whileAlive } from './cipher-at-once.ts';
import { keep, notedIn, type Raw, type RealDisk } from './real-disk.ts';

export type Kind = 'memory' | 'dexie' | 'sealed';
type AnyStorage = RxStorage<unknown, unknown>;
type Instance = RxStorageInstance<Record<string, unknown>, unknown, unknown>;
interface Housed {
  readonly storage: AnyStorage;
  readonly name: string;
  readonly filled: Set<string>;
}
/** A storage for one life of a process. */
export interface LifeStorage {
  readonly storage: AnyStorage;
  /** Lets go of what a dead process has open; its own steps never come back. */
  readonly close: () => void;
}

/**
 * RxDB's storage over a disk of this world: every call is a step of the process that may be its last, a write may find no room, and write
 * times are those of the tablet's clock, as if each life were a page of its own.
 */
export function openLifeStorage(kind: Kind, opening: Opening): LifeStorage {
  const disk = opening.disk as RealDisk;
  const opened: Instance[] = [];
  const { storage, name, filled } = KINDS[kind](disk, opening);
  return {
    storage: {
      ...storage,
      createStorageInstance: async (params) => {
        const home = { ...params, databaseName: name };
        const instance = (await storage.createStorageInstance(home as never)) as Instance;
        opened.push(instance);
        const rows = filled.has(params.collectionName)
          ? []
          : [...(disk.instances.get(params.collectionName)?.values() ?? [])];
        // They have lain here all the time: no step of the process, and nobody is told.
        if (rows.length > 0)
          await instance.bulkWrite(
            rows.map((document) => ({ document })) as never,
            'from the disk',
          );
        filled.add(params.collectionName);
        return gated(instance, opening) as never;
      },
    } as AnyStorage,
    close: () => {
      for (const instance of opened) void instance.close().catch(() => undefined);
    },
  };
}

/** Of its own: RxDB's would share one memory by the names of databases, and here all tablets have the same. */
function memory(): Housed {
  const storage = { ...getRxStorageMemory(), collectionStates: new Map() };
  return { storage: storage as unknown as AnyStorage, name: 'wardline', filled: new Set() };
}

const KINDS: Readonly<Record<Kind, (disk: RealDisk, opening: Opening) => Housed>> = {
  memory,
  dexie: (disk) => {
    const { factory, name, filled } = homeOf(disk);
    const storage = getRxStorageDexie({ indexedDB: factory, IDBKeyRange });
    return { storage: planOverAll(storage as unknown as AnyStorage), name, filled };
  },
  sealed: (disk, { process }) => {
    const { factory, name, filled } = homeOf(disk);
    const storage = getRxStorageSealed({
      keys: [{ id: 1, key: SECRET as never }],
      // Who is dead takes nothing over.
      cipher: whileAlive(process),
      indexedDB: factory,
      IDBKeyRange,
      metaOf: notedIn,
      tidyAfterMs: TIDY_AFTER_MS,
      // A page or a block holds what one step writes: so there are many.
      sizes: { page: 3, block: 4, runs: 2 },
      onDamage: (damage) => {
        throw new Error(`damaged: ${JSON.stringify(damage)}`);
      },
    });
    return { storage: storage as unknown as AnyStorage, name, filled };
  },
};
const TIDY_AFTER_MS = 300;

let homes = 0;
/** Dexie keeps open databases by name, over all factories: each home has a name of its own. */
function homeOf(disk: RealDisk): NonNullable<RealDisk['home']> {
  disk.home ??= { factory: new IDBFactory(), name: `wardline${(homes += 1)}`, filled: new Set() };
  return disk.home;
}

/** The same instance, each call a step of its process. */
function gated(instance: Instance, opening: Opening): Instance {
  const { process, step } = opening;
  const after =
    <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      await step(false);
      return call(...args);
    };
  const calls = {
    bulkWrite: (rows: BulkWriteRow<Record<string, unknown>>[], context: string) =>
      write(instance, opening, { rows, context }),
    query: after(instance.query.bind(instance)),
    count: after(instance.count.bind(instance)),
    findDocumentsById: after(instance.findDocumentsById.bind(instance)),
    cleanup: after(instance.cleanup.bind(instance)),
    // Whoever is dead has nothing to close, and what is behind it is closed for it.
    close: async () => void (process.isAlive && (await instance.close())),
    ...(instance.getChangedDocumentsSince && {
      getChangedDocumentsSince: after(instance.getChangedDocumentsSince.bind(instance)),
    }),
  };
  return Object.assign(Object.create(instance) as Instance, calls);
}

async function write(
  instance: Instance,
  { disk, step, writeTime, onRow }: Opening,
  { rows, context }: { rows: BulkWriteRow<Record<string, unknown>>[]; context: string },
): ReturnType<Instance['bulkWrite']> {
  await step(true);
  for (const { document } of rows) document._meta.lwt = writeTime();
  const result = await instance.bulkWrite(rows, context);
  const refused = new Set(result.error.map(({ documentId }) => documentId));
  const primary = instance.schema.primaryKey;
  const key = typeof primary === 'string' ? primary : primary.key;
  const written = rows
    .map(({ document }) => document as unknown as Raw)
    .filter((document) => !refused.has(String(document[key])));
  for (const { name, before, after } of keep(disk as RealDisk, instance.collectionName, written))
    onRow(name, before, after);
  return result;
}
