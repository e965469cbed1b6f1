import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { OfferRequest } from '#shared/sync/offer.ts';
import { parseOffered } from '#shared/sync/parse-offer.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { createKeptMutations, type KeptMutations } from './kept-mutations.ts';
import { offerLost } from './offer-lost.ts';

const session = { epoch: 'new', past: [{ epoch: 'old', lastSeq: 5 }] };
let kept: KeptMutations;
let pages: OfferRequest[];
let status: (page: number) => number;
const offer = () =>
  offerLost({ collections: {} as never, kept, session }, new AbortController().signal);
async function keep(id: string, count: number, { rev = 'old.9', text = 'x' } = {}): Promise<void> {
  const trail = Array.from({ length: count }, (): TrailEntry => ({
    id: newId(),
    device: newId(),
    n: 1,
    by: newId(),
    at: '2026-11-24T07:00:00.000Z',
    action: { id: newId(), name: 'edit' },
    changes: [{ path: '/comment', after: text }],
  }));
  const document = { id, rev, trail: [], content: {}, _deleted: false };
  await kept.keep('patients', [{ id, rev: '', trail }], [{ id, outcome: 'applied', document }]);
}
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  kept = createKeptMutations(openAcceptedStore());
  [pages, status] = [[], () => 200];
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    const page = JSON.parse(String(body)) as OfferRequest;
    pages.push(page);
    const results = page.documents.map(({ collection, id }) => ({
      collection,
      id,
      rev: 'new.6',
      restored: 1,
      known: 0,
      refused: 0,
    }));
    return Response.json({ results }, { status: status(pages.length) });
  });
});

test('only what is lost is offered, in pieces that every door takes, and the last page says so (S11)', async () => {
  const [held, long, large] = [newId<string>(), newId<string>(), newId<string>()];
  await keep(held, 1, { rev: 'old.5' });
  await keep(long, 150);
  await keep(large, 12, { text: 'ü'.repeat(300_000) });
  expect((await offer()).ok).toBe(true);
  const offered = pages.flatMap(({ documents }) => documents);
  expect(offered.every((one) => parseOffered(one).ok)).toBe(true);
  const count = (id: string): number =>
    offered
      .filter((one) => one.id === id)
      .reduce((sum, { mutations }) => sum + mutations.length, 0);
  expect([count(held), count(long), count(large)]).toEqual([0, 150, 12]);
  expect(pages.every((page) => new Blob([JSON.stringify(page)]).size < 4 * 1024 * 1024)).toBe(true);
  expect(pages.map(({ isLast }) => isLast)).toEqual([...pages.slice(1).map(() => false), true]);
  expect(new Set((await kept.list()).map(({ rev }) => rev))).toEqual(new Set(['old.5', 'new.6']));
  pages = [];
  await offer();
  expect(pages).toMatchObject([{ documents: [], isLast: true }]);
});

test('a page that nobody takes holds back no other, and the hospital is not told that all has come', async () => {
  for (let n = 0; n < 150; n += 1) await keep(newId(), 1);
  status = (page) => (page <= 5 ? 422 : 200);
  expect((await offer()).ok).toBe(true);
  expect(pages.map(({ documents, isLast }) => [documents.length, isLast])).toEqual([
    ...Array.from({ length: 5 }, () => [100, false]),
    [50, false],
  ]);
});

test('a page that was cut on its way is sent again, and nothing of it is left out (S11)', async () => {
  await keep(newId(), 1);
  status = (page) => (page === 1 ? 422 : 200);
  expect((await offer()).ok).toBe(true);
  expect(pages.map(({ documents, isLast }) => [documents.length, isLast])).toEqual([
    [1, true],
    [1, true],
  ]);
  expect((await kept.list())[0]?.rev).toBe('new.6');
});

test('a line that breaks leaves all of it for the next session', async () => {
  await keep(newId(), 1);
  status = () => 503;
  expect(await offer()).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  expect((await kept.list())[0]?.rev).toBe('old.9');
});
