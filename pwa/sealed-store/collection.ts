import {
  getPrimaryFieldOfPrimaryKey,
  META_INSTANCE_SCHEMA_TITLE,
  type RxJsonSchema,
} from 'rxdb/plugins/core';
import { Subject } from 'rxjs';
import { maskKey, pageKey, SLOTS } from './addresses.ts';
import { hashOfId, type Directory } from './directory.ts';
import { createIndexKeys, type IndexKeys } from './index-keys.ts';
import { createMasks, MASK_PAGES, type Masks } from './masks.ts';
import { openRows, type Doc, type OpenRows, type Row } from './rows.ts';
import type { LogRecord, Root, Store } from './store.ts';

/** How RxDB's replication names the writes that come from the master. */
export const FROM_MASTER = 'replication-downstream-';
/** One entry of an index. */
export interface Entry {
  readonly key: string;
  /** Where the document lies. */
  readonly at: number;
}
/** A row of the log: it lies in no page yet. */
export interface Fresh extends Row {
  /** Its keys, one for each index, when somebody has asked for them. */
  keys: readonly string[] | null;
}
/** What else stands in a log record: places that are dead from now on, and ids whose fresh row goes. */
export interface LogExtra {
  readonly dead: readonly number[];
  readonly gone: readonly string[];
}

/** What stands in pages and in no run yet. */
export interface Delta {
  /** Per index. */
  readonly entries: Entry[][];
  readonly isSorted: boolean[];
  /** Three numbers for each document: both halves of the hash of its id, and where it lies. */
  readonly hashes: number[];
}
/**
 * The state of one collection, shared by all that have it open.
 *
 *     log ──fold──► pages ──index──► runs ──merge──► one run
 *     fresh         delta             (on disk only; a block is read when it is needed)
 */
export interface Collection {
  readonly store: Store;
  readonly number: number;
  readonly name: string;
  readonly primary: string;
  /** The fields that a schema names, as text; those of the documents that notes are on. */
  readonly fields: string;
  readonly fieldsOfNotes: string | null;
  /** The collection that these notes are on. */
  documents: Collection | null;
  readonly indexes: readonly IndexKeys[];
  readonly changes$: Subject<unknown>;
  masks: Masks;
  /** By id. */
  readonly fresh: Map<string, Fresh>;
  /** Log records that could not be opened; they stay. */
  aside: readonly number[];
  root: Root;
  /** The number of the next log record. */
  nextLog: number;
  /** How many log records there are to fold. */
  logged: number;
  /** Entries of the pages that stand in no run yet, per index; null until they have been read. */
  delta: Delta | null;
  directory: Directory | null;
  /** Keys of dead slots that still stand in runs, sorted, per index; null until somebody counts. */
  deadKeys: string[][] | null;
  /** Set while it is open. */
  users: number;
  isRemoved: boolean;
}

/** Opens a collection: root, log and masks; pages and runs are left alone. */
export async function openCollection(
  store: Store,
  name: string,
  schema: RxJsonSchema<never>,
): Promise<Collection> {
  const entered = await store.enter(name, schema.version);
  const primary = getPrimaryFieldOfPrimaryKey(schema.primaryKey as never) as string;
  const indexes = (schema.indexes ?? []) as readonly (string | readonly string[])[];
  const collection: Collection = {
    store,
    number: entered.number,
    name,
    primary,
    fields: JSON.stringify(schema.properties),
    fieldsOfNotes: isMeta(schema) ? fieldsOfNotes(schema) : null,
    documents: null,
    indexes: indexes.map((fields) =>
      createIndexKeys(schema as never, typeof fields === 'string' ? [fields] : fields),
    ),
    changes$: new Subject(),
    masks: createMasks(),
    fresh: new Map(),
    aside: [],
    root: entered.root,
    nextLog: 0,
    logged: 0,
    delta: null,
    directory: null,
    deadKeys: null,
    users: 0,
    isRemoved: false,
  };
  await load(collection, entered);
  return collection;
}

/** True for the collection in which a replication of RxDB keeps its notes. */
function isMeta({ title }: RxJsonSchema<never>): boolean {
  return title === META_INSTANCE_SCHEMA_TITLE;
}

