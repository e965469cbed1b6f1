import { blockKey, DIRECTORY, SLOTS } from './addresses.ts';
import {
  loadDelta,
  lowerBound,
  openPages,
  PAGES_AT_ONCE,
  upperBound,
  type Collection,
  type Delta,
  type Entry,
} from './collection.ts';
import { createDirectory, type Directory } from './directory.ts';
import type { Doc } from './rows.ts';
import type { Plain, Run } from './store.ts';

type Bytes = Uint8Array<ArrayBuffer>;
/** Some neighbours of one index in one run. */
export interface Block {
  readonly keys: readonly string[];
  readonly ats: Uint32Array;
}
const HASHES = 4096;

/** A block of the index could not be opened: everything in runs is read anew from the pages, which are the truth. */
export class IndexDamaged extends Error {}

/** The records of a run: for each index its blocks and, in block 0, the first key of each. */
export function plainsOf(
  { number }: Collection,
  { run, block: size }: Pick<Run, 'run' | 'block'>,
  entries: readonly (readonly Entry[])[],
  hashes: readonly number[],
): Plain[] {
  const plains: Plain[] = [];
  const add = (index: number, block: number, bytes: Bytes): void => {
    plains.push({ shelf: 'index', key: blockKey(number, { run, index, block }), bytes });
  };
  for (const [index, sorted] of entries.entries()) {
    const fences: string[] = [];
    for (let from = 0; from < sorted.length; from += size) {
      const part = sorted.slice(from, from + size);
      fences.push(part[0]?.key ?? '');
      add(index, fences.length, encodeBlock(part));
    }
    add(index, 0, new TextEncoder().encode(JSON.stringify(fences)));
  }
  for (let from = 0, block = 1; from < hashes.length; from += HASHES * 3, block += 1)
    add(
      DIRECTORY,
      block,
      new Uint8Array(Uint32Array.from(hashes.slice(from, from + HASHES * 3)).buffer),
    );
  return plains;
}

function encodeBlock(entries: readonly Entry[]): Bytes {
  const keys = new TextEncoder().encode(JSON.stringify(entries.map(({ key }) => key)));
  const ats = Uint32Array.from([entries.length, ...entries.map(({ at }) => at)]);
  const bytes = new Uint8Array(ats.byteLength + keys.length);
  bytes.set(new Uint8Array(ats.buffer));
  bytes.set(keys, ats.byteLength);
  return bytes;
}

function decodeBlock(bytes: Bytes): Block {
  const count = new Uint32Array(bytes.buffer, 0, 1)[0] ?? 0;
  const ats = new Uint32Array(bytes.buffer, 4, count);
  const keys = JSON.parse(new TextDecoder().decode(bytes.subarray(4 + count * 4))) as string[];
  return { keys, ats };
}

async function readRecord(
  { store, number, name }: Collection,
  at: { readonly run: number; readonly index: number; readonly block: number },
): Promise<Bytes> {
  const key = blockKey(number, at);
  const [sealed] = await store.shelves.read('index', [key]);
  const opened = await store.seals.unseal({ shelf: 'index', key }, sealed);
  if (opened.ok) return opened.value;
  store.damaged({ shelf: 'index', key, collection: name, what: opened.error });
  throw new IndexDamaged();
}

/** The first key of each block of an index in a run. */
async function readFences(
  collection: Collection,
  run: number,
  index: number,
): Promise<readonly string[]> {
  const { store, number } = collection;
  const name = `${number}:${run}/${index}/0`;
  const known = store.cache.find(name) as readonly string[] | undefined;
  if (known) return known;
  const bytes = await readRecord(collection, { run, index, block: 0 });
  const fences = JSON.parse(new TextDecoder().decode(bytes)) as string[];
  store.cache.put(name, fences, bytes.length * 2);
  return fences;
}

/** Block `n` of an index in a run, counted from 0. */
export async function readBlock(
  collection: Collection,
  run: number,
  index: number,
  n: number,
): Promise<Block> {
  const { store, number } = collection;
  const name = `${number}:${run}/${index}/${n + 1}`;
  const known = store.cache.find(name) as Block | undefined;
  if (known) return known;
  const bytes = await readRecord(collection, { run, index, block: n + 1 });
  const block = decodeBlock(bytes);
  store.cache.put(name, block, bytes.length * 2);
  return block;
}

