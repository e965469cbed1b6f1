import { everythingOf, logKey, logRange } from './addresses.ts';
import { createByteCache, type ByteCache } from './byte-cache.ts';
import { createLock, type Lock } from './lock.ts';
import { SealedStoreError } from './sealed-error.ts';
import {
  createSeals,
  FORMAT,
  type Address,
  type Cipher,
  type SealKey,
  type Seals,
  type Unreadable,
} from './seal.ts';
import { openShelves, type Drop, type Put, type Shelves, type ShelvesOptions } from './shelves.ts';

type Bytes = Uint8Array<ArrayBuffer>;
/** A record that could not be opened; it stays where it lies, and nothing that needs it fails. */
export interface Damage extends Address {
  readonly collection: string;
  readonly what: Unreadable;
}
/** One run of packed indexes. */
export interface Run {
  readonly run: number;
  /** The pages that it names: from the first one to the one before the second. */
  readonly from: number;
  readonly to: number;
  /** Entries in each of its blocks. */
  readonly block: number;
  /** Documents in it. */
  readonly size: number;
}
/** How far putting pages in order is: piles of pages by themselves, then all piles joined (`order.ts`). */
export type Ordering =
  | { readonly round: 'piles'; readonly next: number; readonly until: number }
  | { readonly round: 'joined'; readonly after: string; readonly below: number };
/** What is known of a collection without reading anything else. */
export interface Root {
  readonly name: string;
  readonly version: number;
  readonly nextPage: number;
  readonly nextLog: number;
  /** Pages below this one stand in a run. */
  readonly indexedUpTo: number;
  readonly nextRun: number;
  readonly runs: readonly Run[];
  /** The replication whose documents are marked as those of the master. */
  readonly masterContext: string | null;
  /** The collection that the notes in this one are on, where they are a replication's. */
  readonly metaOf: string | null;
  /** Pages below this one are in the order of the list. */
  readonly orderedUpTo: number;
  /** How far putting them in order is. */
  readonly ordering: Ordering | null;
}
/** A record that is to be sealed. */
export interface Plain extends Address {
  readonly bytes: Bytes;
}
export interface LogRecord {
  readonly n: number;
  /** Null where it could not be opened. */
  readonly bytes: Bytes | null;
}
/** How much goes where. What was written with other sizes is read all the same. */
export interface Sizes {
  /** Documents in a page. */
  readonly page: number;
  /** Rows of one write that go to the log; more go to pages. */
  readonly logged: number;
  /** Entries in a block of an index. */
  readonly block: number;
  /** Runs of an index before they are merged. */
  readonly runs: number;
  /** Documents that are put in order at a time. */
  readonly step: number;
}
/** Measured: see docs/store.md. */
export const SIZES: Sizes = { page: 25, logged: 8, block: 512, runs: 8, step: 8000 };
export interface StoreOptions extends ShelvesOptions {
  readonly keys: readonly [SealKey, ...SealKey[]];
  /** Another one than WebCrypto's. */
  readonly cipher?: Cipher;
  readonly cacheBytes: number;
  readonly sizes: Sizes;
  readonly onDamage: (damage: Damage) => void;
}
/** One IndexedDB database with all collections of one RxDB database in it. */
export interface Store {
  readonly shelves: Shelves;
  readonly seals: Seals;
  readonly lock: Lock;
  readonly sizes: Sizes;
  /** Pages and blocks that are open. */
  readonly cache: ByteCache<unknown>;
  readonly damaged: (damage: Damage) => void;
  /** How many pages were set aside since it was opened: who read meanwhile reads once more. */
  setAside: number;
  /** Seals everything, and only then opens the transaction. */
  commit(plains: readonly Plain[], drops?: readonly Drop[]): Promise<void>;
  /** The number and root of a collection; numbers one that is new before anything of it is written. */
  enter(name: string, version: number): Promise<{ number: number; root: Root; log: LogRecord[] }>;
  /** Removes a collection with everything in it. */
  leave(number: number): Promise<void>;
  close(): void;
}
/** In the clear: format and a random number of the store. */
const HEADER = -2;
/** Sealed and empty: tells whether a key fits. */
const PROBE = 0;

