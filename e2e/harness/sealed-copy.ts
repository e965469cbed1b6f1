import type { Page } from '@playwright/test';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { fillWithDefaultSettings } from 'rxdb/plugins/core';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import type { SealedInstance } from '#pwa/sealed-store/instance.ts';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';
import { rxSchema } from '#pwa/store/rx-schema.ts';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';

/** The app's own database of sealed records, and what is in it. */
const NAME = 'sealed-wardline';
const VERSION = 10;
const SHELVES = ['root', 'log', 'pages', 'index'] as const;
type Shelves = Readonly<Record<string, readonly (readonly [number, string])[]>>;
interface Held {
  readonly id: string;
  readonly _deleted: boolean;
}

/** True where a browser keeps its documents sealed. */
export function isSealing(page: Page): Promise<boolean> {
  return page.evaluate(
    async (wanted) => (await indexedDB.databases()).some(({ name }) => name === wanted),
    NAME,
  );
}

/** The key of a device's store, asked of its page in the way in which another tab asks. */
export async function deviceKey(page: Page): Promise<DeviceKey> {
  const { id, raw } = await page.evaluate(async () => {
    const channel = new BroadcastChannel('wardline-key');
    const held = await new Promise<{ id: number; key: CryptoKey }>((resolve, reject) => {
      channel.onmessage = ({ data }) => data !== 'who' && resolve(data);
      setTimeout(() => reject(new Error('no page has the key in hand')), 10_000);
      channel.postMessage('who');
    });
    channel.close();
    const bytes = new Uint8Array(await crypto.subtle.exportKey('raw', held.key));
    return { id: held.id, raw: [...bytes] };
  });
  const use: KeyUsage[] = ['encrypt', 'decrypt'];
  return {
    id,
    key: await crypto.subtle.importKey('raw', Uint8Array.from(raw), 'AES-GCM', true, use),
  };
}

/** Every document that lies in a device's sealed store, by collection: a copy of its database, opened with its key outside the browser. */
export async function openSealedCopy(
  page: Page,
): Promise<ReadonlyMap<CollectionName, readonly Held[]>> {
  const [key, shelves] = [await deviceKey(page), await readShelves(page)];
  const factory = new IDBFactory();
  await fill(factory, shelves);
  const storage = getRxStorageSealed({
    keys: [key],
    indexedDB: factory,
    IDBKeyRange,
    tidyAfterMs: null,
  });
  const found = new Map<CollectionName, Held[]>();
  const close = [];
  for (const name of COLLECTIONS) {
    const instance = (await storage.createStorageInstance({
      databaseInstanceToken: 'copy',
      databaseName: 'wardline',
      collectionName: name,
      schema: fillWithDefaultSettings(rxSchema(name) as never),
      options: {},
      multiInstance: false,
      devMode: false,
    })) as unknown as SealedInstance;
    const documents: Held[] = [];
    for (let from: number | null = 0; from !== null;) {
      const part = await instance.scan(from);
      documents.push(...(part.documents as unknown as Held[]));
      from = part.next;
    }
    found.set(name, documents);
    close.push(() => instance.close());
  }
  for (const one of close) await one();
  return found;
}

/** All records of one moment, in base64. */
function readShelves(page: Page): Promise<Shelves> {
  return page.evaluate(
    async ([name, names]) => {
      const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error ?? new Error('no reason given'));
        });
      const base64 = (bytes: Uint8Array | Uint32Array): string =>
        btoa(Array.from(new Uint8Array(bytes.buffer), (n) => String.fromCharCode(n)).join(''));
      const db = await answer(indexedDB.open(name));
      const tx = db.transaction([...names]);
      const read = await Promise.all(
        names.map(async (shelf) => {
          const store = tx.objectStore(shelf);
          const asked = [answer(store.getAllKeys()), answer(store.getAll())] as const;
          const [keys, values] = await Promise.all(asked);
          const rows = keys.map((at, i) => [at as number, base64(values[i])] as const);
          return [shelf, rows] as const;
        }),
      );
      db.close();
      return Object.fromEntries(read);
    },
    [NAME, SHELVES] as const,
  );
}

async function fill(factory: IDBFactory, shelves: Shelves): Promise<void> {
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    for (const shelf of SHELVES) request.result.createObjectStore(shelf);
  };
  await new Promise((resolve) => (request.onsuccess = resolve));
  const tx = request.result.transaction([...SHELVES], 'readwrite');
  for (const shelf of SHELVES)
    for (const [at, text] of shelves[shelf] ?? [])
      tx.objectStore(shelf).put(Uint8Array.from(Buffer.from(text, 'base64')), at);
  await new Promise((resolve) => (tx.oncomplete = resolve));
  request.result.close();
}
