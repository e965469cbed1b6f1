import { afterEach, expect, test, vi } from 'vitest';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { aWhile, openBare, pagesOf, plain, type Bare, type Place } from './bare-replication.ts';

/**
 * How RxDB's replication behaves by itself. The app is built around each of these (pwa/store/RXDB.md names where): when an upgrade
 * changes one, its test fails here, and what was built around it can be looked at again.
 */
let bare: Bare;
afterEach(async () => {
  await bare.close();
  vi.unstubAllGlobals();
});
const soon = { timeout: 5000, interval: 10 };
const four = [1, 2, 3, 4].map((n) => plain(n));
const storedPlace = (state: ReturnType<Bare['start']>): Place | undefined =>
  state.internalReplicationState?.lastCheckpointDoc.down?.checkpointData;

test('a pulled page that cannot be stored is stepped over, and told as an error', async () => {
  let fails = 1;
  bare = await openBare({
    failing: (context) => {
      if (context.startsWith('replication-downstream') && fails-- > 0) throw new Error('full');
    },
  });
  const state = bare.start({ pull: pagesOf(four) });
  const errors: unknown[] = [];
  state.error$.subscribe((error) => errors.push(error));
  await expect.poll(() => storedPlace(state), soon).toEqual({ n: 4 });
  expect(await bare.texts()).toEqual(['text 3', 'text 4']);
  expect(errors).toHaveLength(1);
});

test('a checkpoint that cannot be stored breaks the queue for good, and nobody is told', async () => {
  let fails = 1;
  bare = await openBare({
    failing: (context) => {
      if (context === 'replication-set-checkpoint' && fails-- > 0) throw new Error('full');
    },
  });
  const heard = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const unheard: unknown[] = [];
  process.on('unhandledRejection', (cause) => unheard.push(cause));
  const pushed: unknown[] = [];
  const state = bare.start({
    pull: { ...pagesOf(four), stream$: bare.told$ },
    push: {
      handler: async (rows) => {
        pushed.push(...rows);
        return [];
      },
    },
  });
  const errors: unknown[] = [];
  state.error$.subscribe((error) => errors.push(error));
  await expect.poll(() => unheard.length, soon).toBeGreaterThan(0);
  await expect.poll(() => bare.texts(), soon).toHaveLength(4);
  bare.told$.next('RESYNC');
  await aWhile();
  await bare.collection.insert(plain(9));
  bare.told$.next({ documents: [plain(8)], checkpoint: { n: 8 } });
  await aWhile();
  expect(errors).toEqual([]);
  expect(storedPlace(state)).toBeUndefined();
  expect([pushed, await bare.texts()]).toEqual([[], [1, 2, 3, 4, 9].map((n) => `text ${n}`)]);
  process.removeAllListeners('unhandledRejection');
  for (const listener of heard) process.on('unhandledRejection', listener);
});

test('a row whose push keeps failing holds up what the stream tells', async () => {
  bare = await openBare();
  let isDown = true;
  bare.start({
    pull: { ...pagesOf([]), stream$: bare.told$ },
    push: {
      handler: async () => {
        if (isDown) throw new Error('no');
        return [];
      },
    },
  });
  await aWhile(50);
  await bare.collection.insert(plain(1));
  bare.told$.next({ documents: [plain(2)], checkpoint: { n: 2 } });
  await aWhile();
  expect(await bare.texts()).toEqual(['text 1']);
  isDown = false;
  await expect.poll(() => bare.texts(), soon).toEqual(['text 1', 'text 2']);
});

test('an empty page loses its checkpoint', async () => {
  bare = await openBare();
  const asked: unknown[] = [];
  const state = bare.start({
    pull: {
      stream$: bare.told$,
      handler: async (from) => {
        asked.push(from);
        return { documents: [], checkpoint: { n: 7 } };
      },
    },
  });
  await state.awaitInitialReplication();
  bare.told$.next('RESYNC');
  await expect.poll(() => asked.length, soon).toBe(2);
  expect(asked).toEqual([undefined, undefined]);
  expect(storedPlace(state)).toBeUndefined();
});

const byRev = {
  isEqual: (a: { rev: string }, b: { rev: string }) => a.rev === b.rev,
  resolve: async ({ realMasterState }: { realMasterState: never }) => realMasterState,
};

test('what isEqual does not look at is no local change, and is never pushed', async () => {
  bare = await openBare({ conflictHandler: byRev as never });
  const pushed: unknown[] = [];
  const state = bare.start({
    pull: pagesOf([plain(1)]),
    push: {
      handler: async (rows) => {
        pushed.push(...rows);
        return [];
      },
    },
  });
  await state.awaitInitialReplication();
  const held = await bare.collection.findOne('d1').exec();
  await held?.incrementalPatch({ text: 'changed here' });
  await aWhile();
  expect(pushed).toEqual([]);
});

