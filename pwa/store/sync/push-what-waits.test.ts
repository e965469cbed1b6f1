import { IDBFactory, IDBIndex, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { createRounds, pushWhatWaits } from './push-what-waits.ts';

interface Since {
  readonly documents: readonly { readonly id: string }[];
  readonly checkpoint: unknown;
}
let people: RxCollection<Stored>;

beforeEach(async () => {
  const dexie = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
  const storage = pushWhatWaits(dexie as never);
  const db = await createRxDatabase({ name: newId(), storage, multiInstance: false });
  await db.addCollections({ patients: { schema: rxSchema('patients') } } as never);
  people = db.collections['patients'] as unknown as RxCollection<Stored>;
});
afterEach(() => people.database.close());

const since = async (limit: number, checkpoint?: unknown): Promise<Since> =>
  (await people.storageInstance.getChangedDocumentsSince?.(limit, checkpoint as never)) as Since;
const idsOf = ({ documents }: Since): readonly string[] => documents.map(({ id }) => id);
/** As RxDB asks: on and on from where it was left, until nothing comes. */
async function round(limit: number, from?: unknown): Promise<readonly (readonly string[])[]> {
  const steps: (readonly string[])[] = [];
  for (let step = await since(limit, from); step.documents.length > 0;) {
    steps.push(idsOf(step));
    step = await since(limit, step.checkpoint);
  }
  return steps;
}
async function write(count: number, waiting: object): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => newId<string>());
  const rest = { rev: 'e.1', trail: [], content: {}, nameKey: '' };
  for (const id of ids) await people.insert({ id, ...rest, ...waiting } as never);
  return ids;
}

test('what waits comes first, in the order it was written, and nothing else is read for it', async () => {
  const theirs = await write(4, {});
  const mine = await write(3, { unsent: 1 });
  const walked = vi.spyOn(IDBIndex.prototype, 'openCursor');
  const first = await since(50);
  expect(idsOf(first)).toEqual(mine);
  expect(walked.mock.contexts.map((index) => (index as IDBIndex).name)).toEqual([
    '[_deleted+unsent+id]',
  ]);
  expect(idsOf(await since(50, first.checkpoint))).toEqual(theirs);
});

test('a round hands out every document once, in steps, and ends', async () => {
  const theirs = [...(await write(3, {}))];
  const mine = await write(5, { unsent: 2 });
  theirs.push(...(await write(2, {})));
  const steps = await round(2);
  expect(steps.every(({ length }) => length <= 2)).toBe(true);
  expect(steps.flat()).toEqual([...mine, ...theirs]);
});

test('a new round begins with everything that still waits, wherever the last one ended', async () => {
  const mine = await write(3, { unsent: 1 });
  expect(await round(50)).toEqual([mine]);
  const far = { id: 'ffffffff', lwt: Number.MAX_SAFE_INTEGER };
  expect(await round(50, far)).toEqual([mine]);
  expect(await round(50, far)).toEqual([mine]);
});

test('what was sent is looked at like the rest: RxDB may not have noted it yet', async () => {
  const [first = '', second = ''] = await write(2, { unsent: 1 });
  const sent = await people.findOne(first).exec();
  await sent?.incrementalModify((row) => {
    delete (row as { unsent?: number }).unsent;
    return row;
  });
  expect(await round(50)).toEqual([[second], [first]]);
});

test('what is written while a round goes on is handed out in it, though an older version was', async () => {
  const [mine = ''] = await write(1, { unsent: 1 });
  const theirs = await write(2, {});
  const change = async (nameKey: string, more: object = {}): Promise<void> => {
    const row = await people.findOne(mine).exec();
    await row?.incrementalModify((now) => ({ ...now, nameKey, ...more }));
  };
  const first = await since(50);
  expect(idsOf(first)).toEqual([mine]);
  await change('sent', { unsent: 0 });
  const second = await since(50, first.checkpoint);
  expect(idsOf(second)).toEqual([...theirs, mine]);
  await change('written on', { unsent: 1 });
  const third = await since(50, second.checkpoint);
  expect(idsOf(third)).toEqual([mine]);
  expect(idsOf(await since(50, third.checkpoint))).toEqual([]);
});

test('what is written while a round goes on is handed out in it, though the clock was set back', async () => {
  const rows = [{ id: 'theirs', lwt: 100, isWaiting: false }];
  const next = createRounds<(typeof rows)[number]>({
    waiting: async () => rows.filter(({ isWaiting }) => isWaiting),
    changed: async (_, place) => ({
      documents: rows.filter(({ lwt }) => lwt > place.lwt),
      checkpoint: { id: '', lwt: Math.max(place.lwt, ...rows.map(({ lwt }) => lwt)) },
    }),
    versionOf: ({ lwt }) => String(lwt),
  });
  const first = await next(50);
  expect(first.documents.map(({ id }) => id)).toEqual(['theirs']);
  rows.push({ id: 'mine', lwt: 50, isWaiting: true });
  const second = await next(50, first.checkpoint);
  expect(second.documents.map(({ id }) => id)).toEqual(['mine']);
  expect((await next(50, second.checkpoint)).documents).toEqual([]);
});
