import { signal } from '@preact/signals';
import {
  createRxDatabase,
  getChangedDocumentsSince,
  type RxCollection,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { aSealedStore } from '#pwa/testing/a-sealed-store.ts';
import type { SealedInternals } from '#pwa/store/sealed-door.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { compareAll } from '#pwa/store/sync/compare.ts';
import { createFirstSync, type EngineState } from '#pwa/store/sync/first-sync.ts';
import { createLine } from '#pwa/store/sync/line.ts';
import { targetOf } from '#pwa/store/sync/load-target.ts';
import { RXDB_TOOLS } from '#pwa/store/sync/rxdb-tools.ts';
import { pushWhatWaits } from '#pwa/store/sync/push-what-waits.ts';
import { replicate, type Replicated } from '#pwa/store/sync/replicate.ts';
import type { Shared } from '#pwa/store/sync/start-sync.ts';
import { byHand } from './real-tablet.ts';

export const FIRST_NAMES = ['locations', 'encounters', 'appointments', 'patients'] as const;
type AnyStorage = RxStorage<unknown, unknown>;
type Instance = RxStorageInstance<Stored & Note, unknown, unknown>;
type Step = <T>(work: () => Promise<T>) => Promise<T>;
interface Note {
  readonly isCheckpoint?: '0' | '1';
  readonly docData?: Stored & { readonly _deleted?: boolean };
}

/** What outlives a life of the app: RxDB's storage and what the device keeps beside it. */
export interface RealDisk {
  /** The storage as one life of the app opens it. */
  readonly open: () => Promise<AnyStorage>;
  readonly kept: Map<string, unknown>;
  readonly name: string;
  /** What the latest life has open of it. */
  readonly instances: Map<string, Instance>;
  isFull: boolean;
  /** Documents in the order in which they were first stored. */
  readonly order: () => readonly Stored[];
  readonly wrote: (document: Stored) => void;
}
export function createDisk(kind: keyof typeof STORAGES = 'memory'): RealDisk {
  const written: Stored[] = [];
  return {
    open: STORAGES[kind](),
    kept: new Map(),
    name: `first${newId()}`,
    instances: new Map(),
    isFull: false,
    order: () => written,
    wrote: (document) => void written.push(document),
  };
}

/** The sealed store lives behind its door, as in the app. */
const STORAGES = {
  memory: () => {
    const storage = getRxStorageMemory() as unknown as AnyStorage;
    return async () => storage;
  },
  sealed: () => {
    const first = aSealedStore();
    return async () => {
      const { indexedDB, key } = await first;
      return (await (await aSealedStore(indexedDB, key)).page()).storage;
    };
  },
} as const;

/** One life of the app on a new device. */
export interface Life {
  readonly isInStep: () => boolean;
  readonly isDead: () => boolean;
  readonly died: Promise<void>;
  readonly isFull: () => boolean;
  readonly progress: () => { readonly received: number; readonly expected: number };
  /** Revisions of the documents held, and of those that RxDB notes to be the hospital's. */
  readonly held: () => Promise<ReadonlyMap<string, string>>;
  /** The documents held. */
  readonly all: () => Promise<readonly Stored[]>;
  readonly noted: () => Promise<ReadonlyMap<string, string>>;
  readonly write: (patient: string, birthDate: string, by: PersonId) => Promise<void>;
  /** As after a word of the stream that something was missed. */
  readonly resync: () => void;
  /** Compares everything with the hospital, and answers how many documents were mended. */
  readonly compare: () => Promise<number>;
  readonly end: () => Promise<void>;
}

/** Starts the app's own first sync and replication; at the n-th write to anything that lasts it is ended, before or behind it in turn. */
export function startLife(
  disk: RealDisk,
  clock: Clock,
  {
    dieAt = Infinity,
    scopes,
  }: { readonly dieAt?: number; readonly scopes?: readonly Scope[] } = {},
): Life {
  const stopping = new AbortController();
  let [writes, isDead, received, expected] = [0, false, 0, 0];
  let die = (): void => undefined;
  const died = new Promise<void>((resolve) => (die = resolve));
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    const isLast = (writes += 1) === dieAt;
    const isBefore = dieAt % 2 === 0;
    const end = (): never => {
      isDead = true;
      die();
      throw new Error('killed');
    };
    if (isDead || (isLast && isBefore)) return end();
    const done = await work();
    return isLast ? end() : done;
  };
  const deviceStore: Pick<DeviceStore, 'read' | 'write' | 'remove'> = {
    read: async (key) => structuredClone(disk.kept.get(key)) as never,
    write: (key, value) => step(async () => void disk.kept.set(key, structuredClone(value))),
    remove: (keys) => step(async () => keys.forEach((key) => disk.kept.delete(key))),
  };
  const line = createLine(clock, null);
  if (scopes) line.scopes.value = scopes;
  line.up();
  const full = new Set<string>();
  const deps = {
    line,
    deviceStore,
    targetOf: async (state: EngineState) => targetOf(state, RXDB_TOOLS),
    signal: stopping.signal,
    collections: FIRST_NAMES,
  };
  const first = createFirstSync({
    ...deps,
    received: (n) => (received += n),
    expected: (n) => (expected = n),
  });
  const running: Replicated[] = [];
  const opened = openCollections(disk, step).then((collections) => {
    for (const name of FIRST_NAMES)
      running.push(
        replicate({
          name,
          collection: collections[name] as unknown as RxCollection<Stored>,
          line,
          engine: replicateRxCollection,
          first,
          received: () => undefined,
          reachedEnd: () => undefined,
          storing: (canStore) => void (canStore ? full.delete(name) : full.add(name)),
        }),
      );
    return collections;
  });
  opened.catch(() => undefined);
  return {
    died,
    isDead: () => isDead,
    isFull: () => full.size > 0,
    isInStep: () => running.length > 0 && running.every((one) => one.isInStep()),
    progress: () => ({ received, expected }),
    held: async () => {
      await opened;
      return new Map((await heldOn(disk)).map(({ id, rev }) => [id, rev]));
    },
    all: async () => {
      await opened;
      return heldOn(disk);
    },
    noted: async () => {
      await opened;
      return notedOn(disk);
    },
    write: async (patient, birthDate, by) => {
      const { patients } = await opened;
      const document = await patients.findOne(patient).exec();
      const trail = [byHand(by, 1, [{ path: '/birthDate', after: birthDate }])];
      await document?.incrementalPatch({ trail, unsent: 1 } as never);
    },
    resync: () => running.forEach((one) => one.resync()),
    compare: async () => {
      const replicated = new Map(FIRST_NAMES.map((name, n) => [name, running[n] as Replicated]));
      const shared = signal({ compared: null } as unknown as Shared);
      const around = { clock, shared, deviceStore, key: 'compared', targetOf: deps.targetOf };
      await compareAll(around, replicated, stopping.signal);
      return shared.value.compared?.mended ?? 0;
    },
    end: async () => {
      isDead = true;
      stopping.abort();
      await Promise.all(running.map((one) => one.stop().catch(() => undefined)));
      await (await opened.catch(() => null))?.patients.database.close().catch(() => undefined);
    },
  };
}

