import { logKey, maskKey, pageKey, runRange } from './addresses.ts';
import { kill, liveRows, loadDelta, openPages, type Collection, type Entry } from './collection.ts';
import { nextOrdering, order } from './order.ts';
import type { Found } from './reading.ts';
import type { Row } from './rows.ts';
import { byText, namesWhatIsSetAside, plainsOf, readAll, readHashes, sortedDelta } from './runs.ts';
import type { Drop } from './shelves.ts';
import { plainRoot, type Ordering, type Plain, type Root, type Run } from './store.ts';
import { afterPages, packPages, plainPages } from './writing.ts';

/** What may lie about before it is put away. */
export interface TidyLimits {
  /** Log records. */
  readonly logged: number;
  /** Documents in pages that stand in no run. */
  readonly unlisted: number;
}
export const BUSY: TidyLimits = { logged: 256, unlisted: 8000 };
export const IDLE: TidyLimits = { logged: 16, unlisted: 500 };
export const EVERYTHING: TidyLimits = { logged: 0, unlisted: 0 };
const MOST_MOVED = 64;

/** One step of putting away; false when nothing is left. Each is one transaction, and whole or not at all. */
export async function tidyStep(collection: Collection, limits: TidyLimits): Promise<boolean> {
  const { root, delta } = collection;
  const pages = root.nextPage - root.indexedUpTo;
  const unlisted = delta ? delta.hashes.length / 3 : pages * collection.store.sizes.page;
  const ordering = limits === BUSY ? null : nextOrdering(collection);
  const putInOrder = (next: Ordering): Promise<void> =>
    order(collection, next, () => sweep(collection));
  if (collection.logged > limits.logged) await fold(collection);
  // Before they are listed, so that they are listed once.
  else if (ordering?.round === 'piles') await putInOrder(ordering);
  else if (unlisted > limits.unlisted) await list(collection);
  else {
    const runs = runsToMerge(collection, limits);
    if (runs.length > 0) await merge(collection, runs);
    else if (ordering) await putInOrder(ordering);
    else return false;
  }
  return true;
}

/** The log becomes pages; with it goes what still lives in pages that are nearly empty. */
async function fold(collection: Collection): Promise<void> {
  const { store, nextLog, fresh, indexes } = collection;
  await loadDelta(collection);
  const moved = await rowsOfThinPages(collection);
  const [first] = indexes;
  const rows: Row[] = [...fresh.values(), ...moved.map(({ row }) => row)]
    .map((row) => ({ row, key: first?.keyOf(row.doc) ?? '' }))
    .toSorted((a, b) => byText(a.key, b.key))
    .map(({ row: { doc, isMaster, base } }) => ({ doc, isMaster, base }));
  const pages = packPages(rows, store.sizes.page);
  const nextPage = collection.root.nextPage + pages.length;
  const root: Root = { ...collection.root, nextPage, nextLog };
  for (const { at, row } of moved) if (at !== null) kill(collection, at, row.doc);
  afterPages(collection, pages, root);
  const { plains, drops } = sweep(collection);
  await store.commit(
    [...plainPages(collection, pages, root), ...plains],
    [...foldedLog(collection), ...drops],
  );
  fresh.clear();
  collection.logged = 0;
}

async function rowsOfThinPages(collection: Collection): Promise<readonly Found[]> {
  const { masks, root, store } = collection;
  const thin: number[] = [];
  for (let page = 0; page < root.nextPage && thin.length < MOST_MOVED; page++) {
    const live = masks.live(page);
    if (live > 0 && live <= store.sizes.page / 2) thin.push(page);
  }
  const found: Found[] = [];
  for (const [page, rows] of await openPages(collection, thin))
    found.push(...liveRows(collection, page, rows));
  return found;
}

/** Pages in which nothing lives and which no run names any more. */
function dropEmptyPages({ masks, number, root }: Collection): Drop[] {
  const drops: Drop[] = [];
  for (let page = 0; page < root.nextPage; page++) {
    const isEmpty = masks.slots(page) > 0 && !masks.isDropped(page) && masks.live(page) === 0;
    const isUnlisted = page >= root.indexedUpTo || masks.dead(page) === masks.unlisted(page);
    if (!isEmpty || !isUnlisted) continue;
    masks.drop(page);
    const key = pageKey(number, page);
    drops.push({ shelf: 'pages', from: key, to: key });
  }
  return drops;
}

/** Empty pages go, and what is dead is noted. */
function sweep(collection: Collection): { readonly plains: Plain[]; readonly drops: Drop[] } {
  const drops = dropEmptyPages(collection);
  const { store, number } = collection;
  for (const { from } of drops) store.cache.drop(`${number}/${from - pageKey(number, 0)}`);
  return { plains: plainMasks(collection), drops };
}

function plainMasks({ masks, number }: Collection): Plain[] {
  return masks
    .takeChanged()
    .map(({ chunk, bytes }) => ({ shelf: 'index', key: maskKey(number, chunk), bytes }));
}

