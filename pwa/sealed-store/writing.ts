import {
  categorizeBulkWriteRows,
  type BulkWriteRow,
  type RxStorageBulkWriteResponse,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { logKey, pageKey, SLOTS } from './addresses.ts';
import {
  addToDelta,
  applyLog,
  FROM_MASTER,
  idOf,
  kill,
  type Collection,
  type LogExtra,
} from './collection.ts';
import { findDocs, isSaidByMark, noted, withoutBase } from './meta.ts';
import { findRows, type Found } from './reading.ts';
import { alreadyOpen, encodeRows, type Doc, type Row } from './rows.ts';
import { plainRoot, type Plain, type Root } from './store.ts';

type Write = BulkWriteRow<Doc>;
type Response = RxStorageBulkWriteResponse<Doc>;
/** Beyond 64 KiB Chromium keeps a value as a file of its own. */
const MOST_BYTES = 60_000;

/** Writes rows, each by itself: one that meets another version is answered with it and the rest is written. One transaction. */
export async function bulkWrite(
  collection: Collection,
  instance: RxStorageInstance<Doc, unknown, unknown>,
  writes: readonly Write[],
  context: string,
): Promise<Response> {
  const ids = writes.map(({ document }) => idOf(collection, document as Doc));
  const found = await findRows(collection, ids);
  const notedRows = await noted(collection, ids);
  const isSaid = ({ document }: Write): boolean =>
    isSaidByMark(document as Doc, notedRows.get(idOf(collection, document as Doc))?.row);
  const sorted = categorizeBulkWriteRows<Doc>(
    instance as never,
    collection.primary as never,
    (await findDocs(collection, ids, found)) as never,
    (collection.documents ? writes.filter((write) => !isSaid(write)) : writes) as never,
    context,
  );
  const rows = new Map<string, Row>();
  const isMaster = isFromMaster(collection, context);
  for (const { document } of [...sorted.bulkInsertDocs, ...sorted.bulkUpdateDocs]) {
    const doc = document as Doc;
    const id = idOf(collection, doc);
    rows.set(id, rowOf(doc, isMaster, found.get(id)?.row));
  }
  if (rows.size > 0) {
    const masterContext = isMaster ? context : collection.root.masterContext;
    const needless = withoutBase(collection, [...rows.keys()], notedRows);
    await store(collection, [...rows.values()], { found, masterContext, needless });
  }
  if (collection.documents) {
    const said = writes
      .filter(isSaid)
      .flatMap(({ document }) => found.get(idOf(collection, document as Doc)) ?? []);
    await forget(collection, said);
  }
  const { eventBulk, newestRow, errors } = sorted;
  if (eventBulk.events.length > 0 && newestRow) {
    const last = newestRow.document as Doc;
    eventBulk.checkpoint = { id: idOf(collection, last), lwt: last._meta.lwt };
    collection.changes$.next(eventBulk);
  }
  return { error: errors };
}

/** One replication per collection is marked: the first that there was. */
function isFromMaster({ root }: Collection, context: string): boolean {
  if (!context.startsWith(FROM_MASTER)) return false;
  return root.masterContext === null || root.masterContext === context;
}

/** The first local write over a document of the master keeps that with it. */
function rowOf(doc: Doc, isMaster: boolean, before: Row | undefined): Row {
  if (isMaster) return { doc, isMaster, base: null };
  return { doc, isMaster, base: before?.isMaster ? before.doc : (before?.base ?? null) };
}

interface Written {
  /** What the rows replace. */
  readonly found: ReadonlyMap<string, Found>;
  readonly masterContext: string | null;
  /** Rows of the collection that these notes are on, whose state before is no longer needed. */
  readonly needless: readonly Found[];
}

/** Writes rows to the log or to pages, and only then makes them known. */
async function store(
  collection: Collection,
  rows: readonly Row[],
  { found, masterContext, needless }: Written,
): Promise<void> {
  const replaced = rows.flatMap(({ doc }) => found.get(idOf(collection, doc)) ?? []);
  const dead = replaced.flatMap(({ at }) => (at === null ? [] : [at]));
  const gone = replaced.flatMap(({ at, row }) => (at === null ? [idOf(collection, row.doc)] : []));
  const settled = settledRows(collection, needless);
  const isNewContext = masterContext !== collection.root.masterContext;
  if (rows.length <= collection.store.sizes.logged && !isNewContext) {
    const bytes = encodeRows(rows, { dead, gone: [] } satisfies LogExtra);
    if (bytes.length <= MOST_BYTES) {
      await collection.store.commit([plainLog(collection, bytes), ...settled.plains]);
      afterLog(collection, rows, { replaced, gone: [] });
      settled.after();
      return;
    }
  }
  const pages = packPages(rows, collection.store.sizes.page);
  const root = {
    ...collection.root,
    nextPage: collection.root.nextPage + pages.length,
    masterContext,
  };
  const plains = plainPages(collection, pages, root);
  const isOverOthers = replaced.length > 0;
  if (isOverOthers) plains.push(plainLog(collection, encodeRows([], { dead, gone })));
  await collection.store.commit([...plains, ...settled.plains]);
  afterPages(collection, pages, root);
  settled.after();
  if (isOverOthers) afterLog(collection, [], { replaced, gone });
}

/** The same documents without their state before, as a record that goes with the notes. */
function settledRows(
  { documents }: Collection,
  needless: readonly Found[],
): { readonly plains: readonly Plain[]; after(): void } {
  if (!documents || needless.length === 0) return { plains: [], after: () => undefined };
  const rows = needless.map(({ row: { doc } }): Row => ({ doc, isMaster: false, base: null }));
  const dead = needless.flatMap(({ at }) => (at === null ? [] : [at]));
  return {
    plains: [plainLog(documents, encodeRows(rows, { dead, gone: [] } satisfies LogExtra))],
    after: () => afterLog(documents, rows, { replaced: needless, gone: [] }),
  };
}

/** Removes documents without a trace. */
export async function forget(collection: Collection, gone: readonly Found[]): Promise<void> {
  const AT_ONCE = 2000;
  for (let from = 0; from < gone.length; from += AT_ONCE) {
    const part = gone.slice(from, from + AT_ONCE);
    const extra: LogExtra = {
      dead: part.flatMap(({ at }) => (at === null ? [] : [at])),
      gone: part.flatMap(({ at, row }) => (at === null ? [idOf(collection, row.doc)] : [])),
    };
    await collection.store.commit([plainLog(collection, encodeRows([], extra))]);
    afterLog(collection, [], { replaced: part, gone: extra.gone });
  }
}

function plainLog({ number, nextLog }: Collection, bytes: Plain['bytes']): Plain {
  return { shelf: 'log', key: logKey(number, nextLog), bytes };
}

function afterLog(
  collection: Collection,
  rows: readonly Row[],
  { replaced, gone }: { readonly replaced: readonly Found[]; readonly gone: readonly string[] },
): void {
  collection.nextLog += 1;
  collection.logged += 1;
  for (const { at, row } of replaced) if (at !== null) kill(collection, at, row.doc);
  applyLog(collection, rows, gone);
}

/** A page with its rows and its bytes. */
export interface Packed {
  readonly rows: readonly Row[];
  readonly bytes: Plain['bytes'];
}

/** Pages of rows; one that would be too long is halved. */
export function packPages(rows: readonly Row[], most: number): readonly Packed[] {
  const pages: Packed[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most);
    const bytes = encodeRows(part);
    if (bytes.length <= MOST_BYTES || part.length === 1) pages.push({ rows: part, bytes });
    else pages.push(...packPages(part, Math.ceil(part.length / 2)));
  }
  return pages;
}

/** The records of new pages, with the root that counts them. */
export function plainPages(collection: Collection, pages: readonly Packed[], root: Root): Plain[] {
  const first = root.nextPage - pages.length;
  const plains: Plain[] = pages.map(({ bytes }, i) => ({
    shelf: 'pages',
    key: pageKey(collection.number, first + i),
    bytes,
  }));
  plains.push(plainRoot(collection.number, root));
  return plains;
}

/** New pages are known: their documents stay open, because who wrote them asks for them next. */
export function afterPages(collection: Collection, pages: readonly Packed[], root: Root): void {
  const { store, number, masks, delta } = collection;
  const first = root.nextPage - pages.length;
  collection.root = root;
  for (const [i, { rows, bytes }] of pages.entries()) {
    const page = first + i;
    masks.setSlots(page, rows.length);
    store.cache.put(`${number}/${page}`, alreadyOpen(rows), bytes.length * 4);
    if (!delta) continue;
    for (const [slot, { doc }] of rows.entries())
      addToDelta(collection, delta, doc, page * SLOTS + slot);
  }
}
