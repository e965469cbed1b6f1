import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import {
  fillWithDefaultSettings,
  normalizeMangoQuery,
  prepareQuery,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import type { SealKey } from './seal.ts';
import type { Shelf } from './shelves.ts';
import { getRxStorageSealed, type RxStorageSealed, type SealedSettings } from './storage.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly age: number;
}
export type Instance = RxStorageInstance<Person, unknown, unknown>;
/** One browser profile of a test, on which storages are opened one after the other. */
export interface Disk {
  storage(settings?: Partial<SealedSettings>): RxStorageSealed;
  records(shelf: Shelf): Promise<ReadonlyMap<number, Uint8Array<ArrayBuffer>>>;
  change(shelf: Shelf, at: number, value: Uint8Array): Promise<void>;
}
export const SHELVES: readonly Shelf[] = ['root', 'log', 'pages', 'index'];
const USE: KeyUsage[] = ['encrypt', 'decrypt'];
const DATABASE = 'sealed-ward';
const maxLength = 20;

/** People, listed by age. */
export const schema = fillWithDefaultSettings<Person>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength },
    name: { type: 'string', maxLength },
    age: { type: 'number', minimum: 0, maximum: 2000, multipleOf: 1 },
  },
  required: ['id', 'name', 'age'],
  indexes: ['age', 'name'],
} as never);
export const ALIVE = { selector: { _deleted: { $eq: false } } };

export async function newKey(id: number): Promise<SealKey> {
  return { id, key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, USE) };
}
const first = await newKey(1);

/** An empty one; its storages have one key and put nothing away by themselves, unless they are told otherwise. */
export function aDisk(own: Partial<SealedSettings> = {}): Disk {
  const indexedDB = new IDBFactory();
  const shelfOf = async (shelf: Shelf, mode: IDBTransactionMode) => {
    const db = await request(indexedDB.open(DATABASE));
    return { db, store: db.transaction(shelf, mode).objectStore(shelf) };
  };
  return {
    storage: (settings = {}) =>
      getRxStorageSealed({
        keys: [first],
        indexedDB,
        IDBKeyRange,
        tidyAfterMs: null,
        ...own,
        ...settings,
      }),
    records: async (shelf) => {
      const { db, store } = await shelfOf(shelf, 'readonly');
      const [keys, values] = [await request(store.getAllKeys()), await request(store.getAll())];
      db.close();
      return new Map(keys.map((at, i) => [at as number, values[i] as Uint8Array<ArrayBuffer>]));
    },
    change: async (shelf, at, value) => {
      const { db, store } = await shelfOf(shelf, 'readwrite');
      await request(store.put(value, at));
      db.close();
    },
  };
}

/** Opens one collection of the ward, as RxDB does. */
export function open(storage: RxStorageSealed, collectionName = 'people'): Promise<Instance> {
  return storage.createStorageInstance({
    databaseInstanceToken: 'token',
    databaseName: 'ward',
    collectionName,
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  }) as unknown as Promise<Instance>;
}

/** The write of one person; `age` and write time follow `n`. */
export function row(n: number, name = `Name${n % 7}`): never {
  const id = `id${String(n).padStart(4, '0')}`;
  const kept = { _deleted: false, _attachments: {}, _rev: '1-a', _meta: { lwt: 1000 + n } };
  return { document: { id, name, age: n, ...kept } } as never;
}

export function rows(from: number, to: number): never {
  return Array.from({ length: to - from }, (_, i) => row(from + i)) as never;
}

export function prepared(query: object): never {
  const normal = normalizeMangoQuery(schema as never, query as never);
  return prepareQuery(schema as never, normal) as never;
}

export async function find(instance: Instance, query: object): Promise<readonly Person[]> {
  return (await instance.query(prepared(query))).documents;
}

function request<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('no reason'));
  });
}
