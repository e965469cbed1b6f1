import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { createPassedOver } from './passed-over.ts';

let people: RxCollection<Stored>;
const id = newId<string>();
const at = (seq: number): WireDocument =>
  ({ id, rev: `e.${seq}`, trail: [], content: { n: seq }, nameKey: '', _deleted: false }) as never;
const upTo = (facility: number) => ({ epoch: 'e', scopes: { facility } });
const rev = async (): Promise<string | undefined> =>
  (await people.findOne(id).exec())?.toJSON().rev;

beforeEach(async () => {
  const db = await createRxDatabase({
    name: newId(),
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  await db.addCollections({ patients: { schema: rxSchema('patients') } } as never);
  people = db.collections['patients'] as unknown as RxCollection<Stored>;
  const { _deleted, ...stored } = at(1) as WireDocument & { readonly _deleted: boolean };
  await people.insert(stored as never);
});
afterEach(() => people.database.close());

test('a version is put in place by hand once its checkpoint is stored without it, and no sooner', async () => {
  const passedOver = createPassedOver(people);
  passedOver.saw([at(2)], upTo(2));
  passedOver.look(upTo(2));
  await expect.poll(rev).toBe('e.2');
  passedOver.saw([at(4)], upTo(5));
  // A change that was told and is not stored yet: RxDB will do that, unless somebody writes before it.
  expect(passedOver.look(null)).toBe(true);
  expect(passedOver.look(upTo(4))).toBe(true);
  passedOver.look({ epoch: 'other', scopes: { facility: 9 } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await rev()).toBe('e.2');
  expect(passedOver.look(upTo(7))).toBe(false);
  await expect.poll(rev).toBe('e.4');
});

test('after a restore a version of the generation before gives way to what the hospital has now (S11)', async () => {
  const passedOver = createPassedOver(people);
  const now = { ...at(1), rev: 'new.3' };
  passedOver.saw([now], { epoch: 'new', scopes: { facility: 3 } });
  passedOver.look({ epoch: 'new', scopes: { facility: 3 } });
  await expect.poll(rev).toBe('new.3');
  // An older page that named it as the backup had it.
  passedOver.saw([at(9)], { epoch: 'new', scopes: { facility: 4 } });
  passedOver.look({ epoch: 'new', scopes: { facility: 4 } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await rev()).toBe('new.3');
});

test('what was told with a scope that the device has lost since is looked at all the same (S13)', async () => {
  const passedOver = createPassedOver(people);
  passedOver.saw([at(2)], upTo(2));
  const placed = { epoch: 'e', scopes: { reference: 3 } };
  passedOver.saw([at(3)], placed);
  expect(passedOver.look(placed)).toBe(false);
  await expect.poll(rev).toBe('e.3');
});

test('what left one scope and has entered another stays, though it left under the higher number (S13)', async () => {
  const passedOver = createPassedOver(people);
  passedOver.saw([{ ...at(5), _deleted: true }], upTo(5));
  passedOver.look(upTo(5));
  passedOver.saw([at(1)], upTo(6));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await rev()).toBe('e.1');
});

test('what left with its scope under its own number, and was passed over, is put out of the way (S13)', async () => {
  const passedOver = createPassedOver(people);
  passedOver.saw([{ ...at(1), _deleted: true }], upTo(5));
  passedOver.look(upTo(5));
  await expect.poll(rev).toBeUndefined();
});

test('what a generation told that is over is not waited for', async () => {
  const passedOver = createPassedOver(people);
  passedOver.saw([at(2)], upTo(2));
  const now = { epoch: 'new', scopes: { facility: 1 } };
  passedOver.saw([{ ...at(1), rev: 'new.1' }], now);
  expect(passedOver.look(now)).toBe(false);
  await expect.poll(rev).toBe('new.1');
});
