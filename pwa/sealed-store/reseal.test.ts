import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { aDisk, newKey, open, rows, SHELVES } from './a-disk.ts';
import type { SealedInstance } from './instance.ts';

/** Number of the store, who writes: in the clear. */
const CLEAR = [-1, -2];
const SIZES = { page: 2, logged: 2, block: 4, runs: 2, step: 30 };
const [first, second, third] = [await newKey(1), await newKey(2), await newKey(3)];

/** One browser profile, in which more than one step's worth of records lies. */
async function aProfile() {
  const { storage, records } = aDisk({ keys: [first], sizes: SIZES });
  /** Which keys the records on the disk are sealed with. */
  const keysInUse = async (): Promise<ReadonlySet<number>> => {
    const used = new Set<number>();
    for (const shelf of SHELVES)
      for (const [at, value] of await records(shelf))
        if (!CLEAR.includes(at)) used.add(new DataView(value.buffer).getUint32(4));
    return used;
  };
  const before = storage();
  const people = await open(before);
  await people.bulkWrite(rows(0, 300), 'x');
  await before.tidy('ward');
  // In pages that stand in no run, and in the log.
  await people.bulkWrite(rows(300, 310), 'x');
  await people.bulkWrite(rows(310, 311), 'x');
  // Another collection, which nobody opens any more.
  const beds = await open(before, 'beds');
  await beds.bulkWrite(rows(0, 5), 'x');
  await people.close();
  await beds.close();
  return { storage, keysInUse };
}
async function idsIn(instance: unknown): Promise<number> {
  const found = new Set<string>();
  for (let page: number | null = 0; page !== null;) {
    const { documents, next } = await (instance as SealedInstance).scan(page);
    for (const { id } of documents as unknown as readonly { readonly id: string }[]) found.add(id);
    page = next;
  }
  return found.size;
}
afterEach(() => {
  vi.restoreAllMocks();
});

test('a new key seals what is written from then on, and in idle time everything: then the old one opens nothing and is not needed', async () => {
  const { storage, keysInUse } = await aProfile();
  const onSealedAnew = vi.fn();
  const rotating = storage({ keys: [second, first], onSealedAnew });
  const people = await open(rotating);
  await people.bulkWrite(rows(400, 401), 'x');
  expect(await keysInUse()).toEqual(new Set([1, 2]));
  expect(onSealedAnew).not.toHaveBeenCalled();
  await rotating.tidy('ward');
  expect(await keysInUse()).toEqual(new Set([2]));
  expect(onSealedAnew).toHaveBeenCalledTimes(1);
  await people.close();
  await expect(open(storage({ keys: [first] }))).rejects.toMatchObject({
    fault: { kind: 'wrong-key' },
  });
  const onDamage = vi.fn();
  const later = storage({ keys: [second], onDamage });
  expect(await idsIn(await open(later))).toBe(312);
  expect(await idsIn(await open(later, 'beds'))).toBe(5);
  expect(onDamage).not.toHaveBeenCalled();
});

test('it begins by itself a while after the store was opened, and every start says that it is done until the old key is gone', async () => {
  const { storage, keysInUse } = await aProfile();
  const onSealedAnew = vi.fn();
  const rotating = storage({ keys: [second, first], onSealedAnew, tidyAfterMs: 1 });
  const people = await open(rotating);
  await vi.waitFor(() => expect(onSealedAnew).toHaveBeenCalledTimes(1), 10_000);
  expect(await keysInUse()).toEqual(new Set([2]));
  await rotating.tidy('ward');
  await people.close();
  const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
  const again = storage({ keys: [second, first], onSealedAnew });
  const reopened = await open(again);
  puts.mockClear();
  await again.tidy('ward');
  expect(onSealedAnew).toHaveBeenCalledTimes(2);
  expect(puts).not.toHaveBeenCalled();
  await reopened.close();
});

test('one that is cut goes on where it was with the next start, each step one transaction', async () => {
  const { storage, keysInUse } = await aProfile();
  let starts = 0;
  for (let isDone = false; !isDone; starts += 1) {
    const rotating = storage({ keys: [second, first], onSealedAnew: () => (isDone = true) });
    const people = await open(rotating);
    expect(await idsIn(people)).toBe(311);
    // Within its second transaction the disk is gone.
    const { put } = IDBObjectStore.prototype;
    let left = 100;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: unknown, ...args) {
      left -= 1;
      if (left < 0) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this as never, args as never) as never;
    });
    await rotating.tidy('ward').catch(() => undefined);
    vi.restoreAllMocks();
    await people.close();
  }
  expect(starts).toBeGreaterThan(2);
  expect(await keysInUse()).toEqual(new Set([2]));
});

test('a third key that comes before the second is done takes over from both, and what is written on the way is not lost', async () => {
  const { storage, keysInUse } = await aProfile();
  const halfway = storage({ keys: [second, first] });
  const people = await open(halfway);
  let left = 90;
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: unknown, ...args) {
    if ((left -= 1) < 0) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this as never, args as never) as never;
  });
  await halfway.tidy('ward').catch(() => undefined);
  vi.restoreAllMocks();
  await people.bulkWrite(rows(500, 520), 'x');
  await people.close();
  const onSealedAnew = vi.fn();
  const last = storage({ keys: [third, second, first], onSealedAnew });
  const reopened = await open(last);
  await Promise.all([last.tidy('ward'), reopened.bulkWrite(rows(600, 640), 'x')]);
  await last.tidy('ward');
  expect(onSealedAnew).toHaveBeenCalledTimes(1);
  expect(await keysInUse()).toEqual(new Set([3]));
  await reopened.close();
  expect(await idsIn(await open(storage({ keys: [third] })))).toBe(371);
});
