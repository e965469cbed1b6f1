import { SealedStoreError } from './sealed-error.ts';

/** The four object stores of a sealed store; every value in them is opaque bytes. */
const SHELVES = ['root', 'log', 'pages', 'index'] as const;
export type Shelf = (typeof SHELVES)[number];
type Bytes = Uint8Array<ArrayBuffer>;
export interface Put {
  readonly shelf: Shelf;
  readonly key: number;
  readonly value: Bytes;
}
/** A range of keys that goes, both ends included. */
export interface Drop {
  readonly shelf: Shelf;
  readonly from: number;
  readonly to: number;
}
interface Changes {
  readonly puts: readonly Put[];
  readonly drops?: readonly Drop[];
}
interface Kept {
  readonly key: number;
  readonly value: Bytes;
}
export interface Shelves {
  read(shelf: Shelf, keys: readonly number[]): Promise<readonly (Bytes | undefined)[]>;
  /** Of the range the first ones, where it says how many at most. */
  readRange(shelf: Shelf, from: number, to: number, most?: number): Promise<readonly Kept[]>;
  /** All of it or nothing. By construction there is no wait between its first request and its last. */
  commit(changes: Changes): Promise<void>;
  /**
   * From now on only this one writes; whoever had the store open before is refused. Where there is no room to say so, it is said with the
   * first write that finds some, if nobody has written until then.
   */
  takeOver(puts: readonly Put[]): Promise<void>;
  close(): void;
}
export interface ShelvesOptions {
  readonly name: string;
  readonly durability?: 'relaxed' | 'strict';
  /** Another IndexedDB than the global one. */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}
/** Where the random number of whoever writes lies, in the clear. */
const OWNER = -1;

/** What Dexie names its version 1: so a database of this form opens through Dexie too. */
const VERSION = 10;

/** Opens the database or makes it. */
export async function openShelves(options: ShelvesOptions): Promise<Shelves> {
  const { name, durability = 'relaxed' } = options;
  const Range = options.IDBKeyRange ?? globalThis.IDBKeyRange;
  const db = await openDatabase(options.indexedDB ?? globalThis.indexedDB, name);
  let isOpen = true;
  /** What lay here when there was no room to take it over; null once it is taken over. */
  let found: string | null = null;
  const close = (): void => {
    isOpen = false;
    db.close();
  };
  // Somebody wants to delete it, or a later version to change its form.
  db.onversionchange = close;
  db.onclose = close;
  const owner = crypto.getRandomValues(new Uint32Array(1));
  const begin = (mode: IDBTransactionMode, shelves: Iterable<Shelf>): IDBTransaction => {
    try {
      return db.transaction([...shelves], mode, { durability });
    } catch (cause) {
      throw isOpen ? cause : new SealedStoreError({ kind: 'closed' });
    }
  };
  return {
    read: async (shelf, keys) => {
      if (keys.length === 0) return [];
      const store = begin('readonly', [shelf]).objectStore(shelf);
      return Promise.all(keys.map((key) => whenDone(store.get(key) as IDBRequest<Bytes>)));
    },
    readRange: async (shelf, from, to, most) => {
      const store = begin('readonly', [shelf]).objectStore(shelf);
      const range = Range.bound(from, to);
      const [keys, values] = await Promise.all([
        whenDone(store.getAllKeys(range, most) as IDBRequest<number[]>),
        whenDone(store.getAll(range, most) as IDBRequest<Bytes[]>),
      ]);
      return values.map((value, i) => ({ key: keys[i] ?? 0, value }));
    },
    commit: async (changes) => {
      const used = new Set<Shelf>(['root']);
      for (const { shelf } of changes.puts) used.add(shelf);
      for (const { shelf } of changes.drops ?? []) used.add(shelf);
      if (found !== null) used.add('log');
      const isNew = found !== null;
      await write(begin('readwrite', used), Range, { changes, owner, isNew, found });
      found = null;
    },
    takeOver: async (puts) => {
      const changes = { puts };
      try {
        await write(begin('readwrite', ['root']), Range, { changes, owner, isNew: true });
      } catch (cause) {
        // One that is to be made needs room.
        if (!isFull(cause) || puts.length > 0) throw cause;
        found = await printIn(begin('readonly', ['root', 'log']));
      }
    },
    close,
  };
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, VERSION);
  request.onupgradeneeded = () => {
    for (const shelf of SHELVES) request.result.createObjectStore(shelf);
  };
  return whenDone(request);
}

interface Write {
  readonly changes: Changes;
  readonly owner: Uint32Array;
  /** True for whoever takes the store over. */
  readonly isNew: boolean;
  /** What has to lie here still, where it could not be taken over before. */
  readonly found?: string | null;
}

function write(
  tx: IDBTransaction,
  Range: typeof IDBKeyRange,
  { changes: { puts, drops = [] }, owner, isNew, found = null }: Write,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let why: unknown = null;
    const giveUp = (cause: unknown): void => {
      why = cause;
      tx.abort();
    };
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(why ?? tx.error ?? new Error('the transaction was given up'));
    const change = (): void => {
      for (const { shelf, from, to } of drops) tx.objectStore(shelf).delete(Range.bound(from, to));
      for (const { shelf, key, value } of puts) tx.objectStore(shelf).put(value, key);
      const root = tx.objectStore('root');
      if (isNew) root.put(owner, OWNER);
      const writer = root.get(OWNER);
      writer.onsuccess = () => {
        if (writer.result instanceof Uint32Array && writer.result[0] === owner[0]) return;
        giveUp(new SealedStoreError({ kind: 'taken-over' }));
      };
    };
    const trying = (work: () => void): void => {
      try {
        work();
      } catch (cause) {
        giveUp(cause);
      }
    };
    if (found === null) return trying(change);
    printOf(tx, (now) => {
      if (now === found) trying(change);
      else giveUp(new SealedStoreError({ kind: 'taken-over' }));
    });
  });
}

function isFull(cause: unknown): boolean {
  return (cause as Partial<Error> | null)?.name === 'QuotaExceededError';
}

function printIn(tx: IDBTransaction): Promise<string> {
  return new Promise((resolve, reject) => {
    tx.onabort = () => reject(tx.error ?? new Error('the transaction was given up'));
    printOf(tx, resolve);
  });
}

/** Tells apart what lies here before a write of somebody else and after it: every write changes a root or adds to the log. */
function printOf(tx: IDBTransaction, told: (print: string) => void): void {
  const roots = tx.objectStore('root').getAll() as IDBRequest<Bytes[]>;
  const logged = tx.objectStore('log').getAllKeys();
  logged.onsuccess = () =>
    told(`${roots.result.map((bytes) => bytes.join(' ')).join()} ${logged.result.join()}`);
}

function whenDone<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason given'));
  });
}
