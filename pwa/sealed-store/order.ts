import { SLOTS } from './addresses.ts';
import { kill, liveRows, openPages, PAGES_AT_ONCE, type Collection } from './collection.ts';
import { pageOf, walkRange, type Found } from './reading.ts';
import { byText } from './runs.ts';
import type { Drop } from './shelves.ts';
import type { Ordering, Plain, Root } from './store.ts';
import { afterPages, packPages, plainPages } from './writing.ts';

/**
 * Pages in the order of the first index, which is that of the list: then fifty neighbours lie in two or three pages. It is done in two
 * rounds, because documents that come from a hospital come in no order at all: first so many pages at a time are put in order among
 * themselves, then those are joined like so many sorted piles. Each step is one transaction, and tells in the root how far it is.
 */

/** Fewer new pages than this are not worth it. */
const LEAST_PAGES = 8;
const LEAST_SHARE = 0.2;

/** What the next step has to do; null where pages are in order, or nearly so. */
export function nextOrdering({ root }: Collection): Ordering | null {
  if (root.ordering) return root.ordering;
  const news = root.nextPage - root.orderedUpTo;
  if (news < LEAST_PAGES || news < root.nextPage * LEAST_SHARE) return null;
  return { round: 'piles', next: 0, until: root.nextPage };
}

/** One step; the records of what is dead go with it. */
export async function order(
  collection: Collection,
  ordering: Ordering,
  sweep: () => { readonly plains: readonly Plain[]; readonly drops: readonly Drop[] },
): Promise<void> {
  const { store, indexes } = collection;
  const found =
    ordering.round === 'piles'
      ? await pileOf(collection, ordering)
      : await joinedOf(collection, ordering);
  const [first] = indexes;
  const sorted = found.rows
    .map((one) => ({ one, key: first?.keyOf(one.row.doc) ?? '' }))
    .toSorted((a, b) => byText(a.key, b.key))
    .map(({ one }) => one);
  const pages = packPages(
    sorted.map(({ row }) => row),
    store.sizes.page,
  );
  const nextPage = collection.root.nextPage + pages.length;
  const isDone = found.next === null;
  const root: Root = {
    ...collection.root,
    nextPage,
    ordering: isDone ? null : found.next,
    orderedUpTo: isDone ? nextPage : collection.root.orderedUpTo,
  };
  for (const { at, row } of sorted) if (at !== null) kill(collection, at, row.doc);
  afterPages(collection, pages, root);
  const { plains, drops } = sweep();
  await store.commit([...plainPages(collection, pages, root), ...plains], drops);
}

interface Step {
  readonly rows: readonly Found[];
  /** How it goes on; null at the end. */
  readonly next: Ordering | null;
}

async function pileOf(
  collection: Collection,
  { next, until }: Extract<Ordering, { round: 'piles' }>,
): Promise<Step> {
  const { masks, root, store } = collection;
  const pages: number[] = [];
  let page = next;
  for (let docs = 0; page < until && docs < store.sizes.step; page++) {
    docs += masks.live(page);
    if (masks.live(page) > 0) pages.push(page);
  }
  const rows = await rowsIn(collection, pages);
  if (page < until) return { rows, next: { round: 'piles', next: page, until } };
  // One pile is in order as it is.
  if (next === 0) return { rows, next: null };
  const below = root.nextPage + rows.length;
  return { rows, next: { round: 'joined', after: '', below } };
}

async function joinedOf(
  collection: Collection,
  { after, below }: Extract<Ordering, { round: 'joined' }>,
): Promise<Step> {
  const range = { lower: after, upper: '\uffff', isLowerIn: false, isUpperIn: true };
  const walk = await walkRange(collection, 0, range, false);
  const hits = await walk.next(Math.ceil(collection.store.sizes.step / 2));
  const last = hits.at(-1);
  if (!last) return { rows: [], next: null };
  const old = hits.filter(({ at, fresh }) => !fresh && pageOf(at) < below);
  const rows = await rowsAt(
    collection,
    old.map(({ at }) => at),
  );
  return { rows, next: { round: 'joined', after: last.key, below } };
}

async function rowsIn(collection: Collection, pages: readonly number[]): Promise<Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
    const opened = await openPages(collection, pages.slice(from, from + PAGES_AT_ONCE));
    for (const [page, rows] of opened) found.push(...liveRows(collection, page, rows));
  }
  return found;
}

async function rowsAt(collection: Collection, ats: readonly number[]): Promise<Found[]> {
  const pages = [...new Set(ats.map(pageOf))].toSorted((a, b) => a - b);
  const found: Found[] = [];
  for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
    const part = new Set(pages.slice(from, from + PAGES_AT_ONCE));
    const opened = await openPages(collection, [...part]);
    for (const at of ats) {
      const row = part.has(pageOf(at)) ? opened.get(pageOf(at))?.row(at % SLOTS) : null;
      if (row) found.push({ row, at });
    }
  }
  return found;
}
