import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { expect, test } from 'vitest';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';

/** A tablet that dies between the write of documents and the write of what the replication notes on them. */
type Person = { id: string; name: string; rev: string };
type Row = Person & { _deleted: boolean };
type AnyStorage = RxStorage<unknown, unknown>;
const PEOPLE = 12;
const PAGE = 5;
const usages: KeyUsage[] = ['encrypt', 'decrypt'];
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
const keys = [{ id: 1, key }] as const;
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 10 },
    name: { type: 'string', maxLength: 40 },
    rev: { type: 'string' },
  },
  required: ['id', 'name', 'rev'],
  indexes: ['name'],
} as const;

/** What the hospital has, and what it was sent without the version that it was changed from. */
function aHospital() {
  const held = new Map<string, Row>();
  for (let n = 0; n < PEOPLE; n++)
    held.set(`p${n}`, { id: `p${n}`, name: `Name ${n}`, rev: '1', _deleted: false });
  const pushed: { id: string; isWithBase: boolean; name: string }[] = [];
  return {
    held,
    pushed,
    pull: async (place: { n: number } | undefined, limit: number) => {
      const from = place?.n ?? 0;
      const documents = [...held.values()].slice(from, from + limit);
      return { documents, checkpoint: { n: from + documents.length } };
    },
    push: async (rows: { newDocumentState: Row; assumedMasterState?: Row }[]) =>
      rows.flatMap(({ newDocumentState: row, assumedMasterState: base }) => {
        const mine = held.get(row.id);
        pushed.push({ id: row.id, isWithBase: base !== undefined, name: row.name });
        if (mine && !isSame(mine, base)) return [mine];
        held.set(row.id, row);
        return [];
      }),
  };
}

function isSame(a: Row, b: Row | undefined): boolean {
  return a.name === b?.name && a._deleted === b._deleted;
}

let lives = 0;
/** RxDB remembers by name what is open in this process, dead or not: each life has a name of its own there. */
async function aLife(storage: AnyStorage): Promise<RxCollection<Person>> {
  const home: AnyStorage = {
    ...storage,
    createStorageInstance: (params) =>
      storage.createStorageInstance({ ...params, databaseName: 'ward' }),
  };
  const db = await createRxDatabase({
    name: `life${(lives += 1)}`,
    storage: home,
    multiInstance: false,
  });
  const { people } = await db.addCollections({ people: { schema } });
  return people as unknown as RxCollection<Person>;
}

function sync(people: RxCollection<Person>, { pull, push }: ReturnType<typeof aHospital>) {
  return replicateRxCollection<Person, { n: number }>({
    collection: people,
    replicationIdentifier: 'hospital',
    live: false,
    waitForLeadership: false,
    pull: { handler: pull, batchSize: PAGE },
    push: { handler: push as never, batchSize: PAGE },
  });
}

/** The same storage, until so many writes have been made: the next one, and whatever comes then, never returns. */
function dyingAfter(writes: number, storage: AnyStorage) {
  let left = writes;
  let isDead = false;
  let tell: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (tell = resolve));
  const never = <T>(): Promise<T> => new Promise(() => undefined);
  const dying: AnyStorage = {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      const write = instance.bulkWrite.bind(instance);
      const isSync = params.collectionName !== '_rxdb_internal';
      instance.bulkWrite = (rows, context) => {
        if (isDead || (isSync && left <= 0)) {
          isDead = true;
          tell();
          return never();
        }
        if (isSync) left -= 1;
        return write(rows, context);
      };
      return instance;
    },
  };
  return { dying, died, end: () => void (isDead = true) };
}

const open = (indexedDB: IDBFactory): AnyStorage =>
  getRxStorageSealed({ keys, indexedDB, IDBKeyRange, tidyAfterMs: null }) as unknown as AnyStorage;

test('a change over a change, a newer version and a deletion each go out once, with the right base', async () => {
  const hospital = aHospital();
  const indexedDB = new IDBFactory();
  const round = async (work: (people: RxCollection<Person>) => Promise<unknown>): Promise<void> => {
    const people = await aLife(open(indexedDB));
    await work(people);
    const state = sync(people, hospital);
    await state.awaitInitialReplication();
    await state.awaitInSync();
    await people.database.close();
  };
  await round(async () => undefined);
  expect(hospital.pushed).toEqual([]);
  const write = (people: RxCollection<Person>, name: string) =>
    people.findOne('p1').incrementalPatch({ name });
  // Two changes while nobody listens, in two lives of the app.
  const offline = await aLife(open(indexedDB));
  await write(offline, 'once');
  await offline.database.close();
  await round((people) => write(people, 'twice'));
  expect(hospital.pushed).toEqual([{ id: 'p1', isWithBase: true, name: 'twice' }]);
  await round(async () => undefined);
  await round((people) => write(people, 'thrice'));
  await round(async (people) => (await people.findOne('p1').exec())?.remove());
  await round(async () => undefined);
  expect(hospital.pushed.map(({ isWithBase }) => isWithBase)).toEqual([true, true, true]);
  expect(hospital.held.get('p1')).toMatchObject({ name: 'thrice', _deleted: true });
});

test('wherever a first sync is killed, nothing is pushed without its base, and a change is kept', async () => {
  for (let writes = 0; writes <= 12; writes++) {
    const hospital = aHospital();
    const indexedDB = new IDBFactory();
    const { dying, died, end } = dyingAfter(writes, open(indexedDB));
    const first = sync(await aLife(dying), hospital);
    await Promise.race([died, first.awaitInitialReplication()]);
    end();

    const again = await aLife(open(indexedDB));
    const held = await again.find().exec();
    const edited = held[0]?.id;
    if (edited) await again.findOne(edited).incrementalPatch({ name: 'changed here' });
    const second = sync(again, hospital);
    await second.awaitInitialReplication();
    await second.awaitInSync();
    const told = `killed after ${writes} writes`;
    expect(
      hospital.pushed.filter(({ isWithBase }) => !isWithBase),
      told,
    ).toEqual([]);
    expect(hospital.pushed.length, told).toBe(edited ? 1 : 0);
    if (edited) expect(hospital.held.get(edited)?.name, told).toBe('changed here');
    expect(await again.count().exec(), told).toBe(PEOPLE);
    await again.database.close();
  }
});
