import { SLOTS } from './addresses.ts';
import {
  idOf,
  keysOf,
  loadDelta,
  openPages,
  PAGES_AT_ONCE,
  lowerBound,
  upperBound,
  type Collection,
  type Fresh,
} from './collection.ts';
import type { KeyRange } from './index-keys.ts';
import type { Doc, Row } from './rows.ts';
import {
  byText,
  loadDeadKeys,
  loadDirectory,
  namesWhatIsSetAside,
  readBlock,
  readRank,
  sortedDelta,
  type Block,
} from './runs.ts';
import type { Run } from './store.ts';

/** A row and the place where it lies; null while it stands in the log only. */
export interface Found {
  readonly row: Row;
  readonly at: number | null;
}
/** Something that a range of an index names. */
export interface Hit {
  readonly key: string;
  /** A place in a page, or the fresh row itself. */
  readonly at: number;
  readonly fresh: Fresh | null;
}

/** Rows by id. */
export async function findRows(
  collection: Collection,
  ids: readonly string[],
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const asked: { readonly id: string; readonly at: number }[] = [];
  const directory = await loadDirectory(collection);
  for (const id of ids) {
    const fresh = collection.fresh.get(id);
    if (fresh) found.set(id, { row: fresh, at: null });
    else for (const at of directory.find(id)) asked.push({ id, at });
  }
  if (asked.length === 0) return found;
  const pages = [...new Set(asked.map(({ at }) => pageOf(at)))];
  for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
    const part = pages.slice(from, from + PAGES_AT_ONCE);
    const opened = await openPages(collection, part);
    for (const { id, at } of asked) {
      const row = opened.get(pageOf(at))?.row(at % SLOTS);
      if (row && idOf(collection, row.doc) === id) found.set(id, { row, at });
    }
  }
  return found;
}

/** Hands the documents of hits on, in any order, each with its position; each page is opened once. */
export async function visitDocs(
  collection: Collection,
  hits: readonly Hit[],
  visit: (doc: Doc, position: number) => void,
): Promise<void> {
  const byPage = new Map<number, number[]>();
  for (const [position, { at, fresh }] of hits.entries()) {
    if (fresh) {
      visit(fresh.doc, position);
      continue;
    }
    const there = byPage.get(pageOf(at));
    if (there) there.push(position);
    else byPage.set(pageOf(at), [position]);
  }
  const pages = [...byPage.keys()].toSorted((a, b) => a - b);
  for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
    const part = pages.slice(from, from + PAGES_AT_ONCE);
    const opened = await openPages(collection, part);
    const visitAt = (page: number, position: number): void => {
      const doc = opened.get(page)?.doc((hits[position]?.at ?? 0) % SLOTS);
      if (doc) visit(doc, position);
    };
    for (const page of part) for (const position of byPage.get(page) ?? []) visitAt(page, position);
  }
}

/** How many documents a range holds: by the ranks of its edges, without walking where nothing was set aside. */
export async function countRange(
  collection: Collection,
  index: number,
  range: KeyRange,
): Promise<number> {
  const delta = await loadDelta(collection);
  if (namesWhatIsSetAside(collection)) {
    const walk = await walkRange(collection, index, range, false);
    return (await walk.next(Infinity)).length;
  }
  const dead = (await loadDeadKeys(collection))[index] ?? [];
  let count = 0;
  for (const run of collection.root.runs) {
    const from = await readRank(collection, run, index, lowerEdge(range));
    const to = await readRank(collection, run, index, upperEdge(range));
    count += Math.max(0, to - from);
  }
  const [low, high] = edgesIn(dead, range);
  count -= high - low;
  const entries = sortedDelta(delta, index);
  for (let i = firstIn(entries, range); i < entries.length; i++) {
    const { key, at } = entries[i] ?? { key: '', at: 0 };
    if (!isBelowUpper(key, range)) break;
    if (!collection.masks.isDead(at)) count += 1;
  }
  return count + freshIn(collection, index, range).length;
}

/** Walks over a range in either direction, some hits at a time. */
export interface Walk {
  /** At least one more, or none at the end. */
  next(atMost: number): Promise<readonly Hit[]>;
  /** The key that may come next; what is dead is passed over only by `next`. */
  peekKey(): string | null;
}
interface Source {
  /** The hit that it stands at; null at its end. */
  peek(): Hit | null;
  /** Goes on; true if a block must be read first. */
  step(): boolean;
  fill(): Promise<void>;
}