function fieldsOfNotes({ properties }: RxJsonSchema<never>): string {
  const { docData } = properties as Readonly<Record<string, { readonly properties?: unknown }>>;
  return JSON.stringify(docData?.properties ?? null);
}

/** Forgets what is in memory and reads again what is on the disk. */
export async function reload(collection: Collection): Promise<void> {
  const { store, name, root } = collection;
  store.cache.dropAll(`${collection.number}/`);
  store.cache.dropAll(`${collection.number}:`);
  await load(collection, await store.enter(name, root.version));
}

/** The pages are the truth: everything else about them is made anew from them. */
export async function rebuild(collection: Collection): Promise<void> {
  await reload(collection);
  collection.root = { ...collection.root, runs: [], indexedUpTo: 0 };
}

async function load(
  collection: Collection,
  { root, log }: { readonly root: Root; readonly log: readonly LogRecord[] },
): Promise<void> {
  collection.root = root;
  collection.masks = createMasks();
  collection.fresh.clear();
  collection.aside = log.flatMap(({ n, bytes }) => (bytes ? [] : [n]));
  collection.nextLog = Math.max(root.nextLog, (log.at(-1)?.n ?? -1) + 1);
  collection.logged = 0;
  collection.delta = null;
  collection.directory = null;
  collection.deadKeys = null;
  await loadMasks(collection);
  replay(collection, log);
}

async function loadMasks({ store, number, name, masks, root }: Collection): Promise<void> {
  const chunks = Math.ceil(root.nextPage / MASK_PAGES);
  const keys = Array.from({ length: chunks }, (_, chunk) => maskKey(number, chunk));
  for (const [chunk, sealed] of (await store.shelves.read('index', keys)).entries()) {
    // Where nothing has died and nothing stands in a run there is none.
    if (!sealed) continue;
    const key = keys[chunk] ?? 0;
    const opened = await store.seals.unseal({ shelf: 'index', key }, sealed);
    if (opened.ok) masks.load({ chunk, bytes: opened.value });
    else store.damaged({ shelf: 'index', key, collection: name, what: opened.error });
  }
}

/** Does again what was logged, in the order in which it was. */
function replay(collection: Collection, log: readonly LogRecord[]): void {
  for (const { bytes } of log) {
    if (!bytes) continue;
    const rows = openRows(bytes);
    const written: Row[] = [];
    for (let slot = 0; slot < rows.count; slot++) {
      const row = rows.row(slot);
      if (row) written.push(row);
    }
    const { dead, gone } = rows.extra as LogExtra;
    for (const at of dead) collection.masks.kill(at);
    applyLog(collection, written, gone);
    collection.logged += 1;
  }
}

/** What a log record does to the fresh rows. */
export function applyLog(
  collection: Collection,
  rows: readonly Row[],
  gone: readonly string[],
): void {
  for (const id of gone) collection.fresh.delete(id);
  for (const row of rows) collection.fresh.set(idOf(collection, row.doc), { ...row, keys: null });
}

export function idOf({ primary }: Pick<Collection, 'primary'>, doc: Doc): string {
  return doc[primary] as string;
}

/** The keys of a fresh row. */
export function keysOf({ indexes }: Collection, row: Fresh): readonly string[] {
  row.keys ??= indexes.map(({ keyOf }) => keyOf(row.doc));
  return row.keys;
}

/** Marks a place as dead, with everything that knew the document there. */
export function kill(collection: Collection, at: number, doc: Doc): void {
  collection.masks.kill(at);
  collection.directory?.remove(idOf(collection, doc), at);
  if (!collection.deadKeys || Math.floor(at / SLOTS) >= collection.root.indexedUpTo) return;
  for (const [i, { keyOf }] of collection.indexes.entries())
    insertSorted(collection.deadKeys[i] ?? [], keyOf(doc));
}

function insertSorted(sorted: string[], key: string): void {
  sorted.splice(lowerBound(sorted, key), 0, key);
}

