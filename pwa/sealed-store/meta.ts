import { FROM_MASTER, type Collection } from './collection.ts';
import { findRows, type Found } from './reading.ts';
import type { Doc, Row } from './rows.ts';
import { plainRoot } from './store.ts';

/**
 * RxDB's replication keeps of every document what it believes the master has, in a collection of its own. Of a document that came from
 * the master and was not touched since, that is the document itself: it carries a mark and the note is made up when it is asked for. Of
 * one that was changed here since, the state before lies beside it. Only what was pushed or resolved is a note of its own.
 */

/** How the id of a note on a document ends; the others are checkpoints. */
const IS_DOCUMENT = '|0';

interface Others {
  /** What else is open in the same store. */
  readonly open: readonly Collection[];
  /** Names the collection that the notes are on, where two have the same fields. */
  readonly metaOf: (metaCollection: string) => string | null;
}

/**
 * Finds the collection that notes are on: by name, or because it alone has the fields that the notes speak of, and keeps it. Where there
 * is none, notes are kept as any other document.
 */
export async function bindMeta(meta: Collection, { open, metaOf }: Others): Promise<void> {
  if (meta.fieldsOfNotes === null || meta.documents) return;
  const known = meta.root.metaOf ?? metaOf(meta.name);
  const fields = meta.fieldsOfNotes;
  const taken = new Set(open.map(({ root }) => root.metaOf));
  const fit = open.filter((one) => one.fields === fields && !taken.has(one.name));
  const documents =
    known === null
      ? fit.length === 1
        ? fit[0]
        : undefined
      : open.find((one) => one.name === known);
  if (!documents) return;
  if (meta.root.metaOf !== documents.name) {
    const root = { ...meta.root, metaOf: documents.name };
    await meta.store.commit([plainRoot(meta.number, root)]);
    meta.root = root;
  }
  meta.documents = documents;
}

/** A collection that is open once more: the notes on it are on this one. */
export function rebindMeta(documents: Collection, open: readonly Collection[]): void {
  for (const meta of open) if (meta.root.metaOf === documents.name) meta.documents = documents;
}

/** Documents by id, as RxDB is to see them: with the notes that are made up. */
export async function findDocs(
  collection: Collection,
  ids: readonly string[],
  found?: ReadonlyMap<string, Found>,
): Promise<Map<string, Doc>> {
  const rows = found ?? (await findRows(collection, ids));
  const docs = new Map([...rows].map(([id, { row }]) => [id, row.doc]));
  for (const [id, { row }] of await noted(collection, ids)) {
    const note = noteOf(collection, id, row);
    if (note) docs.set(id, note);
  }
  return docs;
}

/** Of each note the row of the document that it is on. */
export async function noted(
  { documents }: Collection,
  ids: readonly string[],
): Promise<Map<string, Found>> {
  const rows = new Map<string, Found>();
  if (!documents) return rows;
  const asked = ids.filter((id) => id.endsWith(IS_DOCUMENT)).map((id) => id.slice(0, -2));
  for (const [id, found] of await findRows(documents, asked)) rows.set(id + IS_DOCUMENT, found);
  return rows;
}

/** True for a note that says nothing else than the mark does. */
export function isSaidByMark(note: Doc, row: Row | undefined): boolean {
  return row?.isMaster === true && isSame(note['docData'], stateOf(row.doc));
}

function noteOf({ documents }: Collection, id: string, { doc, isMaster, base }: Row): Doc | null {
  const master = isMaster ? doc : (base as Doc | null);
  const context = documents?.root.masterContext;
  if (!master || !context) return null;
  return {
    id,
    itemId: id.slice(0, -2),
    isCheckpoint: '0',
    docData: stateOf(master),
    _attachments: {},
    _deleted: false,
    // It moves on with the state of the master, and a change made here leaves it as it is.
    _rev: `${Number.parseInt(master._rev, 10)}-${context.slice(FROM_MASTER.length)}`,
    _meta: { lwt: master._meta.lwt },
  };
}

/** A document without what RxDB's storages add to it. */
function stateOf(doc: Doc): object {
  const { _meta, _rev, _attachments, ...state } = doc;
  return state;
}

/** What a document is as text decides; the order of fields counts for nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [present(a), present(b)];
  return (
    left.length === right.length && left.every(([key, one]) => isSame(one, (b as Fields)[key]))
  );
}

type Fields = Readonly<Record<string, unknown>>;

function present(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined);
}

/** The rows whose state before a change is no longer needed, because a note of its own says what the master has. */
export function withoutBase(
  { documents }: Collection,
  notes: readonly string[],
  rows: ReadonlyMap<string, Found>,
): readonly Found[] {
  if (!documents) return [];
  return notes.flatMap((id) => {
    const found = rows.get(id);
    return found?.row.base ? [found] : [];
  });
}