/** How many entries of a run lie below a key, or up to it. At most one block is read. */
export async function readRank(
  collection: Collection,
  { run, size, block }: Run,
  index: number,
  { key, isBelow }: { readonly key: string; readonly isBelow: boolean },
): Promise<number> {
  if (key === '') return 0;
  const fences = await readFences(collection, run, index);
  const n = (isBelow ? lowerBound(fences, key) : upperBound(fences, key)) - 1;
  if (n < 0) return 0;
  // A whole block lies below the next fence.
  const { keys } = await readBlock(collection, run, index, n);
  return Math.min(size, n * block + (isBelow ? lowerBound(keys, key) : upperBound(keys, key)));
}

/** The directory of all documents in pages, read in parts when it is needed first. */
export async function loadDirectory(collection: Collection): Promise<Directory> {
  if (collection.directory) return collection.directory;
  const { root, masks } = collection;
  const delta = await loadDelta(collection);
  const directory = createDirectory();
  const add = (hashes: Uint32Array | readonly number[]): void => {
    for (let i = 0; i < hashes.length; i += 3) {
      const at = hashes[i + 2] ?? 0;
      if (!masks.isDead(at)) directory.addHash(hashes[i] ?? 0, hashes[i + 1] ?? 0, at);
    }
  };
  for (const run of root.runs) add(await readHashes(collection, run));
  add(delta.hashes);
  collection.directory = directory;
  return directory;
}

/** The directory of one run. */
export async function readHashes(
  { number, store, name }: Collection,
  { run, size }: Run,
): Promise<Uint32Array> {
  const blocks = Math.ceil(size / HASHES);
  const hashes = new Uint32Array(size * 3);
  const from = blockKey(number, { run, index: DIRECTORY, block: 1 });
  const kept = await store.shelves.readRange('index', from, from + blocks - 1);
  for (const [i, { key, value }] of kept.entries()) {
    const opened = await store.seals.unseal({ shelf: 'index', key }, value);
    if (opened.ok) hashes.set(new Uint32Array(opened.value.buffer), i * HASHES * 3);
    else {
      store.damaged({ shelf: 'index', key, collection: name, what: opened.error });
      throw new IndexDamaged();
    }
  }
  if (kept.length !== blocks) throw new IndexDamaged();
  return hashes;
}

/** True while runs name documents of a page that was set aside: which keys those have, nobody can tell any more. */
export function namesWhatIsSetAside({ masks, root }: Pick<Collection, 'masks' | 'root'>): boolean {
  for (let page = 0; page < root.indexedUpTo; page++)
    if (masks.isDropped(page) && masks.dead(page) !== masks.unlisted(page)) return true;
  return false;
}

/** The keys of what is dead and still stands in runs: read once, for counting; kept up to date from then on. */
export async function loadDeadKeys(collection: Collection): Promise<readonly string[][]> {
  if (collection.deadKeys) return collection.deadKeys;
  const { masks, root, indexes } = collection;
  const dead = indexes.map((): string[] => []);
  const note = (doc: Doc | null): void => {
    if (doc) for (const [i, { keyOf }] of indexes.entries()) dead[i]?.push(keyOf(doc));
  };
  const pages: number[] = [];
  for (let page = 0; page < root.indexedUpTo; page++)
    if (masks.dead(page) !== masks.unlisted(page)) pages.push(page);
  for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
    const opened = await openPages(collection, pages.slice(from, from + PAGES_AT_ONCE));
    for (const [page, rows] of opened) {
      const listed = (masks.dead(page) & ~masks.unlisted(page)) >>> 0;
      for (const slot of slotsIn(listed)) note(rows.doc(slot));
    }
  }
  for (const keys of dead) keys.sort(byText);
  collection.deadKeys = dead;
  return dead;
}

function slotsIn(mask: number): readonly number[] {
  return Array.from({ length: SLOTS }, (_, slot) => slot).filter((slot) => (mask >>> slot) & 1);
}

/** Every entry of one index in a run. */
export async function readAll(
  collection: Collection,
  { run, size, block }: Run,
  index: number,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let n = 0; n * block < size; n++) {
    const { keys, ats } = await readBlock(collection, run, index, n);
    for (const [i, key] of keys.entries()) entries.push({ key, at: ats[i] ?? 0 });
  }
  return entries;
}

/** The entries of the delta in order. */
export function sortedDelta(delta: Delta, index: number): readonly Entry[] {
  const entries = delta.entries[index] ?? [];
  if (!delta.isSorted[index]) entries.sort((a, b) => byText(a.key, b.key));
  delta.isSorted[index] = true;
  return entries;
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