/** Opens a store or makes it. With a wrong key it throws before anything is written. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const shelves = await openShelves(options);
  try {
    const storeId = await readHeader(shelves);
    const id = storeId ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const seals = createSeals(id, options.keys, options.cipher);
    const puts = storeId === null ? await firstPuts(id, seals) : [];
    if (storeId !== null) await probe(shelves, seals);
    await shelves.takeOver(puts);
    return await storeOver(shelves, seals, options);
  } catch (cause) {
    shelves.close();
    throw cause;
  }
}

async function readHeader(shelves: Shelves): Promise<number | null> {
  const [header] = await shelves.read('root', [HEADER]);
  if (!header) return null;
  const view = new DataView(header.buffer, header.byteOffset);
  const format = view.getUint32(0);
  if (format > FORMAT) throw new SealedStoreError({ kind: 'newer-format', format });
  return view.getUint32(4);
}

async function firstPuts(storeId: number, seals: Seals): Promise<Put[]> {
  const header = new DataView(new ArrayBuffer(8));
  header.setUint32(0, FORMAT);
  header.setUint32(4, storeId);
  const empty = await seals.seal({ shelf: 'root', key: PROBE }, new Uint8Array(1));
  return [
    { shelf: 'root', key: HEADER, value: new Uint8Array(header.buffer) },
    { shelf: 'root', key: PROBE, value: empty },
  ];
}

async function probe(shelves: Shelves, seals: Seals): Promise<void> {
  const [sealed] = await shelves.read('root', [PROBE]);
  const opened = await seals.unseal({ shelf: 'root', key: PROBE }, sealed);
  if (!opened.ok && opened.error === 'other-key') throw new SealedStoreError({ kind: 'wrong-key' });
}

async function storeOver(shelves: Shelves, seals: Seals, options: StoreOptions): Promise<Store> {
  const damaged = reportOnce(options.onDamage);
  const roots = await readRoots({ shelves, seals, damaged });
  const commit: Store['commit'] = async (plains, drops = []) => {
    const puts = await Promise.all(
      plains.map(async ({ shelf, key, bytes }) => {
        const value = await seals.seal({ shelf, key }, bytes);
        return { shelf, key, value };
      }),
    );
    await shelves.commit({ puts, drops });
  };
  return {
    shelves,
    seals,
    lock: createLock(),
    sizes: options.sizes,
    cache: createByteCache(options.cacheBytes),
    damaged,
    setAside: 0,
    commit,
    enter: async (name, version) => {
      for (const [number, known] of roots) {
        if (known?.name !== name || known.version !== version) continue;
        // It may have been open and written before.
        const [sealed] = await shelves.read('root', [number]);
        const opened = await seals.unseal({ shelf: 'root', key: number }, sealed);
        const root = opened.ok ? rootOf(opened.value) : known;
        return { number, root, log: await readLog({ shelves, seals, damaged }, number, name) };
      }
      const number = Math.max(0, ...roots.keys()) + 1;
      const root: Root = { ...EMPTY, name, version };
      await commit([plainRoot(number, root)], everythingOf(number).slice(1));
      roots.set(number, root);
      return { number, root, log: [] };
    },
    leave: async (number) => {
      await shelves.commit({ puts: [], drops: everythingOf(number) });
      roots.delete(number);
    },
    close: () => shelves.close(),
  };
}

type Reading = Pick<Store, 'shelves' | 'seals' | 'damaged'>;

function reportOnce(onDamage: StoreOptions['onDamage']): StoreOptions['onDamage'] {
  const reported = new Set<string>();
  return (damage) => {
    const key = `${damage.shelf} ${damage.key}`;
    if (!reported.has(key)) onDamage(damage);
    reported.add(key);
  };
}

/** By number; null for one that cannot be opened, whose number nobody else gets. */
async function readRoots({ shelves, seals, damaged }: Reading): Promise<Map<number, Root | null>> {
  const roots = new Map<number, Root | null>();
  for (const { key, value } of await shelves.readRange('root', 1, 2 ** 12)) {
    const opened = await seals.unseal({ shelf: 'root', key }, value);
    roots.set(key, opened.ok ? rootOf(opened.value) : null);
    if (!opened.ok) damaged({ shelf: 'root', key, collection: '', what: opened.error });
  }
  return roots;
}

async function readLog(
  { shelves, seals, damaged }: Reading,
  number: number,
  collection: string,
): Promise<LogRecord[]> {
  const { from, to } = logRange(number);
  const records: LogRecord[] = [];
  for (const { key, value } of await shelves.readRange('log', from, to)) {
    const opened = await seals.unseal({ shelf: 'log', key }, value);
    records.push({ n: key - logKey(number, 0), bytes: opened.ok ? opened.value : null });
    if (!opened.ok) damaged({ shelf: 'log', key, collection, what: opened.error });
  }
  return records;
}

function rootOf(bytes: Bytes): Root {
  return JSON.parse(new TextDecoder().decode(bytes)) as Root;
}

const EMPTY: Omit<Root, 'name' | 'version'> = {
  nextPage: 0,
  nextLog: 0,
  indexedUpTo: 0,
  nextRun: 1,
  runs: [],
  masterContext: null,
  metaOf: null,
  orderedUpTo: 0,
  ordering: null,
};

/** A root as the record that it is. */
export function plainRoot(number: number, root: Root): Plain {
  return { shelf: 'root', key: number, bytes: new TextEncoder().encode(JSON.stringify(root)) };
}