/** Opens a walk. Runs, delta and fresh rows are joined on the way. */
export async function walkRange(
  collection: Collection,
  index: number,
  range: KeyRange,
  isBackward: boolean,
): Promise<Walk> {
  const delta = await loadDelta(collection);
  const entries = sortedDelta(delta, index);
  const first = firstIn(entries, range);
  let last = first;
  while (last < entries.length && isBelowUpper(entries[last]?.key ?? '', range)) last += 1;
  const inDelta = entries.slice(first, last).map(({ key, at }) => ({ key, at, fresh: null }));
  const sources: Source[] = [
    listSource(inDelta, isBackward),
    listSource(freshIn(collection, index, range), isBackward),
  ];
  for (const run of collection.root.runs) {
    sources.push(await runSource(collection, run, { index, range, isBackward }));
  }
  const live = sources.filter((source) => source.peek());
  const isBefore = (a: string, b: string): boolean => (isBackward ? a > b : a < b);
  const nearest = (): Source | null => {
    let best: Source | null = null;
    for (const source of live) {
      const key = source.peek()?.key;
      if (key !== undefined && (!best || isBefore(key, best.peek()?.key ?? ''))) best = source;
    }
    return best;
  };
  return {
    peekKey: () => nearest()?.peek()?.key ?? null,
    next: async (atMost) => {
      const hits: Hit[] = [];
      while (hits.length < atMost) {
        const source = nearest();
        const hit = source?.peek();
        if (!source || !hit) break;
        if (hit.fresh || !collection.masks.isDead(hit.at)) hits.push(hit);
        if (source.step()) await source.fill();
      }
      return hits;
    },
  };
}

function listSource(hits: readonly Hit[], isBackward: boolean): Source {
  const ordered = isBackward ? hits.toReversed() : hits;
  let i = 0;
  return {
    peek: () => ordered[i] ?? null,
    step: () => {
      i += 1;
      return false;
    },
    fill: async () => undefined,
  };
}

interface RunWalk {
  readonly index: number;
  readonly range: KeyRange;
  readonly isBackward: boolean;
}

/** Only the block in which the walk begins is read; the other edge shows itself by its key. */
async function runSource(
  collection: Collection,
  run: Run,
  { index, range, isBackward }: RunWalk,
): Promise<Source> {
  const edge = isBackward ? upperEdge(range) : lowerEdge(range);
  let rank = (await readRank(collection, run, index, edge)) - (isBackward ? 1 : 0);
  let block: Block = { keys: [], ats: new Uint32Array() };
  let start = 0;
  const isThere = (): boolean => rank >= 0 && rank < run.size;
  const isOpen = (): boolean => rank >= start && rank < start + block.keys.length;
  const fill = async (): Promise<void> => {
    const n = Math.floor(rank / run.block);
    block = await readBlock(collection, run.run, index, n);
    start = n * run.block;
  };
  if (isThere()) await fill();
  let hit: Hit | null = null;
  const look = (): void => {
    const key = isThere() && isOpen() ? (block.keys[rank - start] ?? '') : null;
    const isIn = key !== null && isAboveLower(key, range) && isBelowUpper(key, range);
    hit = isIn ? { key, at: block.ats[rank - start] ?? 0, fresh: null } : null;
  };
  look();
  return {
    peek: () => hit,
    step: () => {
      rank += isBackward ? -1 : 1;
      look();
      return isThere() && !isOpen();
    },
    fill: async () => {
      await fill();
      look();
    },
  };
}

function lowerEdge({ lower, isLowerIn }: KeyRange) {
  return { key: lower, isBelow: isLowerIn };
}

function upperEdge({ upper, isUpperIn }: KeyRange) {
  return { key: upper, isBelow: !isUpperIn };
}

function freshIn(collection: Collection, index: number, range: KeyRange): readonly Hit[] {
  const hits: Hit[] = [];
  for (const fresh of collection.fresh.values()) {
    const key = keysOf(collection, fresh)[index] ?? '';
    if (isAboveLower(key, range) && isBelowUpper(key, range)) hits.push({ key, at: -1, fresh });
  }
  return hits.toSorted((a, b) => byText(a.key, b.key));
}

function firstIn(entries: readonly { readonly key: string }[], range: KeyRange): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAboveLower(entries[middle]?.key ?? '', range)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function edgesIn(keys: readonly string[], range: KeyRange): readonly [number, number] {
  const low = range.isLowerIn ? lowerBound(keys, range.lower) : upperBound(keys, range.lower);
  const high = range.isUpperIn ? upperBound(keys, range.upper) : lowerBound(keys, range.upper);
  return [low, Math.max(low, high)];
}

function isAboveLower(key: string, { lower, isLowerIn }: KeyRange): boolean {
  return isLowerIn ? key >= lower : key > lower;
}

function isBelowUpper(key: string, { upper, isUpperIn }: KeyRange): boolean {
  return isUpperIn ? key <= upper : key < upper;
}

export function pageOf(at: number): number {
  return Math.floor(at / SLOTS);
}
