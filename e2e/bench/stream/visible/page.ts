import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { Patient } from '#shared/domain/patient.ts';
import { newId } from '#shared/domain/ids.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { createActs, type Author } from '#pwa/store/act.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { createKeptMutations } from '#pwa/store/sync/kept-mutations.ts';
import { createLine } from '#pwa/store/sync/line.ts';
import { pushWhatWaits } from '#pwa/store/sync/push-what-waits.ts';
import { replicate, type Replicated } from '#pwa/store/sync/replicate.ts';
import { runLine } from '#pwa/store/sync/run-line.ts';

const QUESTIONS = 100;
const AT_ONCE = 4;
const clock = { now: () => Date.now() };
/** What this page's clock must be added to be the clock of the process that measures. */
let offset = 0;
let collection: RxCollection<Stored> | null = null;
let acts: ReturnType<typeof createActs> | null = null;
let mutations = 0;
let shown: { unsubscribe(): void } | undefined;

/** What a device of this benchmark can do. Instants are milliseconds by the measuring process's clock. */
const device = {
  /** Agrees with that clock: a page's own shows whole steps of its browser's, so the mean of the quickest questions counts. */
  async setClock(url: string): Promise<void> {
    const asked: { readonly took: number; readonly ahead: number }[] = [];
    for (let n = 0; n < QUESTIONS; n += 1) {
      const began = performance.now();
      const there = Number(await (await fetch(`${url}/now`)).text());
      const took = performance.now() - began;
      asked.push({ took, ahead: there - began - took / 2 });
    }
    const quickest = asked.toSorted((a, b) => a.took - b.took).slice(0, QUESTIONS / 5);
    offset = mean(quickest.map(({ ahead }) => ahead));
  },
  /** The product's replication of one collection on the Dexie storage, its line and its stream. */
  async start(author: Author): Promise<void> {
    const storage = pushWhatWaits(getRxStorageDexie() as never);
    const db = await createRxDatabase({ name: 'visible', storage, multiInstance: true });
    const creator = { schema: rxSchema('patients'), conflictHandler: hospitalDecides };
    const collections = await db.addCollections({ patients: creator } as never);
    collection =
      (collections as unknown as Record<string, RxCollection<Stored>>)['patients'] ?? null;
    acts = createActs({
      collections: collections as unknown as ReplicaCollections,
      clock,
      newId,
      author: () => author,
      nextNumber: async () => (mutations += 1),
    });
    await startLine();
  },
  /** Has a document on the screen, as whoever edits it does. */
  async show(id: string): Promise<void> {
    shown?.unsubscribe();
    await new Promise<void>((resolve) => {
      shown = collection?.findOne(id).$.subscribe((found) => found && resolve());
    });
  },
  /** Writes one field as a screen does; answers when the write began. */
  async write(id: string, text: string): Promise<number> {
    const began = now();
    const change = (content: Patient): Patient => ({ ...content, comment: text });
    const done = await acts?.act('edit', [{ collection: 'patients', id, change } as never]);
    if (!done?.ok) throw new Error(done?.error.kind);
    return began;
  },
  /** Answers when a query on this device first shows the text. */
  seen(id: string, text: string): Promise<number> {
    return new Promise((resolve) => {
      const query = collection?.findOne(id).$.subscribe((found) => {
        const { comment } = (found?.content ?? {}) as Partial<Patient>;
        if (comment !== text) return;
        resolve(now());
        setTimeout(() => query?.unsubscribe());
      });
    });
  },
  /** The last part of the reference: one document put under four indexes, until it is committed; the mean of several. */
  async rawPut(document: Record<string, unknown>): Promise<number> {
    raw ??= await openRaw();
    const began = performance.now();
    for (let n = 0; n < AT_ONCE; n += 1) {
      const tx = raw.transaction('docs', 'readwrite');
      tx.objectStore('docs').put(document);
      await new Promise((resolve) => (tx.oncomplete = resolve));
    }
    return (performance.now() - began) / AT_ONCE;
  },
  /** The middle part: a stream that says when each of its events was sent; the mean time of the next ones. */
  async hop(url: string): Promise<number> {
    hops ??= await openHops(url);
    const took: number[] = [];
    for (let n = 0; n < AT_ONCE; n += 1) took.push(await oneHop(hops, url));
    return mean(took);
  },
};
let raw: IDBDatabase | null = null;
let hops: EventSource | null = null;

async function startLine(): Promise<void> {
  const line = createLine(clock, null);
  let replicated: Replicated | null = null;
  const start = (): void => {
    replicated ??= replicate({
      name: 'patients',
      collection: collection as RxCollection<Stored>,
      line,
      kept: createKeptMutations(openAcceptedStore()),
      engine: replicateRxCollection,
      received: () => undefined,
      reachedEnd: () => undefined,
      storing: () => undefined,
    });
  };
  void runLine(
    {
      line,
      clock,
      appVersion: 'bench',
      mrnLeft: async () => 1000,
      mutations: async () => mutations,
      onSession: async ({ epoch }) => {
        line.epoch.value = epoch;
        start();
      },
      onFrame: (frame: StreamFrame) => {
        if (frame.kind === 'change') replicated?.take(frame);
        else if (frame.kind === 'hello' || frame.kind === 'resync') replicated?.resync();
      },
      onLocked: () => undefined,
      whenWoken: () => new Promise(() => undefined),
    },
    new AbortController().signal,
  );
  while (!(replicated as Replicated | null)?.isInStep())
    await new Promise((resolve) => setTimeout(resolve, 10));
}

function openHops(url: string): Promise<EventSource> {
  const source = new EventSource(`${url}/hops`);
  return new Promise((resolve) => source.addEventListener('open', () => resolve(source)));
}

function oneHop(source: EventSource, url: string): Promise<number> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<string>): void => {
      resolve(now() - Number(data.split(' ')[0]));
    };
    source.addEventListener('message', hear, { once: true });
    void fetch(`${url}/hop`);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function openRaw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('raw', 1);
    request.onupgradeneeded = () => {
      const docs = request.result.createObjectStore('docs', { keyPath: 'id' });
      for (const key of ['nameKey', 'mrn', 'birthDate', 'unsent']) docs.createIndex(key, key);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason'));
  });
}

function now(): number {
  return performance.now() + offset;
}

export type BenchDevice = typeof device;
Object.assign(globalThis, { device });