/** The first position whose key is not lower. */
export function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first position whose key is higher. */
export function upperBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Opens pages; what cannot be opened is reported, set aside and left out. */
export async function openPages(
  collection: Collection,
  pages: readonly number[],
): Promise<Map<number, OpenRows>> {
  const { store, number, name, masks } = collection;
  const opened = new Map<number, OpenRows>();
  const missing: number[] = [];
  for (const page of pages) {
    const known = store.cache.find(`${number}/${page}`);
    if (masks.isDropped(page)) continue;
    if (known) opened.set(page, known as OpenRows);
    else missing.push(page);
  }
  if (missing.length === 0) return opened;
  const sealed = await readPages(collection, missing);
  await Promise.all(
    missing.map(async (page) => {
      const key = pageKey(number, page);
      const bytes = sealed.get(page);
      const plain = await store.seals.unseal({ shelf: 'pages', key }, bytes);
      if (!plain.ok) {
        store.damaged({ shelf: 'pages', key, collection: name, what: plain.error });
        // What a newer version wrote is not damaged: that version opens it again.
        if (plain.error === 'newer-format') return;
        masks.setAside(page);
        store.setAside += 1;
        return;
      }
      const rows = openRows(plain.value);
      opened.set(page, rows);
      store.cache.put(`${number}/${page}`, rows, plain.value.length * 4);
    }),
  );
  return opened;
}

/** Neighbours are read in one go. */
async function readPages(
  { store, number }: Collection,
  pages: readonly number[],
): Promise<Map<number, Uint8Array<ArrayBuffer>>> {
  const found = new Map<number, Uint8Array<ArrayBuffer>>();
  const first = Math.min(...pages);
  const last = Math.max(...pages);
  if (pages.length > 2 && last - first < pages.length * 2) {
    const wanted = new Set(pages);
    const { shelves } = store;
    const kept = await shelves.readRange('pages', pageKey(number, first), pageKey(number, last));
    for (const { key, value } of kept) {
      const page = key - pageKey(number, 0);
      if (wanted.has(page)) found.set(page, value);
    }
    return found;
  }
  const values = await store.shelves.read(
    'pages',
    pages.map((page) => pageKey(number, page)),
  );
  for (const [i, value] of values.entries()) if (value) found.set(pages[i] ?? 0, value);
  return found;
}

/** How many pages are opened at a time where many are. */
export const PAGES_AT_ONCE = 128;

/** Reads the pages that stand in no run yet: after a kill at most what one run holds. */
export async function loadDelta(collection: Collection): Promise<Delta> {
  if (collection.delta) return collection.delta;
  const { indexes, masks, root } = collection;
  const delta: Delta = {
    entries: indexes.map((): Entry[] => []),
    isSorted: indexes.map(() => false),
    hashes: [],
  };
  for (let from = root.indexedUpTo; from < root.nextPage; from += PAGES_AT_ONCE) {
    const to = Math.min(from + PAGES_AT_ONCE, root.nextPage);
    const pages = Array.from({ length: to - from }, (_, i) => from + i).filter(
      (page) => !masks.slots(page) || masks.live(page) > 0,
    );
    const opened = await openPages(collection, pages);
    for (const [page, rows] of opened) {
      masks.setSlots(page, rows.count);
      for (const { doc, at } of liveDocs(collection, page, rows))
        addToDelta(collection, delta, doc, at);
    }
  }
  collection.delta = delta;
  return delta;
}

/** What lives in a page. */
function* liveDocs(
  { masks }: Collection,
  page: number,
  rows: OpenRows,
): Iterable<{ readonly doc: Doc; readonly at: number; readonly slot: number }> {
  for (let slot = 0; slot < rows.count; slot++) {
    const at = page * SLOTS + slot;
    const doc = masks.isDead(at) ? null : rows.doc(slot);
    if (doc) yield { doc, at, slot };
  }
}

/** The rows that live in a page, each with its place. */
export function liveRows(
  collection: Collection,
  page: number,
  rows: OpenRows,
): readonly { readonly row: Row; readonly at: number }[] {
  return [...liveDocs(collection, page, rows)].flatMap(({ at, slot }) => {
    const row = rows.row(slot);
    return row ? [{ row, at }] : [];
  });
}

/** Enters a document of a page in what is in memory. */
export function addToDelta(collection: Collection, delta: Delta, doc: Doc, at: number): void {
  for (const [i, { keyOf }] of collection.indexes.entries())
    delta.entries[i]?.push({ key: keyOf(doc), at });
  delta.isSorted.fill(false);
  const [high, low] = hashOfId(idOf(collection, doc));
  delta.hashes.push(high, low, at);
  collection.directory?.addHash(high, low, at);
}
