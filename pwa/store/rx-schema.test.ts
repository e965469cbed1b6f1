import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expect, test } from 'vitest';
import { COLLECTIONS, INDEXES, type CollectionName } from '#shared/domain/collections.ts';
import { rxSchema, type Stored } from './rx-schema.ts';

const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
const ID = '01a217e0-9fb1-764a-a592-780cdfc47b7e';

async function open() {
  const db = await createRxDatabase({ name: 'again', storage, multiInstance: false });
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
