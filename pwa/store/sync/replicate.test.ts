import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrailEntry, WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { PushRequest } from '#shared/sync/push.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { hospitalDecides } from './conflict-handler.ts';
import { createLine, type Line } from './line.ts';
import { pushWhatWaits } from './push-what-waits.ts';
import { replicate, type Replicated, type ReplicateDeps } from './replicate.ts';

/** The script of the other side: what a pull finds, what a push is answered, whether anybody answers at all. */
interface Script {
  documents: WireDocument[];
  pushes: PushRequest[];
  isReachable: boolean;
}
let script: Script;
let collection: RxCollection<Stored>;
let line: Line;
let running: Replicated | null;
let failWrites = 0;
let failCheckpoints = 0;
let keepingPlace: Promise<void> = Promise.resolve();
let writing: Promise<void> = Promise.resolve();
let canStore: boolean[] = [];
let ends = 0;

const patient = (n: number, rev = `e.${n}`): WireDocument => ({
  id: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  rev,
  trail: [],
  content: { comment: rev },
  nameKey: `p${n}`,
  mrn: '',
  birthDate: '',
  _deleted: false,
});
const entry = (after: string): TrailEntry => ({
  id: newId(),
  device: newId(),
  n: 1,
  by: newId(),
  at: '2026-11-24T07:00:00.000Z',
  action: { id: newId(), name: 'comment' },
  changes: [{ path: '/comment', after }],
});

/** Fails the next writes of documents as a full disk would, in the midst of a sync. */
function failingStorage(): RxStorage<unknown, unknown> {
  const storage = getRxStorageMemory();
  return {
    ...storage,
    name: 'failing',
    createStorageInstance: async (params: never) => {
      const instance = await storage.createStorageInstance(params);
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = async (rows, context) => {
        if (context.startsWith('replication-downstream')) await writing;
        if (context.startsWith('replication-down') && failWrites > 0) {
          failWrites--;
          throw new Error('the disk is full');
        }
        if (context === 'replication-set-checkpoint') await keepingPlace;
        if (context === 'replication-set-checkpoint' && failCheckpoints > 0) {
          failCheckpoints--;
          throw new Error('the disk is full');
        }
        return write(rows, context);
      };
      return instance;
    },
  } as unknown as RxStorage<unknown, unknown>;
}

async function answer(
  path: string,
  body: { checkpoint?: { scopes: { facility: number } } | null; limit: number } & PushRequest,
): Promise<Response> {
  if (!script.isReachable) throw new TypeError('no network');
  if (path.endsWith('/push')) {
    script.pushes.push(body);
    const results = body.rows.map((row) => {
      const held = script.documents.find(({ id }) => id === row.id);
      if (held && row.trail.length === 0) return { id: row.id, outcome: 'noop', document: held };
      const document = {
        ...patient(Number(row.id.slice(-6)), `e.${1000 + script.pushes.length}`),
        content: { comment: row.trail.at(-1)?.changes[0]?.after ?? null },
      };
      script.documents = [...script.documents.filter(({ id }) => id !== row.id), document];
      return { id: row.id, outcome: 'applied', document };
    });
    return Response.json({ results });
  }
  const from = body.checkpoint?.scopes.facility ?? 0;
  const seqOf = ({ rev }: WireDocument): number => Number(rev.slice(2));
  const all = script.documents
    .filter((d) => seqOf(d) > from)
    .toSorted((a, b) => seqOf(a) - seqOf(b));
  const documents = all.slice(0, body.limit);
  const facility = documents.length > 0 ? seqOf(documents.at(-1) as WireDocument) : from;
  return Response.json({
    documents,
    checkpoint: { epoch: 'e', scopes: { facility } },
    isEnd: documents.length === all.length,
  });
}

beforeEach(async () => {
  script = { documents: [], pushes: [], isReachable: true };
  failWrites = 0;
  failCheckpoints = 0;
  keepingPlace = Promise.resolve();
  writing = Promise.resolve();
  canStore = [];
  ends = 0;
  running = null;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    answer(path, JSON.parse(String(init.body))),
  );
  const db = await createRxDatabase({
    name: `sync${newId()}`,
    storage: pushWhatWaits(failingStorage()),
    multiInstance: false,
  });
  const created = await db.addCollections({
    patients: { schema: rxSchema('patients') as never, conflictHandler: hospitalDecides as never },
  });
  collection = created['patients'] as unknown as RxCollection<Stored>;
  line = createLine({ now: () => 0 }, null);
});
afterEach(async () => {
  await running?.stop();
  await collection.database.close();
  vi.unstubAllGlobals();
});
const deps = (): ReplicateDeps => ({
  name: 'patients',
  collection,
  line,
  engine: replicateRxCollection,
  received: () => undefined,
  reachedEnd: () => (ends += 1),
  storing: (can) => {
    if (canStore.at(-1) !== can) canStore.push(can);
  },
});
const start = (): Replicated => (running = replicate(deps()));
const count = (): Promise<number> => collection.count().exec();
const write = (n: number, comment: string) =>
  collection.upsert({
    ...patient(n),
    trail: [entry(comment)],
    unsent: 1,
    content: { comment },
  } as never);

