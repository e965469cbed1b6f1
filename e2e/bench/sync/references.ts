import type { PullAnswer } from '#shared/sync/pull.ts';

/** What a first sync is measured beside; each returns milliseconds. */

/** The least that any client must do: fetch the pages and read them. */
export async function parse(count: number): Promise<number> {
  const started = performance.now();
  await pullAll(count, async () => undefined);
  return performance.now() - started;
}

/** The same, and each document put under four indexes. */
export async function raw(count: number): Promise<number> {
  const name = `raw${Date.now()}`;
  const db = await openRaw(name);
  const started = performance.now();
  await pullAll(count, async (documents) => {
    const tx = db.transaction('docs', 'readwrite');
    for (const document of documents) tx.objectStore('docs').put({ ...document, unsent: 0 });
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error ?? new Error('no reason'));
    });
  });
  const ms = performance.now() - started;
  db.close();
  indexedDB.deleteDatabase(name);
  return ms;
}

/** PouchDB 9 as its makers ship it, from express-pouchdb, at its default batch. */
export async function pouchdb(count: number, url: string): Promise<number> {
  const { PouchDB } = globalThis as unknown as { PouchDB: PouchConstructor };
  const local = new PouchDB(`pouch${Date.now()}`);
  const started = performance.now();
  const done = await local.replicate.from(url);
  const ms = performance.now() - started;
  if (done.docs_written !== count)
    throw new Error(`PouchDB wrote ${done.docs_written} of ${count}`);
  await local.destroy();
  return ms;
}

interface PouchConstructor {
  new (name: string): {
    readonly replicate: { from(url: string): Promise<{ docs_written: number }> };
    destroy(): Promise<void>;
  };
}

async function pullAll(
  count: number,
  store: (documents: PullAnswer['documents']) => Promise<void>,
): Promise<void> {
  let checkpoint: PullAnswer['checkpoint'] | null = null;
  for (let stored = 0; stored < count;) {
    const answer = await fetch('/sync/v1/pull', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ collection: 'patients', checkpoint, limit: 400 }),
    });
    const page = (await answer.json()) as PullAnswer;
    await store(page.documents);
    stored += page.documents.length;
    checkpoint = page.checkpoint;
    if (page.isEnd) break;
  }
}

function openRaw(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const docs = request.result.createObjectStore('docs', { keyPath: 'id' });
      for (const key of ['nameKey', 'mrn', 'birthDate', 'unsent']) docs.createIndex(key, key);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason'));
  });
}
