import { IDBFactory, IDBIndex, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { pushWhatWaits } from './push-what-waits.ts';

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
async function write(count: number, waiting: object): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => newId<string>());
  const rest = { rev: 'e.1', trail: [], content: {}, nameKey: '' };
  for (const id of ids) await people.insert({ id, ...rest, ...waiting } as never);
  return ids;
}

test('what came from the hospital is not looked at, what waits comes in the order it was written', async () => {
  await write(20, {});
  const mine = await write(3, { unsent: 1 });
  await write(20, {});
  const walked = vi.spyOn(IDBIndex.prototype, 'openCursor');
  expect(idsOf(await since(50))).toEqual(mine);
  expect(walked.mock.contexts.map((index) => (index as IDBIndex).name)).toEqual([
    '[_deleted+unsent+id]',
  ]);
});

test('it comes in steps, each document once, and ends', async () => {
  const mine = await write(5, { unsent: 2 });
  const first = await since(2);
  const second = await since(2, first.checkpoint);
  const third = await since(2, second.checkpoint);
  const end = await since(2, third.checkpoint);
  expect([first, second, third, end].map(idsOf)).toEqual([
    mine.slice(0, 2),
    mine.slice(2, 4),
    mine.slice(4),
    [],
  ]);
});

test('a new round begins with everything that still waits, wherever the last one ended', async () => {
  const mine = await write(3, { unsent: 1 });
  const round = await since(50);
  expect(idsOf(await since(50, round.checkpoint))).toEqual([]);
  expect(idsOf(await since(50, round.checkpoint))).toEqual(mine);
  expect(idsOf(await since(50, { id: 'ffffffff', lwt: Number.MAX_SAFE_INTEGER }))).toEqual(mine);
});

test('what was sent waits no longer', async () => {
  const [first = '', second = ''] = await write(2, { unsent: 1 });
  const sent = await people.findOne(first).exec();
  await sent?.incrementalModify((row) => {
    delete (row as { unsent?: number }).unsent;
    return row;
  });
  expect(idsOf(await since(50))).toEqual([second]);
});
