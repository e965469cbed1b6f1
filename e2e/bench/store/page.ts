import {
  fillWithDefaultSettings,
  normalizeMangoQuery,
  prepareQuery,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { whenDone } from '#pwa/platform/open-existing.ts';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';
import { rxSchema } from '#pwa/store/rx-schema.ts';
import { benchBookings, benchPatients, type BenchDoc } from './documents.ts';

type Instance = RxStorageInstance<BenchDoc, unknown, unknown>;
type Name = 'patients' | 'appointments';
const INDEXES = {
  patients: ['nameKey', 'mrn', 'birthDate', 'unsent'],
  appointments: ['day', 'patientId', 'unsent'],
} as const;
const DOCS = { patients: benchPatients, appointments: benchBookings } as const;
const BATCH = 400;
const schemas = {
  patients: fillWithDefaultSettings(rxSchema('patients') as never),
  appointments: fillWithDefaultSettings(rxSchema('appointments') as never),
} as const;
let keys: readonly [{ readonly id: number; readonly key: CryptoKey }] | null = null;
let storage: ReturnType<typeof getRxStorageSealed> | null = null;
let instances: Readonly<Record<Name, Instance>> | null = null;
let raw: IDBDatabase | null = null;

/** What the page of the store benchmark can do; what it measures it returns in milliseconds, one figure for each time. */
const cases = {
  async fillSealed(counts: Readonly<Record<Name, number>>): Promise<number> {
    await openSealed();
    const started = performance.now();
    for (const name of ['patients', 'appointments'] as const)
      await fill(here()[name], DOCS[name](counts[name]));
    return performance.now() - started;
  },
  async tidy(): Promise<number> {
    const started = performance.now();
    await storage?.tidy('bench');
    return performance.now() - started;
  },
  /** Everything in memory is given up, as on a new day. */
  async reopenSealed(): Promise<number> {
    for (const instance of Object.values(instances ?? {})) await instance.close();
    instances = null;
    const started = performance.now();
    await openSealed();
    return performance.now() - started;
  },
  async fillRaw(counts: Readonly<Record<Name, number>>): Promise<void> {
    raw = await openRaw();
    for (const name of ['patients', 'appointments'] as const) {
      const docs = DOCS[name](counts[name]);
      for (let from = 0; from < docs.length; from += BATCH) {
        const tx = raw.transaction(name, 'readwrite', { durability: 'relaxed' });
        for (const doc of docs.slice(from, from + BATCH)) tx.objectStore(name).put(doc);
        await new Promise((resolve) => (tx.oncomplete = resolve));
      }
    }
  },
  async reopenRaw(): Promise<void> {
    raw?.close();
    raw = await openRaw();
  },
  async fillDexie(count: number): Promise<void> {
    const instance = await create(getRxStorageDexie() as never, 'patients');
    await fill(instance, benchPatients(count));
    await instance.close();
  },
  /** Each place is asked for `times` times. */
  sealedQueries: (name: Name, queries: readonly object[], times = 1) =>
    timed(queries, times, async (query) => {
      const prepared = preparedFor(name, query);
      return (await here()[name].query(prepared)).documents.length;
    }),
  sealedCounts: (name: Name, queries: readonly object[]) =>
    timed(queries, 1, async (query) => (await here()[name].count(preparedFor(name, query))).count),
  rawQueries: (name: Name, ranges: readonly RawRange[], times = 1) =>
    timed(ranges, times, async ({ index, from, to, limit }) => {
      const range = to === null ? IDBKeyRange.lowerBound(from) : IDBKeyRange.bound(from, to);
      const store = rawStore(name, 'readonly').index(index);
      return (await whenDone(store.getAll(range, limit ?? undefined))).length;
    }),
  rawCounts: (name: Name, ranges: readonly RawRange[]) =>
    timed(ranges, 1, async ({ index, from, to }) => {
      const range = to === null ? IDBKeyRange.lowerBound(from) : IDBKeyRange.bound(from, to);
      return whenDone(rawStore(name, 'readonly').index(index).count(range));
    }),
  rawAll: (name: Name) =>
    timed([0], 1, async () => (await whenDone(rawStore(name, 'readonly').getAll())).length),
  /** One document is changed and stored; each time another one. */
  async sealedWrites(ids: readonly string[]): Promise<readonly number[]> {
    const { patients } = here();
    const { ms } = await timed(ids, 1, async (id) => {
      const [previous] = await patients.findDocumentsById([id], false);
      if (!previous) throw new Error(`${id} is not there`);
      const document = {
        ...previous,
        rev: `${Date.now()}`,
        _rev: '2-bench',
        _meta: { lwt: Date.now() },
      };
      const started = performance.now();
      const { error } = await patients.bulkWrite([{ previous, document }] as never, 'bench');
      if (error.length > 0) throw new Error('a conflict');
      return { ms: performance.now() - started };
    });
    return ms;
  },
  async rawWrites(ids: readonly string[]): Promise<readonly number[]> {
    const { ms } = await timed(ids, 1, async (id) => {
      const doc = (await whenDone(rawStore('patients', 'readonly').get(id))) as object;
      const started = performance.now();
      const store = rawStore('patients', 'readwrite');
      store.put({ ...doc, rev: `${Date.now()}` });
      await new Promise((resolve) => (store.transaction.oncomplete = resolve));
      return { ms: performance.now() - started };
    });
    return ms;
  },
  heapBytes(): number {
    (globalThis as unknown as { gc?: () => void }).gc?.();
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
    return memory.usedJSHeapSize;
  },
};
interface RawRange {
  readonly index: string;
  readonly from: string;
  readonly to: string | null;
  readonly limit: number | null;
}

/** What is asked for counts too: an answer that is too short would be quick. */
async function timed<T>(
  all: readonly T[],
  times: number,
  work: (one: T) => Promise<number | { readonly ms: number }>,
): Promise<{ readonly ms: readonly number[]; readonly found: number }> {
  const ms: number[] = [];
  let found = 0;
  for (const one of all)
    for (let i = 0; i < times; i++) {
      const started = performance.now();
      const told = await work(one);
      ms.push(typeof told === 'number' ? performance.now() - started : told.ms);
      if (typeof told === 'number') found += told;
    }
  return { ms, found };
}

function here(): Readonly<Record<Name, Instance>> {
  if (!instances) throw new Error('the store is not open');
  return instances;
}

async function openSealed(): Promise<void> {
  keys ??= [
    {
      id: 1,
      key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ]),
    },
  ];
  storage = getRxStorageSealed({ keys, tidyAfterMs: null });
  instances = {
    patients: await create(storage as never, 'patients'),
    appointments: await create(storage as never, 'appointments'),
  };
}

