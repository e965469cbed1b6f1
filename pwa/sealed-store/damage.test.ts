import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import {
  fillWithDefaultSettings,
  getChangedDocumentsSince,
  normalizeMangoQuery,
  prepareQuery,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { expect, test, vi } from 'vitest';
import { FORMAT } from './seal.ts';
import { getRxStorageSealed, type SealedSettings } from './storage.ts';

type Person = { readonly id: string; readonly age: number };
type Instance = RxStorageInstance<Person, unknown, unknown>;
const schema = fillWithDefaultSettings<Person>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 20 },
    age: { type: 'number', minimum: 0, maximum: 2000, multipleOf: 1 },
  },
  required: ['id', 'age'],
  indexes: ['age'],
} as never);
const use: KeyUsage[] = ['encrypt', 'decrypt'];
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, use);
/** The byte in which a record says its format, and one of what is sealed. */
const [FORMAT_AT, SEALED_AT] = [0, 200];

/** A hundred people in four pages, of which the second is changed on the disk. */
async function aDamagedStore(isListed: boolean, change: (page: Uint8Array) => void) {
  const indexedDB = new IDBFactory();
  const onDamage = vi.fn();
  const storage = (settings: Partial<SealedSettings> = {}) =>
    getRxStorageSealed({
      keys: [{ id: 1, key }],
      indexedDB,
      IDBKeyRange,
      tidyAfterMs: null,
      onDamage,
      ...settings,
    });
  const open = (one = storage()) =>
    one.createStorageInstance({
      databaseInstanceToken: 'token',
      databaseName: 'ward',
      collectionName: 'people',
      schema,
      options: {},
      multiInstance: false,
      devMode: false,
    }) as unknown as Promise<Instance>;
  const before = storage();
  const people = await open(before);
  await people.bulkWrite(rows(0, 100), 'x');
  if (isListed) await before.tidy('ward');
  await people.close();
  const shelf = async (): Promise<IDBObjectStore> => {
    const db = await request(indexedDB.open('sealed-ward'));
    return db.transaction('pages', 'readwrite').objectStore('pages');
  };
  const [, at = 0] = (await request((await shelf()).getAllKeys())) as number[];
  const page = (await request((await shelf()).get(at))) as Uint8Array;
  change(page);
  await request((await shelf()).put(page, at));
  const left = async (): Promise<unknown> => request((await shelf()).get(at));
  return { storage, open, onDamage, page, left };
}
function flip(page: Uint8Array): void {
  page[SEALED_AT] = (page[SEALED_AT] ?? 0) ^ 1;
}
function rows(from: number, to: number): never {
  return Array.from({ length: to - from }, (_, i) => ({
    document: {
      id: `id${String(from + i).padStart(3, '0')}`,
      age: from + i,
      _deleted: false,
      _attachments: {},
      _rev: '1-a',
      _meta: { lwt: 1000 + from + i },
    },
  })) as never;
}
function request<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('no reason'));
  });
}
function prepared(query: object): never {
  const normal = normalizeMangoQuery(schema as never, query as never);
  return prepareQuery(schema as never, normal) as never;
}
const ALIVE = { selector: { _deleted: { $eq: false } } };
async function agesOf(people: Instance, query: object = {}): Promise<readonly number[]> {
  const asked = prepared({ ...ALIVE, sort: [{ age: 'asc' }], ...query });
  return (await people.query(asked)).documents.map(({ age }) => age);
}
const countOf = async (people: Instance): Promise<number> =>
  (await people.count(prepared(ALIVE))).count;

test.each([true, false])(
  'a list that comes upon a damaged page goes on behind it, and is as long as it was asked for (in a run: %s)',
  async (isListed) => {
    const { open, onDamage } = await aDamagedStore(isListed, flip);
    const people = await open();
    expect(await agesOf(people, { limit: 30 })).toEqual([
      ...Array.from({ length: 25 }, (_, i) => i),
      ...Array.from({ length: 5 }, (_, i) => 50 + i),
    ]);
    expect(onDamage).toHaveBeenCalledTimes(1);
    expect(await countOf(people)).toBe(75);
  },
);

test('whoever goes through what has changed is handed whole batches, past a damaged page', async () => {
  const { open } = await aDamagedStore(true, flip);
  const { documents } = await getChangedDocumentsSince(await open(), 40, undefined);
  expect(documents.map(({ age }) => age)).toHaveLength(40);
});

test('what was set aside stays so: it is named once, counted no more, and left where it lies', async () => {
  const { storage, open, onDamage, page, left } = await aDamagedStore(true, flip);
  const first = storage();
  const people = await open(first);
  expect(await people.findDocumentsById(['id030'], false)).toEqual([]);
  expect(await people.bulkWrite(rows(25, 50), 'x')).toEqual({ error: [] });
  expect(await countOf(people)).toBe(100);
  await first.tidy('ward');
  expect(await countOf(people)).toBe(100);
  await people.close();
  onDamage.mockClear();
  const again = await open();
  expect(await agesOf(again)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(await countOf(again)).toBe(100);
  expect(onDamage).not.toHaveBeenCalled();
  expect(await left()).toEqual(page);
});

test('a page of a newer version is absent here and not set aside: that version finds it', async () => {
  const { storage, open, onDamage, page } = await aDamagedStore(true, (bytes) => {
    bytes[FORMAT_AT] = FORMAT + 1;
  });
  const first = storage();
  const people = await open(first);
  expect(await agesOf(people)).toHaveLength(75);
  expect(onDamage.mock.calls[0]?.[0]).toMatchObject({ what: 'newer-format' });
  await first.tidy('ward');
  expect(page).toBeDefined();
  expect(await countOf(people)).toBe(100);
});
