import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expect, test } from 'vitest';
import { COLLECTIONS, INDEXES, type CollectionName } from '#shared/domain/collections.ts';
import { planOverAll } from './plan-over-all.ts';
import { rxSchema, type Stored } from './rx-schema.ts';

const dexie = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
const storage = planOverAll(dexie as never);
const OTHER = '11a217e0-9fb1-764a-a592-780cdfc47b7e';
const ID = '01a217e0-9fb1-764a-a592-780cdfc47b7e';

async function open(over = storage, name = 'again') {
  const db = await createRxDatabase({ name, storage: over, multiInstance: false });
  const creators = COLLECTIONS.map((name) => [name, { schema: rxSchema(name) }]);
  await db.addCollections(Object.fromEntries(creators));
  const of = (name: CollectionName) => db.collections[name] as unknown as RxCollection<Stored>;
  return { of, close: () => db.close() };
}

function settled(name: CollectionName): Stored {
  const keys = Object.keys(INDEXES[name].keys).map((key) => [key, ''] as const);
  return { ...Object.fromEntries(keys), id: ID, rev: 'e.1', trail: [], content: {} } as never;
}

test('a device that starts again finds what it holds, whether it waits to be sent or not', async () => {
  const first = await open();
  for (const name of COLLECTIONS) await first.of(name).insert(settled(name));
  await first.close();
  const second = await open();
  for (const name of COLLECTIONS) {
    const found = await second.of(name).find().exec();
    expect(
      found.map(({ id }) => id),
      name,
    ).toEqual([ID]);
    const waiting = await second
      .of(name)
      .find({ selector: { unsent: { $gt: 0 } } })
      .exec();
    expect(waiting, name).toEqual([]);
  }
  await second.close();
});

test('whatever a query asks for, it finds what waits for nothing too', async () => {
  const opened = await open();
  const queries = [
    { selector: { id: { $gt: '' } }, sort: [{ id: 'asc' }], limit: 500 },
    { selector: { id: { $gte: ID } } },
    { selector: { rev: 'e.1' } },
    { selector: { $or: [{ id: ID }, { rev: 'e.2' }] } },
    {},
  ];
  for (const name of COLLECTIONS) {
    await opened.of(name).upsert(settled(name));
    await opened.of(name).upsert({ ...settled(name), id: OTHER, unsent: 1 });
    for (const query of queries) {
      const found = await opened
        .of(name)
        .find(query as never)
        .exec();
      expect(
        found.some(({ id }) => id === ID),
        `${name} ${JSON.stringify(query)}`,
      ).toBe(true);
    }
    expect(await opened.of(name).count().exec(), name).toBe(2);
  }
  await opened.close();
});

test('by itself RxDB finds what waits and nothing else', async () => {
  const bare = await open(dexie as never, 'bare');
  await bare.of('patients').insert(settled('patients'));
  await bare.of('patients').insert({ ...settled('patients'), id: OTHER, unsent: 1 });
  const query = { selector: { id: { $gt: '' } }, sort: [{ id: 'asc' as const }] };
  const found = await bare.of('patients').find(query).exec();
  expect(found.map(({ id }) => id)).toEqual([OTHER]);
  await bare.close();
});
