// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/preact';
import { signal } from '@preact/signals';
import { IDBCursor, IDBFactory, IDBIndex, IDBKeyRange } from 'fake-indexeddb';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { h } from 'preact';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { PreactSignalsRxReactivityFactory } from 'rxdb/plugins/reactivity-preact-signals';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { BehaviorSubject, Subject } from 'rxjs';
import { afterEach, expect, test, vi } from 'vitest';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { newId } from '#shared/domain/ids.ts';
import { ReplicaContext } from '#pwa/store/replica-context.ts';
import { useLiveQuery } from '#pwa/store/use-live-query.ts';
import { aWhile, plain, schema, type Plain } from './bare-replication.ts';

/** How RxDB's storage and its neighbours behave by themselves, and what the app makes of it (pwa/store/RXDB.md). */
const root = join(import.meta.dirname, '../..');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});
const soon = { timeout: 5000, interval: 10 };

function collectGarbage(): void {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
}
async function open(
  storage: ReturnType<typeof getRxStorageDexie>,
  options: { readonly name: string; readonly multiInstance: boolean },
): Promise<RxCollection<Plain>> {
  const db = await createRxDatabase({ storage, ...options });
  closing.push(() => db.close());
  const indexed = { ...schema, indexes: ['rev'], properties: { ...schema.properties } };
  indexed.properties.rev = { type: 'string', maxLength: 20 } as never;
  const { plain: made } = await db.addCollections({ plain: { schema: indexed as never } });
  return made as unknown as RxCollection<Plain>;
}
/** Every source of the app, without its tests. */
const sources = readdirSync(join(root, 'pwa'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => ({ name, text: readFileSync(join(root, 'pwa', name), 'utf8') }));
const namesWith = (pattern: RegExp): readonly string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

/** Only the store asks RxDB anything. */
const storeWith = (pattern: RegExp): readonly string[] =>
  namesWith(pattern).filter((name) => name.startsWith('store/'));

/** Two pages of one browser: RxDB forbids a second database of one name in one page, so each names its storage otherwise. */
async function twoTabs(
  multiInstance: boolean,
): Promise<readonly [RxCollection<Plain>, () => number]> {
  const dexie = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
  const name = newId<string>();
  const tab = (n: number) =>
    Object.create(dexie, { name: { value: `dexie-${n}` } }) as typeof dexie;
  const first = await open(tab(1), { name, multiInstance });
  const second = await open(tab(2), { name, multiInstance });
  let seen = -1;
  const following = second.find().$.subscribe((rows) => (seen = rows.length));
  closing.unshift(async () => following.unsubscribe());
  await expect.poll(() => seen, soon).toBe(0);
  return [first, () => seen];
}

test('on Dexie a tab sees what another one writes only with multiInstance', async () => {
  const [alone, seenAlone] = await twoTabs(false);
  await alone.insert(plain(1));
  await aWhile();
  expect(seenAlone()).toBe(0);
  const [together, seenTogether] = await twoTabs(true);
  await together.insert(plain(1));
  await expect.poll(seenTogether, soon).toBe(1);
  expect(namesWith(/multiInstance: true/)).toEqual(['store/open-collections.ts']);
});

test('on Dexie a descending order, a pattern, an alternative and a skip walk over everything', async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
  const people = await open(storage, { name: newId(), multiInstance: false });
  const revOf = (n: number): string => `e.${String(n).padStart(3, '0')}`;
  await people.bulkInsert(Array.from({ length: 100 }, (_, n) => plain(n, { rev: revOf(n) })));
  const walked = vi.spyOn(IDBCursor.prototype, 'continue');
  const steps = async (query: object): Promise<number> => {
    walked.mockClear();
    await people.find(query as never).exec();
    return walked.mock.calls.length;
  };
  const limit = 5;
  expect(await steps({ sort: [{ rev: 'asc' }], limit })).toBeLessThan(10);
  expect(await steps({ sort: [{ rev: 'desc' }], limit })).toBeGreaterThan(90);
  expect(await steps({ selector: { rev: { $regex: '^e.00' } } })).toBeGreaterThan(90);
  const either = [{ rev: revOf(1) }, { rev: revOf(2) }];
  expect(await steps({ selector: { $or: either } })).toBeGreaterThan(90);
  expect(await steps({ sort: [{ rev: 'asc' }], skip: 90, limit })).toBeGreaterThan(90);
  expect(storeWith(/: 'desc'|\$regex|\$or\b|\bskip:/)).toEqual([]);
});