async function openCollections(disk: RealDisk, step: Step): Promise<ReplicaCollections> {
  const db = await createRxDatabase({
    name: disk.name,
    storage: pushWhatWaits(gated(disk, step, await disk.open())),
    multiInstance: false,
  });
  const creators = FIRST_NAMES.map(
    (name) => [name, { schema: rxSchema(name), conflictHandler: hospitalDecides }] as const,
  );
  return (await db.addCollections(Object.fromEntries(creators) as never)) as never;
}

/** Every write is a step of the life, and may find no room. */
function gated(disk: RealDisk, step: Step, storage: AnyStorage): AnyStorage {
  return {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = (await storage.createStorageInstance(params)) as unknown as Instance;
      disk.instances.set(params.collectionName, instance);
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = (rows, context) => {
        // How RxDB opens its own books is no matter of a sync.
        if (!context.startsWith('replication')) return write(rows, context);
        return step(async () => {
          if (disk.isFull) throw new Error('no room');
          const done = await write(rows, context);
          const refused = new Set(done.error.map(({ documentId }) => documentId));
          if (context.startsWith('replication-downstream'))
            for (const { document, previous } of rows)
              if (!previous && !refused.has(document.id)) disk.wrote(document);
          return done;
        });
      };
      const internals = instance.internals as { ask?: SealedInternals['ask'] };
      const { ask } = internals;
      // A segment that the worker of the store opens by itself.
      const load = async ([segment]: readonly unknown[]): Promise<unknown> => {
        const done = await ask?.('load', [segment]);
        const stored = new Set(disk.order().map(({ id }) => id));
        const { bytes } = segment as { readonly bytes: ArrayBuffer };
        const documents = done ? (JSON.parse(new TextDecoder().decode(bytes)) as Stored[]) : [];
        for (const document of documents) if (!stored.has(document.id)) disk.wrote(document);
        return done;
      };
      if (ask)
        internals.ask = (method, args) =>
          method === 'load' ? step(() => load(args)) : ask(method, args);
      return instance as never;
    },
  };
}

async function allIn(
  instance: Instance,
): Promise<readonly (Stored & Note & { _deleted: boolean })[]> {
  return (await getChangedDocumentsSince(instance as never, 10_000)).documents as never;
}

async function heldOn({ instances }: RealDisk): Promise<readonly Stored[]> {
  const rows = [];
  for (const name of FIRST_NAMES) {
    const instance = instances.get(name);
    // Without the order of what waits, which the app lays over it.
    const plain = Object.create(instance ?? null, {
      getChangedDocumentsSince: { value: undefined },
    });
    rows.push(...(await allIn(plain as Instance)));
  }
  return rows.filter(({ _deleted }) => !_deleted);
}

/** The notes that are kept, and those that a storage makes up when it is asked. */
async function notedOn(disk: RealDisk): Promise<ReadonlyMap<string, string>> {
  const held = (await heldOn(disk)).map(({ id }) => `${id}|0`);
  const notes: Note[] = [];
  for (const [name, instance] of disk.instances)
    if (name.startsWith('rx-replication-meta'))
      notes.push(...(await allIn(instance)), ...(await instance.findDocumentsById(held, false)));
  return new Map(
    notes.flatMap(({ isCheckpoint, docData }) =>
      isCheckpoint === '0' && docData && !docData._deleted ? [[docData.id, docData.rev]] : [],
    ),
  );
}