test('what isEqual calls the same is never written, whatever it says', async () => {
  bare = await openBare({ conflictHandler: byRev as never });
  const state = bare.start({ pull: { ...pagesOf([plain(1)]), stream$: bare.told$ } });
  await state.awaitInitialReplication();
  bare.told$.next({ documents: [plain(1, { text: 'other' })], checkpoint: { n: 2 } });
  await expect.poll(() => storedPlace(state), soon).toEqual({ n: 2 });
  expect(await bare.texts()).toEqual(['text 1']);
});

test('ours looks at the revision, the last mutation and the deletion, and at nothing else', () => {
  const entry = (id: string) => ({ id }) as never;
  const one = { rev: 'e.1', trail: [], _deleted: false, content: { a: 1 } } as never as object;
  const isSame = (more: object): boolean =>
    hospitalDecides.isEqual(one as never, { ...one, ...more } as never, '');
  expect(isSame({ content: { a: 2 } })).toBe(true);
  expect(isSame({ rev: 'e.2' })).toBe(false);
  expect(isSame({ trail: [entry('m')] })).toBe(false);
  expect(isSame({ _deleted: true })).toBe(false);
});

test('with its defaults a tab that is looked at replicates without being the leader', async () => {
  const heard = new Set<() => void>();
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    addEventListener: (_: string, listener: () => void) => heard.add(listener),
    removeEventListener: (_: string, listener: () => void) => heard.delete(listener),
  });
  bare = await openBare();
  const database = bare.collection.database as unknown as Record<string, unknown>;
  database['multiInstance'] = true;
  database['waitForLeadership'] = () => new Promise(() => undefined);
  database['isLeader'] = () => false;
  const pushed: string[] = [];
  const into = (name: string) => ({
    replicationIdentifier: name,
    waitForLeadership: true,
    push: {
      handler: async () => {
        pushed.push(name);
        return [];
      },
    },
  });
  await bare.collection.insert(plain(1));
  bare.start({ ...into('switched off'), toggleOnDocumentVisible: false });
  const asRxdbComes = bare.start({
    ...into('as it comes'),
    toggleOnDocumentVisible: undefined as never,
  });
  expect(asRxdbComes.toggleOnDocumentVisible).toBe(true);
  for (const listener of heard) listener();
  await expect.poll(() => pushed, soon).toEqual(['as it comes']);
  await aWhile();
  expect(pushed).toEqual(['as it comes']);
});

test('removing pushes a deletion, and a tombstone leaves its row and its note behind', async () => {
  bare = await openBare();
  const pushed: { _deleted: boolean }[] = [];
  const state = bare.start({
    pull: { ...pagesOf([plain(1), plain(2)]), stream$: bare.told$ },
    push: {
      handler: async (rows) => {
        pushed.push(...rows.map(({ newDocumentState }) => newDocumentState));
        return [];
      },
    },
  });
  await state.awaitInitialReplication();
  await (await bare.collection.findOne('d1').exec())?.remove();
  await expect.poll(() => pushed, soon).toMatchObject([{ id: 'd1', _deleted: true }]);
  bare.told$.next({ documents: [{ ...plain(2), _deleted: true }], checkpoint: { n: 3 } });
  await expect.poll(() => bare.texts(), soon).toEqual([]);
  const rows = await bare.collection.storageInstance.findDocumentsById(['d1', 'd2'], true);
  const notes = await state.metaInstance?.findDocumentsById(['d1|0', 'd2|0'], true);
  expect([rows.length, notes?.length]).toEqual([2, 2]);
});

test('a write that is older than the last one pushed is never pushed', async () => {
  bare = await openBare();
  const pushed: { id: string }[] = [];
  const push = {
    handler: async (rows: readonly { newDocumentState: { id: string } }[]) => {
      pushed.push(...rows.map(({ newDocumentState }) => newDocumentState));
      return [];
    },
  };
  const before = bare.start({ push });
  await bare.collection.insert(plain(1));
  await expect.poll(() => pushed.length, soon).toBe(1);
  await before.awaitInSync();
  await before.cancel();
  const row = {
    ...plain(2),
    _attachments: {},
    _meta: { lwt: Date.now() - 3_600_000 },
    _rev: '1-a',
  };
  await bare.collection.storageInstance.originalStorageInstance.bulkWrite(
    [{ document: row as never }],
    'a clock that was set back',
  );
  await bare.start({ push }).awaitInitialReplication();
  await aWhile();
  expect(pushed.map(({ id }) => id)).toEqual(['d1']);
});

test('without a network the first replication never ends', async () => {
  bare = await openBare();
  const state = bare.start({
    pull: { handler: () => Promise.reject(new TypeError('no network')) },
  });
  let isOver = false;
  void state.awaitInitialReplication().then(() => (isOver = true));
  await aWhile();
  expect(isOver).toBe(false);
});
