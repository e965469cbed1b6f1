import type { CollectionName } from '#shared/domain/collections.ts';
import type { Action, Change } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { Facility } from '#shared/sync/session.ts';
import type {
  Condition,
  FacilityRow,
  Find,
  Found,
  HistoryQuery,
  HistoryRow,
  StoredDocument,
} from '#server/store/store.ts';
import { isOfVersion, whereSql } from './find-sql.ts';
import { logReads } from './log-writes.ts';
import type { Sqlite } from './open-database.ts';
import { restoreReads } from './restores.ts';
import { createStatements } from './statements.ts';

/** Everything that is read by row; the feed has a file of its own. Synchronous: both connections use it, each its own. */
export type Reads = ReturnType<typeof createReads>;

interface DocumentRow {
  readonly no: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly seq: number;
  readonly accepted_at: string;
  readonly wire: string;
}
/** A stored document with the number of its row. */
export interface Located {
  readonly no: number;
  readonly document: StoredDocument;
}
const COLUMNS = 'd.no, d.collection, d.id, d.rev, d.seq, d.accepted_at, d.wire';
/** Put together once: a text that is made for every read is hashed for every read. */
const DOCUMENT = `SELECT ${COLUMNS} FROM document d WHERE collection = ? AND id = ?`;

/** From a document's last line to the one before it, and so on; of several documents always the newest that is left. */
const linesFrom = (documents: string, isWanted: string): string => `
  WITH RECURSIVE line (seq, prev) AS (
    SELECT h.seq, h.prev FROM document d CROSS JOIN history h ON h.seq = d.seq WHERE ${documents}
    UNION ALL SELECT h.seq, h.prev FROM line CROSS JOIN history h ON h.seq = line.prev
    ORDER BY 1 DESC
  )
  SELECT h.* FROM line CROSS JOIN history h ON h.seq = line.seq WHERE ${isWanted} h.seq < ? LIMIT +?`;
const HISTORY_OF_DOCUMENT = linesFrom('d.collection = +? AND d.id = +?', '');
/** Lines that were written when a document was theirs; what was theirs once is looked through too. */
const HISTORY_OF_PATIENT = linesFrom(
  'd.no IN (SELECT no FROM document WHERE patient = +? UNION SELECT no FROM past_patient WHERE patient = +?)',
  'h.patient_id = +? AND',
);

/** Prepared reads over one connection. */
export function createReads(database: Sqlite) {
  const prepare = createStatements(database);
  return {
    ...logReads(prepare),
    ...restoreReads(prepare, database),
    facility: readFacility(prepare),
    meta: (key: string): string | null =>
      (prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ??
      null,
    document: (collection: CollectionName, id: string): Located | null => {
      const row = prepare(DOCUMENT).get(collection, id) as DocumentRow | undefined;
      return row ? { no: row.no, document: documentOf(row) } : null;
    },
    wire: (no: number): string =>
      prepare('SELECT wire FROM document WHERE no = ?').pluck().get(no) as string,
    find: ({ collection, where = [], after = 0, limit }: Find): Found => {
      if (leadsNowhere(prepare, collection, where[0])) return NOTHING_FOUND;
      const { text, values } = whereSql(collection, where, after);
      const rows = prepare(
        `SELECT ${COLUMNS} FROM document d WHERE ${text} ORDER BY d.no LIMIT +?`,
      ).all(...values, limit + 1) as DocumentRow[];
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        documents: page.map(documentOf),
        afters: page.map(({ no }) => no),
        next: rows.length > limit && last ? last.no : null,
      };
    },
    count: (collection: CollectionName, where: readonly Condition[] = []): number => {
      const { text, values } = whereSql(collection, where, 0);
      return prepare(`SELECT count(*) FROM document d WHERE ${text}`)
        .pluck()
        .get(...values) as number;
    },
    history: (query: HistoryQuery): readonly HistoryRow[] => {
      const { before = Number.MAX_SAFE_INTEGER, limit } = query;
      const rows =
        'patientId' in query
          ? prepare(HISTORY_OF_PATIENT).all(...Array(3).fill(query.patientId), before, limit)
          : prepare(HISTORY_OF_DOCUMENT).all(query.collection, query.id, before, limit);
      return rows.map((row) => historyOf(row as HistoryColumns));
    },
  };
}

/** Every request asks for it; its text hardly ever changes, and is read once. */
function readFacility(prepare: ReturnType<typeof createStatements>): () => FacilityRow {
  let last: { readonly text: string | null; readonly facility: Facility | null } | null = null;
  return () => {
    const { epoch, head, value } = prepare('SELECT epoch, head, value FROM facility').get() as {
      epoch: string;
      head: number;
      value: string | null;
    };
    if (last?.text !== value)
      last = { text: value, facility: value === null ? null : (JSON.parse(value) as Facility) };
    return { epoch, head, facility: last.facility };
  };
}

const NOTHING_FOUND: Found = { documents: [], afters: [], next: null };

/**
 * True where no document has the one value that a search begins with. The whole search costs 50 to 120 µs even then, this look 2, and
 * every push asks for the open disputes of each document, which hardly ever are any.
 */
function leadsNowhere(
  prepare: ReturnType<typeof createStatements>,
  collection: CollectionName,
  first: Condition | undefined,
): boolean {
  if (!first || !('anyOf' in first) || first.anyOf.length !== 1 || isOfVersion(first)) return false;
  const look = 'SELECT 1 FROM search_key WHERE collection = ? AND key = ? AND value = ? LIMIT 1';
  return prepare(look).get(collection, first.key, first.anyOf[0]) === undefined;
}

function documentOf({ collection, id, rev, seq, accepted_at, wire }: DocumentRow): StoredDocument {
  const { content } = JSON.parse(wire) as { content: JsonMap };
  return { collection, id, rev, seq, content, acceptedAt: accepted_at };
}

interface HistoryColumns {
  readonly seq: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly mutation_id: string | null;
  readonly by: string | null;
  readonly device: string | null;
  readonly at: string;
  readonly accepted_at: string;
  readonly action_id: string | null;
  readonly action_name: string | null;
  readonly changes: string;
}

function historyOf(row: HistoryColumns): HistoryRow {
  const { seq, collection, id, by, device, at } = row;
  return {
    seq,
    collection,
    id,
    by,
    device,
    at,
    mutationId: row.mutation_id,
    acceptedAt: row.accepted_at,
    action:
      row.action_id === null
        ? null
        : ({ id: row.action_id, name: row.action_name ?? '' } as Action),
    changes: JSON.parse(row.changes) as readonly Change[],
  };
}
