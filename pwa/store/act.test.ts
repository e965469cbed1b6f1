import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import type { Role } from '#shared/domain/person.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import { createActs, type Author } from './act.ts';
import type { ReplicaCollections } from './replica.ts';
import { rxSchema, type Stored } from './rx-schema.ts';
import { hospitalDecides } from './sync/conflict-handler.ts';
import { followUnsent } from './sync/follow-unsent.ts';

let collections: ReplicaCollections;
let close: () => Promise<unknown>;
let author: Author | null;
const nurse = (roles: readonly Role[] = ['nurse']): Author => ({
  person: newId<PersonId>(),
  device: newId<DeviceId>(),
  roles,
});

beforeEach(async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
  const db = await createRxDatabase({ name: `act${newId()}`, storage, multiInstance: false });
  const creators = COLLECTIONS.map((name) => [
    name,
    { schema: rxSchema(name), conflictHandler: hospitalDecides },
  ]);
  collections = (await db.addCollections(
    Object.fromEntries(creators),
  )) as unknown as ReplicaCollections;
  close = () => db.close();
  author = nurse();
});
afterEach(() => close());

const acts = () => {
  let n = 0;
  return createActs({
    collections,
    clock: { now: () => 0 },
    newId,
    author: () => author,
    nextNumber: () => Promise.resolve(++n),
  });
};
const patient = async (id: string): Promise<Stored<'patients'> | undefined> =>
  (await collections.patients.findOne(id).exec())?.toJSON() as Stored<'patients'> | undefined;

test('a write leaves one entry on the trail, with what was and what is, and counts as unsent', async () => {
  const unsent = followUnsent(collections);
  const id = newId();
  const { act } = acts();
  await act('register', [
    { collection: 'patients', id, change: () => ({ sex: 'female', birthDate: '1959' }) },
  ]);
  await act('correct', [
    { collection: 'patients', id, change: (before) => ({ ...before, birthDate: '1959-03-14' }) },
  ]);
  const stored = await patient(id);
  expect(stored?.trail.map(({ action, n, changes }) => [action.name, n, changes])).toEqual([
    [
      'register',
      1,
      [
        { path: '/birthDate', after: '1959' },
        { path: '/sex', after: 'female' },
      ],
    ],
    ['correct', 2, [{ path: '/birthDate', before: '1959', after: '1959-03-14' }]],
  ]);
  expect(stored?.['birthDate']).toBe('1959-03-14');
  await expect.poll(() => unsent.count.value).toBe(2);
  unsent.stop();
});

test('a write that changes nothing writes nothing', async () => {
  const id = newId();
  const { act } = acts();
  await act('register', [{ collection: 'patients', id, change: () => ({ sex: 'female' }) }]);
  const again = await act('correct', [
    { collection: 'patients', id, change: (before) => ({ ...before }) },
  ]);
  expect(again).toMatchObject({ ok: true, value: { mutations: [] } });
  expect((await patient(id))?.trail).toHaveLength(1);
});

test('two who say the same at once have said it once, and only the one who wrote it can take it back', async () => {
  const id = newId();
  const { act, undo } = acts();
  await act('register', [{ collection: 'patients', id, change: () => ({ sex: 'male' }) }]);
  const correct = () =>
    act('correct', [{ collection: 'patients', id, change: (p) => ({ ...p, sex: 'female' }) }]);
  const [first, second] = await Promise.all([correct(), correct()]);
  expect((await patient(id))?.trail).toHaveLength(2);
  expect([first, second].map((one) => one.ok && one.value.mutations.length)).toEqual([1, 0]);
  if (second.ok) await undo(second.value);
  expect((await patient(id))?.content).toEqual({ sex: 'female' });
});

test('what the roles do not cover is refused before it is stored', async () => {
  const { act } = acts();
  const id = newId();
  const refused = await act('rename', [
    { collection: 'locations', id, change: () => ({ kind: 'ward', name: 'x', status: 'active' }) },
  ]);
  expect(refused).toMatchObject({
    ok: false,
    error: { kind: 'not-allowed', collection: 'locations' },
  });
  expect(await collections.locations.findOne(id).exec()).toBeNull();
});

test('nobody signed in writes nothing', async () => {
  author = null;
  expect(
    await acts().act('x', [{ collection: 'patients', id: newId(), change: () => ({}) }]),
  ).toEqual({ ok: false, error: { kind: 'signed-out' } });
});

test('an undo is a mutation of its own that names the one it takes back', async () => {
  const id = newId();
  const { act, undo } = acts();
  await act('register', [{ collection: 'patients', id, change: () => ({ sex: 'female' }) }]);
  const done = await act('correct', [
    { collection: 'patients', id, change: (before) => ({ ...before, sex: 'other' as const }) },
  ]);
  if (!done.ok) throw new Error('not done');
  await undo(done.value);
  const stored = await patient(id);
  expect(stored?.content.sex).toBe('female');
  expect(stored?.trail.at(-1)?.undoes).toBe(done.value.mutations[0]?.mutation);
});

