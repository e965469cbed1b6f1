import type { Page } from '@playwright/test';

/**
 * Where any of the words lies in what a browser keeps for the hospital's address, as a page of it can read it: local and session storage,
 * cookies, caches, every database with names and keys. Unlike the files, none of that is compressed. Each as `place: word`.
 */
export function foundInBrowser(page: Page, words: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (looked) => {
    const found = new Set<string>();
    const look = (place: string, text: string): void => {
      for (const word of looked) if (text.includes(word)) found.add(`${place}: ${word}`);
    };
    const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error('no reason given'));
      });
    const inBytes = (place: string, bytes: Uint8Array): void => {
      for (const name of ['utf-8', 'utf-16le']) look(place, new TextDecoder(name).decode(bytes));
    };
    const walk = async (place: string, value: unknown): Promise<void> => {
      if (typeof value === 'string') look(place, value);
      else if (value instanceof Blob) inBytes(place, new Uint8Array(await value.arrayBuffer()));
      else if (value instanceof ArrayBuffer) inBytes(place, new Uint8Array(value));
      else if (ArrayBuffer.isView(value))
        inBytes(place, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) {
          look(place, key);
          await walk(place, inner);
        }
    };
    look('local storage', JSON.stringify({ ...localStorage }));
    look('session storage', JSON.stringify({ ...sessionStorage }));
    look('cookies', document.cookie);
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        look(`cache ${name}`, decodeURIComponent(request.url));
        look(`cache ${name}`, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    for (const { name = '' } of await indexedDB.databases()) {
      look('names of databases', name);
      const db = await answer(indexedDB.open(name));
      for (const part of db.objectStoreNames) {
        const store = db.transaction(part).objectStore(part);
        await walk(`${name}/${part}`, await answer(store.getAllKeys()));
        const again = db.transaction(part).objectStore(part);
        await walk(`${name}/${part}`, await answer(again.getAll()));
      }
      db.close();
    }
    return [...found];
  }, words);
}
