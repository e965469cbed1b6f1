import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { PushResult } from '#shared/sync/push.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { createKeptMutations } from './kept-mutations.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
const entry = (): TrailEntry => ({
  id: newId(),
  device: newId(),
  n: 1,
  by: newId(),
  at: '',
  action: { id: newId(), name: 'edit' },
  changes: [{ path: '/comment', after: 'x' }],
});
const answer = (id: string, outcome: PushResult['outcome'], rev = 'e.1'): PushResult => ({
  id,
  outcome,
  document: { id, rev, trail: [], content: {}, _deleted: false },
});

test('what the hospital has accepted is kept with its revision, what it refused is not (S11)', async () => {
  const kept = createKeptMutations(openAcceptedStore());
  await kept.tellTime('2026-11-24T07:00:00.000Z');
  const rows = ['applied', 'merged', 'noop', 'rejected'].map((id) => ({
    id,
    rev: '',
    trail: [entry(), entry()],
  }));
  const results = rows.map(({ id }) => answer(id, id as PushResult['outcome'], `e.${id.length}`));
  await kept.keep('patients', rows, results);
  const said = (await kept.list()).map(({ id, rev }) => `${id} ${rev}`);
  expect(said.toSorted()).toEqual([
    'applied e.7',
    'applied e.7',
    'merged e.6',
    'merged e.6',
    'noop e.4',
    'noop e.4',
  ]);
});

test('it is offered in the order in which it was made, whatever its ids (S11)', async () => {
  const kept = createKeptMutations(openAcceptedStore());
  await kept.tellTime('2026-11-24T07:00:00.000Z');
  const ids = [entry(), entry(), entry()].map(({ id }) => id).toReversed();
  const trail = ids.map((id, n) => ({ ...entry(), id, n }));
  await kept.keep('patients', [{ id: 'a', rev: '', trail }], [answer('a', 'applied')]);
  expect((await kept.list()).map((one) => one.entry.n)).toEqual([0, 1, 2]);
});

test('it is kept for 35 days of the hospital’s time, over restarts; what came back stands under its new revision once', async () => {
  const kept = createKeptMutations(openAcceptedStore());
  const trail = [entry()];
  await kept.tellTime('2026-10-01T00:00:00.000Z');
  await kept.keep('patients', [{ id: 'a', rev: '', trail }], [answer('a', 'applied')]);
  await kept.moveTo('f.9', await kept.list());
  const again = createKeptMutations(openAcceptedStore());
  await again.tellTime('2026-11-04T00:00:00.000Z');
  expect(await again.list()).toMatchObject([{ id: 'a', rev: 'f.9', entry: trail[0] }]);
  await again.tellTime('2026-11-06T00:00:00.000Z');
  expect(await again.list()).toEqual([]);
});

test('a device that keeps nothing goes on: a push is no worse for it', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const kept = createKeptMutations(openAcceptedStore());
  await kept.tellTime('2026-10-01T00:00:00.000Z');
  await kept.keep('patients', [{ id: 'a', rev: '', trail: [entry()] }], [answer('a', 'applied')]);
  expect(await kept.list()).toEqual([]);
});

test('no more is kept than a device can bear: the oldest go first', async () => {
  const store = openAcceptedStore();
  await store.write([1, 2, 3, 4].map((at) => [[at, `m${at}`], at] as const));
  await store.drop(0, 3);
  expect(await store.list()).toEqual([2, 3, 4]);
});

test('on a device that seals nothing of it lies in the clear, and what an older version kept so is still offered', async () => {
  const use: KeyUsage[] = ['encrypt', 'decrypt'];
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, use);
  const key = { id: 1, key: made };
  const keep = async (store: ReturnType<typeof openAcceptedStore>, id: string): Promise<void> => {
    const rows = [{ id, rev: '', trail: [entry()] }];
    await createKeptMutations(store).keep('patients', rows, [answer(id, 'applied')]);
  };
  await keep(openAcceptedStore(), 'before');
  await keep(openAcceptedStore(key), 'since');
  const sealed = await createKeptMutations(openAcceptedStore(key)).list();
  expect(sealed.map(({ id }) => id).toSorted()).toEqual(['before', 'since']);
  const raw = await openAcceptedStore().list<{ readonly id: string }>();
  expect(raw.map(({ id }) => id)).toEqual(['before']);
});