test('what was made is taken back as the house does, and can be read by the hospital (M9)', async () => {
  const [booking, person] = [newId(), newId()];
  const { act, undo } = acts();
  author = nurse(['doctor']);
  const made = await act('book', [
    { collection: 'patients', id: person, change: () => ({ sex: 'female' }) },
    { collection: 'appointments', id: booking, change: () => ({ status: 'booked' as const }) },
  ]);
  if (!made.ok) throw new Error('not made');
  const back = await undo(made.value);
  expect(back).toMatchObject({ ok: true, value: { mutations: [{ id: booking }] } });
  const stored = (await collections.appointments.findOne(booking).exec())?.toJSON();
  expect(stored?.content.status).toBe('entered-in-error');
  expect(parseContent('appointments', stored?.content).ok).toBe(true);
  expect((await patient(person))?.content).toEqual({ sex: 'female' });
});

test('an undo that finds nothing as it was says so', async () => {
  const id = newId();
  const { act, undo } = acts();
  author = nurse(['doctor']);
  const status = (one: 'booked' | 'arrived') => ({
    collection: 'appointments' as const,
    id,
    change: () => ({ status: one }),
  });
  const made = await act('book', [status('booked')]);
  await act('arrive', [status('arrived')]);
  if (!made.ok) throw new Error('not made');
  expect(await undo(made.value)).toEqual({ ok: false, error: { kind: 'changed-since' } });
});

test('the sixty-fifth change of one document has to wait for the network', async () => {
  const id = newId();
  const { act } = acts();
  for (let n = 0; n < 64; n++)
    await act('note', [{ collection: 'patients', id, change: () => ({ comment: String(n) }) }]);
  const last = await act('note', [
    { collection: 'patients', id, change: () => ({ comment: 'one too many' }) },
  ]);
  expect(last).toEqual({ ok: false, error: { kind: 'trail-full' } });
  expect((await patient(id))?.content.comment).toBe('63');
});

test('a document that the hospital could not take is refused before it is stored', async () => {
  const id = newId();
  const { act } = acts();
  const comment = 'x'.repeat(LIMITS.documentBytes);
  const refused = await act('note', [{ collection: 'patients', id, change: () => ({ comment }) }]);
  expect(refused).toEqual({ ok: false, error: { kind: 'too-large' } });
  expect(await patient(id)).toBeUndefined();
});

test('changes that together are too large to be sent wait for those before them', async () => {
  const id = newId();
  const { act } = acts();
  const note = (letter: string) =>
    act('note', [
      { collection: 'patients', id, change: () => ({ comment: letter.repeat(200_000) }) },
    ]);
  expect((await note('a')).ok).toBe(true);
  expect(await note('b')).toEqual({ ok: false, error: { kind: 'trail-full' } });
});

test('an action of which a later write is refused leaves nothing of the ones before', async () => {
  const [person, place] = [newId(), newId()];
  const { act } = acts();
  await act('register', [{ collection: 'patients', id: person, change: () => ({ sex: 'male' }) }]);
  const refused = await act('both', [
    { collection: 'patients', id: person, change: () => ({ sex: 'female' as const }) },
    {
      collection: 'locations',
      id: place,
      change: () => ({ kind: 'ward', name: 'x', status: 'active' }),
    },
  ]);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
  const stored = await patient(person);
  expect(stored?.content).toEqual({ sex: 'male' });
  const [, tried, back] = stored?.trail ?? [];
  expect(back).toMatchObject({ undoes: tried?.id, action: tried?.action });
});

test('a device that has no room even for a number says so, and nothing is written', async () => {
  const full = (): Promise<number> =>
    Promise.reject(new DOMException('No room', 'QuotaExceededError'));
  const { act } = createActs({
    collections,
    clock: { now: () => 0 },
    newId,
    author: () => author,
    nextNumber: full,
  });
  const id = newId();
  const done = await act('register', [
    { collection: 'patients', id, change: () => ({ sex: 'female', birthDate: '1959' }) },
  ]);
  expect(done).toEqual({ ok: false, error: { kind: 'storage-full' } });
  expect(await patient(id)).toBeUndefined();
});

test('who says what somebody says at the same moment is told of no change of their own', async () => {
  const id = newId<string>();
  const { act } = acts();
  const say = (comment: string) =>
    act('comment', [
      { collection: 'patients', id, change: (before: object) => ({ ...before, comment }) } as never,
    ]);
  await say('first');
  const both = await Promise.all([say('same'), say('same')]);
  const told = both.flatMap((done) => (done.ok ? done.value.mutations : []));
  const waiting = (await patient(id))?.trail.map((entry) => entry.id) ?? [];
  expect(told.map(({ mutation }) => mutation)).toEqual(waiting.slice(1));
});