test('on Dexie the cleanup of what was deleted reads the whole collection', async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
  const people = await open(storage, { name: newId(), multiInstance: false });
  await people.bulkInsert(Array.from({ length: 100 }, (_, n) => plain(n)));
  await aWhile(20);
  const read = vi.spyOn(IDBIndex.prototype, 'getAll');
  await people.storageInstance.cleanup(0);
  const [request] = read.mock.results.map(({ value }) => (value as IDBRequest<unknown[]>).result);
  expect(request).toHaveLength(100);
  expect(namesWith(/\.cleanup\(/)).toEqual([]);
});

test("RxDB's signals stop after the garbage was collected, ours go on", async () => {
  const numbers$ = new Subject<number>();
  const theirs = PreactSignalsRxReactivityFactory.fromObservable(numbers$, 0, {} as never) as {
    readonly value: number;
  };
  numbers$.next(1);
  const rows$ = new BehaviorSubject([{ toJSON: () => ({ n: 1 }) }]);
  const replica = signal({ kind: 'open', replica: {} });
  const { result } = renderHook(() => useLiveQuery('n', () => ({ $: rows$ }) as never), {
    wrapper: ({ children }) => h(ReplicaContext.Provider, { value: replica as never, children }),
  });
  expect([theirs.value, result.current.value]).toEqual([1, { kind: 'ready', rows: [{ n: 1 }] }]);
  collectGarbage();
  await aWhile(50);
  numbers$.next(2);
  await act(() => rows$.next([{ toJSON: () => ({ n: 2 }) }]));
  expect([theirs.value, result.current.value]).toEqual([1, { kind: 'ready', rows: [{ n: 2 }] }]);
  expect(namesWith(/reactivity/)).toEqual([]);
});

test('a page holds thirteen collections, the fifteenth fails: the hospital has twelve at most', async () => {
  const db = await createRxDatabase({
    name: newId(),
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  closing.push(() => db.close());
  const add = (n: number) => db.addCollections({ [`c${n}`]: { schema: schema as never } });
  for (let n = 1; n <= 14; n += 1) await add(n);
  await expect(add(15)).rejects.toMatchObject({ code: 'COL23' });
  expect(COLLECTIONS.length).toBeLessThanOrEqual(12);
}, 30_000);

test('a replication that is always on moves the mouse by itself, three times a minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const moved: Event[] = [];
  document.addEventListener('mousemove', (event) => moved.push(event));
  const people = await open(getRxStorageMemory() as never, { name: newId(), multiInstance: false });
  const state = replicateRxCollection<Plain, object>({
    collection: people,
    replicationIdentifier: 'moves',
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: { handler: async () => ({ documents: [], checkpoint: {} }) },
  });
  await state.awaitInitialReplication();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(moved).toHaveLength(3);
});

test('two versions of Dexie on one page throw: ours is the one that RxDB names, and there is no other', async () => {
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  const versionOf = (name: string): string => JSON.parse(read(name)).version as string;
  const ours = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const { dependencies } = ours;
  const rxdb = JSON.parse(read('node_modules/rxdb/package.json')) as typeof ours;
  expect(dependencies['rxdb']).toBe(versionOf('node_modules/rxdb/package.json'));
  expect(dependencies['dexie']).toBe(rxdb.dependencies['dexie']);
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, unknown>;
  };
  expect(Object.keys(packages).filter((name) => name.endsWith('node_modules/dexie'))).toEqual([
    'node_modules/dexie',
  ]);
  const wrapper = pathToFileURL(join(root, 'node_modules/dexie/import-wrapper.mjs')).href;
  const known = Symbol.for('Dexie');
  const before: unknown = Reflect.get(globalThis, known);
  Reflect.set(globalThis, known, { semVer: '3.2.0' });
  const again = import(/* @vite-ignore */ `${wrapper}?again`);
  await expect(again).rejects.toThrow('Two different versions of Dexie');
  Reflect.set(globalThis, known, before);
});

test('nothing that watches over RxDB by evaluating or by a foreign frame is in the app, and nothing waits for a first sync', () => {
  expect(namesWith(/rxdb\/plugins\/(dev-mode|validate-)/)).toEqual([]);
  expect(namesWith(/await(InitialReplication|InSync)\b/)).toEqual([]);
});
