import { afterEach, beforeEach, expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { newId } from '#shared/domain/ids.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aRow,
  pullAnswerOf,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createPull } from './pull.ts';
import { createPullPages, pulledOf, type PullPages } from './pull-pages.ts';

const LIMIT = 3;
let hospital: TestHospital;
let pages: PullPages;
let reads = 0;
beforeEach(async () => {
  hospital = await aHospital();
  pages = createPullPages(hospital.store);
  reads = 0;
});
afterEach(async () => {
  pages.stop();
  await hospital.close();
});

async function pull(checkpoint: Checkpoint | null = null, scopes = ['facility']) {
  const { store } = hospital;
  const readFeed: typeof store.readFeed = (question) => {
    reads += 1;
    return store.readFeed(question);
  };
  const counted = createPull({ store: { ...store, readFeed }, pages });
  return pullAnswerOf(
    await counted({ scopes }, { collection: 'patients', checkpoint, limit: LIMIT }),
  );
}
async function write(...ids: readonly string[]): Promise<void> {
  const row = (id: string) =>
    aRow(id, anEntry(hospital.doctor, [aChange('/comment', undefined, newId())]));
  await hospital.push('patients', ...ids.map(row));
}
const people = (count: number): readonly string[] =>
  Array.from({ length: count }, () => newId<string>());
const idsOf = ({ documents }: PullAnswer): readonly string[] => documents.map(({ id }) => id);

test('a page is read once, however many ask for it', async () => {
  await write(...people(7));
  const first = await pull();
  const second = await pull(first.checkpoint);
  expect(await pull()).toEqual(first);
  expect(await pull(first.checkpoint)).toEqual(second);
  expect(reads).toBe(2);
});

test('a newer version drops no page: whoever has the older one gets it behind that', async () => {
  const [a = '', ...others] = people(7);
  await write(a, ...others);
  await pull();
  await write(a);
  let { documents, checkpoint, isEnd } = await pull();
  expect(reads).toBe(1);
  const held = new Map(documents.map(({ id, rev }) => [id, rev]));
  while (!isEnd) {
    ({ documents, checkpoint, isEnd } = await pull(checkpoint));
    for (const { id, rev } of documents) held.set(id, rev);
  }
  expect(held.size).toBe(7);
  expect(held.get(a)).toBe('e1.8');
});

test('the page at the feed’s end goes with the next change: nobody is told that nothing lies beyond (S6)', async () => {
  await write(...people(2));
  expect(await pull()).toMatchObject({ isEnd: true });
  const [late = ''] = people(1);
  await write(late);
  const page = await pull();
  expect(idsOf(page)).toContain(late);
  expect(reads).toBe(2);
});

test('what left is in no page that was kept, and a page that tells of it is not kept (S6)', async () => {
  const [gone = '', ...others] = people(7);
  await write(gone, ...others);
  expect(idsOf(await pull())).toContain(gone);
  await hospital.store.transaction(async (tx) => tx.moveInFeed('patients', gone, 'leave'));
  expect(idsOf(await pull())).not.toContain(gone);
  let { checkpoint } = await pull();
  ({ checkpoint } = await pull(checkpoint));
  const before = reads;
  for (let n = 0; n < 2; n += 1) {
    const { documents } = await pull(checkpoint);
    expect(documents).toMatchObject([{ id: gone, _deleted: true }]);
  }
  expect(reads).toBe(before + 2);
});

test('a reader whose other scope holds what left sees another page than one who must forget it (S6)', async () => {
  const [gone = '', stays = ''] = people(2);
  await write(gone, stays);
  const { store, clock } = hospital;
  const always = { starts: 0, ends: Number.MAX_SAFE_INTEGER };
  const [ward, other] = ['ward:1', 'ward:2'];
  await store.transaction(async (tx) => {
    tx.claim({ target: `patients/${gone}`, scope: ward, starts: 0, ends: clock.now() + 1000 });
    tx.claim({ target: `patients/${gone}`, scope: other, ...always });
    tx.claim({ target: `patients/${stays}`, scope: ward, ...always });
  });
  clock.set('2026-11-25T07:00:00.000Z');
  await store.transaction(async (tx) => tx.settle(`patients/${gone}`));
  expect(idsOf(await pull(null, [ward, other]))).toEqual([stays]);
  expect((await pull(null, [ward])).documents).toMatchObject([
    { id: stays, _deleted: false },
    { id: gone, _deleted: true },
  ]);
});

test('pages make room for one another, each counted with what is kept around it', async () => {
  await write(...people(9));
  pages.stop();
  // Two small ones, though their bytes alone would let in six.
  pages = createPullPages(hospital.store, 6000);
  const first = await pull();
  const second = await pull(first.checkpoint);
  await pull(second.checkpoint);
  const before = reads;
  await pull(second.checkpoint);
  await pull(first.checkpoint);
  expect(reads).toBe(before);
  await pull();
  expect(reads).toBe(before + 1);
});

test('a page says the same in every form that browsers decode, each made once', async () => {
  const pulled = pulledOf(Buffer.from('[1,2,3]'.repeat(100)));
  for (const [coding, decode] of [
    ['zstd', zstdDecompressSync],
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const form = await pulled.coded(coding);
    expect(form.byteLength).toBeLessThan(pulled.bytes.byteLength);
    expect(decode(form).equals(pulled.bytes)).toBe(true);
    expect(await pulled.coded(coding)).toBe(form);
  }
});

test('a page that something left while it was read is not kept', async () => {
  const [gone = ''] = people(1);
  await write(gone, ...people(6));
  const { store } = hospital;
  const readFeed: typeof store.readFeed = async (question) => {
    const page = await store.readFeed(question);
    await store.transaction(async (tx) => tx.moveInFeed('patients', gone, 'leave'));
    return page;
  };
  const request = { collection: 'patients', checkpoint: null, limit: LIMIT } as const;
  await createPull({ store: { ...store, readFeed }, pages })({ scopes: ['facility'] }, request);
  const { documents } = await pull();
  expect(documents.map(({ id }) => id)).not.toContain(gone);
});