function create(storage: RxStorage<unknown, unknown>, name: Name): Promise<Instance> {
  return storage.createStorageInstance({
    databaseInstanceToken: 'bench',
    databaseName: 'bench',
    collectionName: name,
    schema: schemas[name],
    options: {},
    multiInstance: false,
    devMode: false,
  } as never) as never;
}

async function fill(instance: Instance, docs: readonly BenchDoc[]): Promise<void> {
  for (let from = 0; from < docs.length; from += BATCH) {
    const _meta = { lwt: Date.now() };
    const rows = docs.slice(from, from + BATCH).map((doc) => ({
      document: { ...doc, _deleted: false, _attachments: {}, _rev: '1-bench', _meta },
    }));
    const { error } = await instance.bulkWrite(rows as never, 'replication-downstream-bench');
    if (error.length > 0) throw new Error('a conflict');
  }
}

function preparedFor(name: Name, query: object): never {
  const normal = normalizeMangoQuery(schemas[name] as never, query as never);
  return prepareQuery(schemas[name] as never, normal) as never;
}

function rawStore(name: Name, mode: IDBTransactionMode): IDBObjectStore {
  if (!raw) throw new Error('the reference is not open');
  return raw.transaction(name, mode, { durability: 'relaxed' }).objectStore(name);
}

function openRaw(): Promise<IDBDatabase> {
  const request = indexedDB.open('raw', 1);
  request.onupgradeneeded = () => {
    for (const name of ['patients', 'appointments'] as const) {
      const store = request.result.createObjectStore(name, { keyPath: 'id' });
      for (const key of INDEXES[name]) store.createIndex(key, key);
    }
  };
  return whenDone(request);
}

export type StoreCases = typeof cases;
Object.assign(globalThis, { cases });
