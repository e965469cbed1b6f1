import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import {
  aDisk,
  ALIVE,
  find,
  newKey,
  open,
  row,
  rows,
  schema,
  SHELVES,
  type Person,
} from './a-disk.ts';
import type { SealedInstance } from './instance.ts';

const ids = (people: readonly Person[]): readonly string[] => people.map(({ id }) => id);
afterEach(() => {
  vi.restoreAllMocks();
});

test('nothing of a person stands in the clear, however it came to the disk', async () => {
  const { storage, records } = aDisk();
  const sealed = storage();
  const people = await open(sealed, 'patients-of-ward-7');
  await people.bulkWrite([row(1, 'Adaeze Okonkwo')] as never, 'x');
  await people.bulkWrite(rows(10, 60), 'x');
  const log = await records('log');
  await sealed.tidy('ward');
  for (const shelf of SHELVES)
    for (const bytes of [...(await records(shelf)).values(), ...log.values()]) {
      const text = new TextDecoder('latin1').decode(bytes);
      for (const word of ['Okonkwo', 'Adaeze', 'id0', 'Name', 'patients', 'lwt'])
        expect(text).not.toContain(word);
    }
});

test('with another key it opens nothing, says so, and changes nothing', async () => {
  const { storage, records } = aDisk();
  const people = await open(storage());
  await people.bulkWrite(rows(0, 30), 'x');
  await people.close();
  const before = [await records('root'), await records('pages')];
  for (const other of [await newKey(1), await newKey(2)])
    await expect(open(storage({ keys: [other] }))).rejects.toMatchObject({
      fault: { kind: 'wrong-key' },
    });
  expect([await records('root'), await records('pages')]).toEqual(before);
  expect(await find(await open(storage()), ALIVE)).toHaveLength(30);
});

test('a damaged page is named and left alone, and everything else is there', async () => {
  const { storage, records, change } = aDisk();
  const people = await open(storage());
  await people.bulkWrite(rows(0, 100), 'x');
  await people.close();
  const [[at, page] = [0, new Uint8Array()]] = await records('pages');
  const turned = page.slice();
  turned[200] = (turned[200] ?? 0) ^ 1;
  await change('pages', at, turned);
  const onDamage = vi.fn();
  const again = await open(storage({ onDamage }));
  expect(await find(again, ALIVE)).toHaveLength(75);
  expect(onDamage).toHaveBeenCalledExactlyOnceWith({
    shelf: 'pages',
    key: at,
    collection: 'people',
    what: 'damaged',
  });
  // What was in it comes from the hospital once more.
  expect(await again.bulkWrite(rows(0, 25), 'x')).toEqual({ error: [] });
  expect(await find(again, ALIVE)).toHaveLength(100);
  expect((await records('pages')).get(at)).toEqual(turned);
});

test.each(['index', 'log', 'root'] as const)(
  'a damaged %s never keeps the store from opening',
  async (shelf) => {
    const { storage, records, change } = aDisk();
    const sealed = storage({ sizes: { block: 16 } });
    const people = await open(sealed);
    await people.bulkWrite(rows(0, 100), 'x');
    if (shelf === 'index') await sealed.tidy('ward');
    else await people.bulkWrite(rows(100, 101), 'x');
    await people.close();
    for (const [at, bytes] of await records(shelf))
      if (at > 0) await change(shelf, at, bytes.slice(0, -3));
    const onDamage = vi.fn();
    const again = storage({ onDamage });
    const reopened = await open(again);
    const count = { index: 100, log: 100, root: 0 }[shelf];
    expect(await find(reopened, ALIVE)).toHaveLength(count ?? -1);
    expect(await find(reopened, { ...ALIVE, sort: [{ age: 'desc' }], limit: 3 })).toHaveLength(
      Math.min(3, count ?? -1),
    );
    expect(onDamage).toHaveBeenCalled();
    await reopened.bulkWrite(rows(200, 230), 'x');
    await again.tidy('ward');
    expect(await find(reopened, ALIVE)).toHaveLength((count ?? 0) + 30);
  },
);

