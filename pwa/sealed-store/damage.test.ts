import { getChangedDocumentsSince } from 'rxdb/plugins/core';
import { expect, test, vi } from 'vitest';
import { aDisk, ALIVE, find, open, prepared, rows, type Instance } from './a-disk.ts';
import { FORMAT } from './seal.ts';

/** The byte in which a record says its format, and one of what is sealed. */
const [FORMAT_AT, SEALED_AT] = [0, 200];

/** A hundred people in four pages, of which the second is changed on the disk. */
async function aDamagedStore(isListed: boolean, change: (page: Uint8Array) => void) {
  const onDamage = vi.fn();
  const disk = aDisk({ onDamage });
  const before = disk.storage();
  const people = await open(before);
  await people.bulkWrite(rows(0, 100), 'x');
  if (isListed) await before.tidy('ward');
  await people.close();
  const [, [at, page] = [0, new Uint8Array()]] = await disk.records('pages');
  change(page);
  await disk.change('pages', at, page);
  const left = async (): Promise<unknown> => (await disk.records('pages')).get(at);
  return { storage: disk.storage, onDamage, page, left };
}
function flip(page: Uint8Array): void {
  page[SEALED_AT] = (page[SEALED_AT] ?? 0) ^ 1;
}
async function agesOf(people: Instance, query: object = {}): Promise<readonly number[]> {
  const found = await find(people, { ...ALIVE, sort: [{ age: 'asc' }], ...query });
  return found.map(({ age }) => age);
}
const countOf = async (people: Instance): Promise<number> =>
  (await people.count(prepared(ALIVE))).count;

test.each([true, false])(
  'a list that comes upon a damaged page goes on behind it, and is as long as it was asked for (in a run: %s)',
  async (isListed) => {
    const { storage, onDamage } = await aDamagedStore(isListed, flip);
    const people = await open(storage());
    expect(await agesOf(people, { limit: 30 })).toEqual([
      ...Array.from({ length: 25 }, (_, i) => i),
      ...Array.from({ length: 5 }, (_, i) => 50 + i),
    ]);
    expect(onDamage).toHaveBeenCalledTimes(1);
    expect(await countOf(people)).toBe(75);
  },
);

test('whoever goes through what has changed is handed whole batches, past a damaged page', async () => {
  const { storage } = await aDamagedStore(true, flip);
  const { documents } = await getChangedDocumentsSince(await open(storage()), 40, undefined);
  expect(documents.map(({ age }) => age)).toHaveLength(40);
});

test('what was set aside stays so: it is named once, counted no more, and left where it lies', async () => {
  const { storage, onDamage, page, left } = await aDamagedStore(true, flip);
  const first = storage();
  const people = await open(first);
  expect(await people.findDocumentsById(['id0030'], false)).toEqual([]);
  expect(await people.bulkWrite(rows(25, 50), 'x')).toEqual({ error: [] });
  expect(await countOf(people)).toBe(100);
  await first.tidy('ward');
  expect(await countOf(people)).toBe(100);
  await people.close();
  onDamage.mockClear();
  const again = await open(storage());
  expect(await agesOf(again)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(await countOf(again)).toBe(100);
  expect(onDamage).not.toHaveBeenCalled();
  expect(await left()).toEqual(page);
});

test('a page of a newer version is absent here and not set aside: that version finds it', async () => {
  const { storage, onDamage, page } = await aDamagedStore(true, (bytes) => {
    bytes[FORMAT_AT] = FORMAT + 1;
  });
  const first = storage();
  const people = await open(first);
  expect(await agesOf(people)).toHaveLength(75);
  expect(onDamage.mock.calls[0]?.[0]).toMatchObject({ what: 'newer-format' });
  await first.tidy('ward');
  expect(page).toBeDefined();
  expect(await countOf(people)).toBe(100);
});