test('RxDB is told to start nothing by itself: two tabs would push the same write', () => {
  const told: object[] = [];
  const engine: typeof replicateRxCollection = (options) => {
    told.push(options);
    return replicateRxCollection(options);
  };
  running = replicate({ ...deps(), engine });
  expect(told).toMatchObject([
    { waitForLeadership: false, toggleOnDocumentVisible: false, live: true },
  ]);
});

test('every page arrives, in pages', async () => {
  script.documents = Array.from({ length: 1001 }, (_, n) => patient(n + 1));
  line.up();
  start();
  await expect.poll(count, { timeout: 10_000 }).toBe(1001);
});

test('a page that could not be stored is pulled again, never stepped over', async () => {
  script.documents = Array.from({ length: 900 }, (_, n) => patient(n + 1));
  failWrites = 1;
  line.up();
  start();
  await expect.poll(count, { timeout: 10_000 }).toBe(900);
});

test('a checkpoint that could not be stored holds nothing up for good, though RxDB waits behind it for ever and tells nobody', async () => {
  script.documents = Array.from({ length: 900 }, (_, n) => patient(n + 1));
  failCheckpoints = 1;
  line.up();
  const one = start();
  await expect.poll(count, { timeout: 5000 }).toBe(900);
  await expect.poll(() => one.isInStep(), { timeout: 5000 }).toBe(true);
  await write(7, 'mine');
  await expect.poll(() => script.pushes.length, { timeout: 5000 }).toBe(1);
});

test('the end is reached once the last page is stored, not when it is answered', async () => {
  script.documents = [patient(1), patient(2)];
  const disk = Promise.withResolvers<void>();
  writing = disk.promise;
  line.up();
  const one = start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([ends, one.isInStep()]).toEqual([0, false]);
  disk.resolve();
  await expect.poll(() => ends, { timeout: 5000 }).toBeGreaterThan(0);
  expect([await count(), one.isInStep()]).toEqual([2, true]);
});

test('where there is nothing, the end is reached at once', async () => {
  line.up();
  const one = start();
  await expect.poll(() => ends, { timeout: 5000 }).toBe(1);
  expect(one.isInStep()).toBe(true);
});

test('a pull that cannot be stored is told until one is stored again', async () => {
  script.documents = [patient(1)];
  failWrites = 3;
  line.up();
  start();
  await expect.poll(() => canStore, { timeout: 5000 }).toEqual([false]);
  await expect.poll(() => failWrites, { timeout: 5000 }).toBe(1);
  expect(canStore).toEqual([false]);
  await expect.poll(() => canStore, { timeout: 5000 }).toEqual([false, true]);
  expect(await count()).toBe(1);
});

test('a write is pushed once, its trail empties, and the answer is what stands (S4)', async () => {
  line.up();
  start();
  await write(7, 'mine');
  await expect.poll(() => script.pushes.length).toBe(1);
  await expect
    .poll(async () => (await collection.findOne(patient(7).id).exec())?.trail.length)
    .toBe(0);
  const stored = (await collection.findOne(patient(7).id).exec())?.toJSON();
  expect(stored).toMatchObject({ rev: 'e.1001', content: { comment: 'mine' } });
  expect(stored && 'unsent' in stored).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(script.pushes).toHaveLength(1);
});

test('what is written while nobody answers goes out when the line comes up, once', async () => {
  script.isReachable = false;
  start();
  await write(7, 'offline');
  await write(8, 'offline too');
  line.down();
  script.isReachable = true;
  line.up();
  await expect
    .poll(() => script.pushes.flatMap(({ rows }) => rows.map(({ id }) => id)).toSorted())
    .toEqual([patient(7).id, patient(8).id]);
});

test('a change that does not follow on from where this device stands becomes a pull (S7)', async () => {
  script.documents = [patient(1)];
  line.up();
  const replicated = start();
  await expect.poll(() => replicated.isInStep()).toBe(true);
  script.documents = [patient(1), patient(2), patient(3)];
  replicated.take({
    kind: 'change',
    collection: 'patients',
    scope: 'facility',
    from: 2,
    to: 3,
    documents: [patient(3)],
  });
  await expect.poll(count).toBe(3);
});

test('a change that follows on is taken as it is, without a pull', async () => {
  script.documents = [patient(1)];
  line.up();
  const replicated = start();
  await expect.poll(count).toBe(1);
  await expect.poll(() => replicated.isInStep()).toBe(true);
  replicated.take({
    kind: 'change',
    collection: 'patients',
    scope: 'facility',
    from: 1,
    to: 2,
    documents: [patient(2)],
  });
  await expect.poll(count).toBe(2);
});