test('of two that have it open the later one writes, and the earlier one is told', async () => {
  const { storage } = aDisk();
  const earlier = await open(storage());
  await earlier.bulkWrite(rows(0, 3), 'x');
  const later = await open(storage());
  await expect(earlier.bulkWrite(rows(3, 6), 'x')).rejects.toMatchObject({
    fault: { kind: 'taken-over' },
  });
  await later.bulkWrite(rows(6, 9), 'x');
  expect(ids(await find(later, { ...ALIVE, sort: [{ id: 'asc' }] }))).toEqual(
    [0, 1, 2, 6, 7, 8].map((n) => `id000${n}`),
  );
});

test.each([0, 1, 2, 3, 5, 8])(
  'who opens while the last one closes, %i steps later, finds it open',
  async (steps) => {
    const { storage } = aDisk();
    const sealed = storage();
    const first = await open(sealed);
    await first.bulkWrite(rows(0, 3), 'x');
    const closing = first.close();
    for (let i = 0; i < steps; i++) await Promise.resolve();
    const second = await open(sealed);
    await closing;
    await second.bulkWrite(rows(3, 6), 'x');
    expect(await find(second, ALIVE)).toHaveLength(6);
  },
);

test('attachments are refused in words', async () => {
  const { storage } = aDisk();
  const withAttachments = { ...schema, attachments: {} };
  await expect(
    storage().createStorageInstance({ schema: withAttachments, databaseName: 'ward' } as never),
  ).rejects.toMatchObject({ fault: { kind: 'attachments' } });
});

test('descending, a list, a branch and a count read no more than they need', async () => {
  const { storage } = aDisk();
  const scans: unknown[] = [];
  const sizes = { block: 64 };
  const writing = storage({ sizes });
  const people = await open(writing);
  await people.bulkWrite(rows(0, 2000), 'x');
  await writing.tidy('ward');
  await people.close();
  const reads = async (query: object): Promise<readonly [found: number, records: number]> => {
    const instance = await open(storage({ sizes, onScan: (scan) => scans.push(scan) }));
    const [get, getAll] = [
      vi.spyOn(IDBObjectStore.prototype, 'get'),
      vi.spyOn(IDBObjectStore.prototype, 'getAll'),
    ];
    const { length } = await find(instance, query);
    const records = get.mock.calls.length + getAll.mock.calls.length;
    vi.restoreAllMocks();
    await instance.close();
    return [length, records];
  };
  const alive = { _deleted: { $eq: false } };
  const by = (direction: string) => ({ selector: alive, sort: [{ age: direction }], limit: 20 });
  expect(await reads(by('asc'))).toEqual([20, 3]);
  expect(await reads(by('desc'))).toEqual([20, 4]);
  const list = { selector: { ...alive, age: { $in: [3, 1900, 5000] } } };
  expect(await reads(list)).toEqual([2, 6]);
  const branches = { selector: { ...alive, $or: [{ age: { $eq: 3 } }, { age: { $gte: 1990 } }] } };
  expect(await reads(branches)).toEqual([11, 5]);
  expect(scans).toEqual([]);
  await reads({ selector: { ...alive, name: { $regex: '^N' } } });
  expect(scans).toHaveLength(1);
});

test('everything is met once in the order in which it lies, from the log too, and what was dropped by its version is gone', async () => {
  const disk = aDisk();
  const storage = disk.storage();
  const people = (await open(storage)) as unknown as SealedInstance;
  await people.bulkWrite(rows(0, 1200), 'test');
  await storage.tidy('ward');
  await people.bulkWrite(rows(1200, 1203), 'test');
  const ids: string[] = [];
  let portions = 0;
  for (let page: number | null = 0; page !== null; portions += 1) {
    const { documents, next } = await people.scan(page);
    ids.push(...documents.map((doc) => String(doc['id'])));
    page = next;
  }
  expect(portions).toBeGreaterThan(1);
  expect(ids.length).toBe(1203);
  expect(new Set(ids).size).toBe(1203);
  await people.drop([
    { id: 'id0007', rev: '1-a' },
    { id: 'id1201', rev: '1-a' },
    { id: 'id0008', rev: '2-a' },
  ]);
  await people.close();
  const again = await open(disk.storage());
  const found = await again.findDocumentsById(['id0007', 'id1201', 'id0008'], true);
  expect(found.map(({ id }) => id)).toEqual(['id0008']);
});
