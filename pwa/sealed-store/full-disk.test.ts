import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { aDisk, ALIVE, find, open, rows } from './a-disk.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** From now on nothing is put anywhere. */
function fill(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
}

/** Forty people in pages and three in the log, and nobody has it open. */
async function aUsedDisk() {
  const { storage } = aDisk();
  const people = await open(storage());
  await people.bulkWrite(rows(0, 40), 'x');
  await people.bulkWrite(rows(40, 43), 'x');
  return { storage, people };
}

test('on a full disk it opens for reading, and writes as soon as there is room', async () => {
  const { storage, people } = await aUsedDisk();
  await people.close();
  fill();
  const again = await open(storage());
  expect(await find(again, ALIVE)).toHaveLength(43);
  await expect(again.bulkWrite(rows(50, 51), 'x')).rejects.toMatchObject({
    name: 'QuotaExceededError',
  });
  expect(await find(again, ALIVE)).toHaveLength(43);
  vi.restoreAllMocks();
  expect(await again.bulkWrite(rows(50, 51), 'x')).toEqual({ error: [] });
  expect(await again.bulkWrite(rows(60, 90), 'x')).toEqual({ error: [] });
  await again.close();
  expect(await find(await open(storage()), ALIVE)).toHaveLength(74);
});

test.each([
  ['one row', 1],
  ['a page', 20],
])(
  'where another one went on writing meanwhile, %s, it is refused, and nothing of theirs is lost',
  async (_, more) => {
    const { storage, people } = await aUsedDisk();
    fill();
    const later = await open(storage());
    vi.restoreAllMocks();
    await people.bulkWrite(rows(100, 100 + more), 'x');
    await expect(later.bulkWrite(rows(200, 201), 'x')).rejects.toMatchObject({
      fault: { kind: 'taken-over' },
    });
    await people.bulkWrite(rows(300, 301), 'x');
    const last = await open(storage());
    expect(await find(last, ALIVE)).toHaveLength(44 + more);
  },
);

test('a store that is to be made says that there is no room', async () => {
  const { storage } = aDisk();
  fill();
  await expect(open(storage())).rejects.toMatchObject({ name: 'QuotaExceededError' });
});