/** The log up to now, but for records that could not be opened: those stay. */
function foldedLog({ number, nextLog, aside }: Collection): Drop[] {
  const drops: Drop[] = [];
  let from = 0;
  for (const n of [...aside, nextLog]) {
    if (n > from)
      drops.push({ shelf: 'log', from: logKey(number, from), to: logKey(number, n - 1) });
    from = n + 1;
  }
  return drops;
}

/** Pages that stand in no run get one. */
async function list(collection: Collection): Promise<void> {
  const { masks, root } = collection;
  const delta = await loadDelta(collection);
  const isAlive = ({ at }: Entry): boolean => !masks.isDead(at);
  const entries = collection.indexes.map((_, i) => sortedDelta(delta, i).filter(isAlive));
  const hashes = liveHashes(collection, delta.hashes);
  const run: Run = {
    run: root.nextRun,
    from: root.indexedUpTo,
    to: root.nextPage,
    block: collection.store.sizes.block,
    size: hashes.length / 3,
  };
  await putRun(collection, run, {
    plains: plainsOf(collection, run, entries, hashes),
    replaced: [],
  });
  collection.delta = {
    entries: entries.map(() => []),
    isSorted: entries.map(() => true),
    hashes: [],
  };
}

/** The newest runs become one; what has died in them is left out. */
async function merge(collection: Collection, runs: readonly Run[]): Promise<void> {
  const { indexes, masks, root, store } = collection;
  const entries: Entry[][] = [];
  for (const [index] of indexes.entries()) {
    const all = await Promise.all(runs.map((run) => readAll(collection, run, index)));
    const live = all.flat().filter(({ at }) => !masks.isDead(at));
    entries.push(live.toSorted((a, b) => byText(a.key, b.key)));
  }
  const hashes: number[] = [];
  for (const run of runs)
    for (const number of liveHashes(collection, await readHashes(collection, run)))
      hashes.push(number);
  const from = runs[0]?.from ?? 0;
  const to = runs.at(-1)?.to ?? 0;
  const run: Run = {
    run: root.nextRun,
    from,
    to,
    block: store.sizes.block,
    size: hashes.length / 3,
  };
  const plains = plainsOf(collection, run, entries, hashes);
  await putRun(collection, run, { plains, replaced: runs });
  collection.deadKeys = null;
}

/** One transaction: the run, the root that names it, and what it replaces. */
async function putRun(
  collection: Collection,
  run: Run,
  { plains, replaced }: { readonly plains: readonly Plain[]; readonly replaced: readonly Run[] },
): Promise<void> {
  const { number, store, masks, root: before } = collection;
  const kept = before.runs.filter((one) => !replaced.includes(one));
  const root: Root = {
    ...before,
    indexedUpTo: Math.max(before.indexedUpTo, run.to),
    nextRun: before.nextRun + 1,
    runs: run.size > 0 ? [...kept, run] : kept,
  };
  for (let page = run.from; page < run.to; page++) masks.unlist(page);
  collection.root = root;
  const swept = sweep(collection);
  // Where there is no run at all, there may be some that were given up.
  const first =
    kept.length > 0 ? [] : [{ ...runRange(number, run.run), from: runRange(number, 1).from }];
  await store.commit(
    [...plains, ...swept.plains, plainRoot(number, root)],
    [...first, ...[run, ...replaced].map((one) => runRange(number, one.run)), ...swept.drops],
  );
  for (const one of replaced) store.cache.dropAll(`${number}:${one.run}/`);
}

function liveHashes(
  { masks }: Collection,
  hashes: Uint32Array | readonly number[],
): readonly number[] {
  const live: number[] = [];
  for (let i = 0; i < hashes.length; i += 3)
    if (!masks.isDead(hashes[i + 2] ?? 0))
      live.push(hashes[i] ?? 0, hashes[i + 1] ?? 0, hashes[i + 2] ?? 0);
  return live;
}

/**
 * Neighbours at the end, as long as the next is not more than twice as large as those behind it; all of them where much has died, or a
 * page that they name was set aside.
 */
function runsToMerge({ root, masks, store }: Collection, limits: TidyLimits): readonly Run[] {
  const { runs } = root;
  if (limits === BUSY) return [];
  if (isMostlyDead({ root, masks }) || namesWhatIsSetAside({ root, masks })) return runs;
  if (runs.length <= store.sizes.runs) return [];
  let first = runs.length - 1;
  let size = runs[first]?.size ?? 0;
  while (first > 0 && (first > runs.length - 2 || (runs[first - 1]?.size ?? 0) <= size * 2)) {
    first -= 1;
    size += runs[first]?.size ?? 0;
  }
  return runs.slice(first);
}

function isMostlyDead({ root, masks }: Pick<Collection, 'root' | 'masks'>): boolean {
  const listed = root.runs.reduce((sum, { size }) => sum + size, 0);
  let live = 0;
  for (let page = 0; page < root.indexedUpTo; page++) live += masks.live(page);
  return listed > 64 && live < listed * 0.55;
}
