import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { fillWithDefaultSettings, type EventBulk, type RxStorageInstance } from 'rxdb/plugins/core';
import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { isQuotaExceeded } from '#pwa/platform/is-quota-exceeded.ts';
import { aSealedStore, type TestStore } from '#pwa/testing/a-sealed-store.ts';
import { rxSchema, type Stored } from './rx-schema.ts';
import { StoreDoorError } from './sealed-door.ts';

type People = RxStorageInstance<Stored, unknown, unknown>;
afterEach(() => vi.restoreAllMocks());

/** The people as one more tab has them. */
async function openPeople(store: TestStore): Promise<{ people: People; leave: () => void }> {
  const { storage, leave } = await store.page();
  const people = await storage.createStorageInstance({
    databaseInstanceToken: newId<string>(),
    databaseName: 'ward',
    collectionName: 'patients',
    schema: fillWithDefaultSettings(rxSchema('patients')) as never,
    options: {},
    multiInstance: true,
    devMode: false,
  });
  return { people: people as unknown as People, leave };
}
const ID = newId<string>();
const oda = (): never =>
  ({
    id: ID,
    rev: '',
    trail: [],
    unsent: 0,
    content: { comment: 'Oda' },
    nameKey: 'nakagawa',
    mrn: '',
    birthDate: '',
    _deleted: false,
    _attachments: {},
    _rev: '1-a',
    _meta: { lwt: Date.now() },
  }) as never;
const held = async (people: People): Promise<number> =>
  (await people.findDocumentsById([ID], false)).length;

test('what one tab writes is told to another before its writer hears that it is stored, and is there after the next start', async () => {
  const store = await aSealedStore();
  const [{ people: one }, { people: other }] = [await openPeople(store), await openPeople(store)];
  const told: string[] = [];
  one.changeStream().subscribe(() => told.push('the writer'));
  other
    .changeStream()
    .subscribe(({ events }: EventBulk<{ documentId: string }, unknown>) =>
      told.push(...events.map(({ documentId }) => documentId)),
    );
  await one.bulkWrite([{ document: oda() }], 'test');
  expect(told).toContain('the writer');
  await vi.waitFor(() => expect(told).toContain(ID));
  await one.close();
  expect(await held(other)).toBe(1);
  await other.close();
  expect(await held((await openPeople(store)).people)).toBe(1);
});

test('a tab that was killed leaves nothing open, and another key opens nothing and is told so by kind', async () => {
  const store = await aSealedStore();
  const { people, leave } = await openPeople(store);
  leave();
  await vi.waitFor(() => expect(held(people)).rejects.toMatchObject({ fault: 'closed' }));
  const cause: unknown = await openPeople(await aSealedStore(store.indexedDB)).catch(
    (why: unknown) => why,
  );
  expect(cause).toBeInstanceOf(StoreDoorError);
  expect(cause).toMatchObject({ fault: 'wrong-key' });
});

test('a full disk is known as one behind the door, and what was not stored then can be stored later', async () => {
  const { people } = await openPeople(await aSealedStore(new IDBFactory()));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  const write = (): Promise<unknown> => people.bulkWrite([{ document: oda() }], 'test');
  const cause: unknown = await write().catch((why: unknown) => why);
  expect(isQuotaExceeded(cause)).toBe(true);
  vi.restoreAllMocks();
  await write();
  expect(await held(people)).toBe(1);
});
