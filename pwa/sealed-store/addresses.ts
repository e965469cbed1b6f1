import type { Drop } from './shelves.ts';

/** Where things lie. Every key is a number that says nothing about what lies there. */

/** Slots in a page at most; a place is `page * SLOTS + slot`. */
export const SLOTS = 32;
const PAGES = 2 ** 26;
const LOG = 2 ** 32;
const RUNS = 2 ** 20;
const INDEXES = 32;
const BLOCKS = 2 ** 16;
/** In the place of an index: where each document of a run lies, by the hash of its id. */
export const DIRECTORY = INDEXES - 1;
/** In the place of a run: which slots are dead. */
const MASKS = 0;

export const pageKey = (collection: number, page: number): number => collection * PAGES + page;
export const logKey = (collection: number, n: number): number => collection * LOG + n;

interface BlockAt {
  readonly run: number;
  readonly index: number;
  readonly block: number;
}
export const blockKey = (collection: number, { run, index, block }: BlockAt): number =>
  ((collection * RUNS + run) * INDEXES + index) * BLOCKS + block;
export const maskKey = (collection: number, chunk: number): number =>
  blockKey(collection, { run: MASKS, index: 0, block: chunk });

/** All blocks of one run. */
export function runRange(collection: number, run: number): Drop {
  const from = blockKey(collection, { run, index: 0, block: 0 });
  return { shelf: 'index', from, to: from + INDEXES * BLOCKS - 1 };
}

/** The log records of a collection below a number. */
export function logRange(collection: number, below = LOG): Drop {
  return { shelf: 'log', from: logKey(collection, 0), to: logKey(collection, below) - 1 };
}

/** Everything that belongs to a collection. */
export function everythingOf(collection: number): readonly Drop[] {
  const index = blockKey(collection, { run: 0, index: 0, block: 0 });
  return [
    { shelf: 'root', from: collection, to: collection },
    logRange(collection),
    { shelf: 'pages', from: pageKey(collection, 0), to: pageKey(collection + 1, 0) - 1 },
    {
      shelf: 'index',
      from: index,
      to: blockKey(collection + 1, { run: 0, index: 0, block: 0 }) - 1,
    },
  ];
}