const changeTo = (n: number, from: number) => ({
  kind: 'change' as const,
  collection: 'patients' as const,
  scope: 'facility',
  from,
  to: n,
  documents: [patient(n)],
});

test('a gap that is told right behind a change is pulled, though RxDB drops a resync that stands behind one (S7)', async () => {
  script.documents = [patient(1)];
  line.up();
  const replicated = start();
  await expect.poll(count, { timeout: 5000 }).toBe(1);
  await expect.poll(() => replicated.isInStep()).toBe(true);
  script.documents = [1, 2, 3, 4, 5].map((n) => patient(n));
  let store = (): void => undefined;
  writing = new Promise<void>((resolve) => (store = resolve));
  replicated.take(changeTo(2, 1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  replicated.take(changeTo(3, 2));
  // RxDB prepares a change, and a resync told at once would overtake it.
  await new Promise((resolve) => setTimeout(resolve, 20));
  replicated.take(changeTo(5, 4));
  await new Promise((resolve) => setTimeout(resolve, 20));
  store();
  await expect.poll(count, { timeout: 3000 }).toBe(5);
});

test('a change that is told while a page is on its way does not come after what the page says already (S7)', async () => {
  script.documents = [patient(1)];
  line.up();
  const replicated = start();
  await expect.poll(count, { timeout: 5000 }).toBe(1);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let asked = 0;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked += 1;
    if (asked === 1) await held;
    return answer(path, JSON.parse(String(init.body)));
  });
  replicated.resync();
  await expect.poll(() => asked).toBe(1);
  replicated.take(changeTo(2, 1));
  script.documents = [{ ...patient(2, 'e.3'), id: patient(2).id }];
  letGo();
  const revHere = async (): Promise<unknown> =>
    (await collection.findOne(patient(2).id).exec())?.rev;
  await expect.poll(revHere, { timeout: 5000 }).toBe('e.3');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await revHere()).toBe('e.3');
});

/** The clock was set back, and the device ended between the accepted document and RxDB's note of it. */
async function leaveUnnoted(): Promise<void> {
  const kept = { _attachments: {}, _meta: { lwt: Date.now() - 3_600_000 }, _rev: '1-ended' };
  await collection.storageInstance.originalStorageInstance.bulkWrite(
    [{ document: { ...patient(3, 'e.1005'), ...kept } as never }],
    'a device that ended',
  );
}
const revOfThree = async (): Promise<unknown> =>
  (await collection.findOne(patient(3).id).exec())?.rev;

test('what RxDB takes for a local write that its push never sees still gives way to a newer version', async () => {
  script.documents = [patient(1)];
  line.up();
  const first = start();
  await expect.poll(() => first.isInStep(), { timeout: 5000 }).toBe(true);
  await write(2, 'at noon');
  await expect.poll(() => script.pushes.length, { timeout: 5000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await first.stop();
  await leaveUnnoted();
  script.documents.push(patient(3, 'e.1010'));
  start();
  await expect.poll(revOfThree, { timeout: 5000 }).toBe('e.1010');
});

test('it gives way to a change of the stream, too, whose checkpoint is stored a moment after RxDB has come to rest', async () => {
  script.documents = [patient(1, 'e.1000')];
  line.up();
  const first = start();
  await write(2, 'at noon');
  await expect.poll(() => script.pushes.length, { timeout: 5000 }).toBe(1);
  await expect.poll(() => first.isInStep(), { timeout: 5000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await first.stop();
  await leaveUnnoted();
  const replicated = start();
  await expect.poll(() => replicated.isInStep(), { timeout: 5000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const disk = Promise.withResolvers<void>();
  keepingPlace = disk.promise;
  script.documents.push(patient(3, 'e.1010'));
  replicated.take({ ...changeTo(1010, 1001), documents: [patient(3, 'e.1010')] });
  await new Promise((resolve) => setTimeout(resolve, 100));
  disk.resolve();
  await expect.poll(revOfThree, { timeout: 3000 }).toBe('e.1010');
});

test('a line that comes up asks for nothing that is here already, and for all that is not (S7)', async () => {
  script.documents = [patient(1), patient(2)];
  let pulls = 0;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    pulls += path.endsWith('/pull') ? 1 : 0;
    return answer(path, JSON.parse(String(init.body)));
  });
  const one = start();
  line.epoch.value = 'e';
  // Its first pull waits for the line: what it will be answered is newer than the word of the hospital.
  line.up();
  one.greet({ facility: 2 });
  await expect.poll(() => one.isInStep(), { timeout: 5000 }).toBe(true);
  await expect.poll(() => one.engine().stored?.scopes['facility']).toBe(2);
  expect(pulls).toBe(1);
  one.greet({ facility: 2 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(pulls).toBe(1);
  script.documents = [...script.documents, patient(3)];
  one.greet({ facility: 3 });
  await expect.poll(count, { timeout: 5000 }).toBe(3);
  const before = pulls;
  one.greet({});
  await expect.poll(() => pulls).toBeGreaterThan(before);
});
