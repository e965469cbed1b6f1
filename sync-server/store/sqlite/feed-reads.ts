import type { CollectionName } from '#shared/domain/collections.ts';
import { FACILITY_SCOPE, type Scope } from '#shared/sync/scope.ts';
import type {
  DirectoryPage,
  FeedPage,
  FeedQuestion,
  FeedWindow,
  Misplaced,
} from '#server/store/store.ts';
import { tombstoneRest, tombstoneText } from '#server/store/wire-text.ts';
import type { Sqlite } from './open-database.ts';
import { dueTargets } from './members.ts';
import { createStatements } from './statements.ts';

/** Behind every number. */
const NO_END = Number.MAX_SAFE_INTEGER;

export type FeedReads = ReturnType<typeof createFeedReads>;

/** A document as the feed says it: stored text, or a bare tombstone under the number of its leaving. */
const BARE = `'{"id":"' || d.id || '","rev":"' || (SELECT epoch FROM facility) || '.' || f.seq || '",' || ?`;
const WIRE = `CASE WHEN f.kind IN ('put', 'enter') THEN d.wire ELSE ${BARE} END`;
/** True where another scope of the reader holds the document. */
const IS_HELD = `EXISTS (SELECT 1 FROM feed o JOIN json_each(?) h ON h.value = o.scope
  WHERE o.no = f.no AND o.scope <> f.scope AND o.kind IN ('put', 'enter'))`;

/** What most readers are told who ask: they stand at the feed's end. */
const NOTHING_NEW = { bytes: new Uint8Array(), rows: 0, isEnd: true, hasLeaves: false } as const;

/** Prepared reads of the feed over one connection. */
export function createFeedReads(database: Sqlite) {
  const prepare = createStatements(database);
  const lastOf = lastOfFeed(prepare);
  return {
    lastOf,
    ...feedPages(prepare, lastOf),
    /** Every scope that has a feed, each found by one step in the index. */
    scopes: (): readonly Scope[] =>
      prepare(
        `WITH RECURSIVE s (scope) AS (SELECT min(scope) FROM feed
           UNION ALL SELECT (SELECT min(scope) FROM feed WHERE scope > s.scope) FROM s WHERE s.scope IS NOT NULL)
         SELECT scope FROM s WHERE scope IS NOT NULL`,
      )
        .pluck()
        .all() as Scope[],
    directory: directoryOf(prepare, lastOf),
    wire: wireOf(prepare),
    due: (now: number, limit: number): readonly string[] => dueTargets(prepare, now, limit),
    misplaced: (window: FeedWindow, limit: number): readonly Misplaced[] =>
      [
        ...misplacedIn(prepare, 'appointments', {
          outside: [`value > '' AND value < ?`, 'value > ?'],
          inside: `value >= ? AND value <= ?`,
          key: 'day',
          values: [window.firstDay, window.lastDay],
          limit,
        }),
        ...misplacedIn(prepare, 'encounters', {
          outside: [`value > '' AND value < ?`],
          inside: 'value >= ?',
          key: 'endKey',
          values: [window.oldestEnd],
          limit,
        }),
      ].slice(0, limit),
  };
}

type Prepare = ReturnType<typeof createStatements>;
type LastOf = (scope: Scope, collection: CollectionName, before?: number) => number;

function lastOfFeed(prepare: Prepare): LastOf {
  return (scope, collection, before = NO_END) =>
    prepare(
      'SELECT coalesce(max(seq), 0) FROM feed WHERE scope = +? AND collection = +? AND seq < +?',
    )
      .pluck()
      .get(scope, collection, before) as number;
}

/**
 * Pages of one scope. SQLite joins the rows itself and hands over their bytes: a page of 1,000 takes 0.7 ms, where as many strings took
 * 2.4 ms and had to be made bytes again. It keeps the inner order while joining: an inner LIMIT needs it.
 */
function feedPages(prepare: Prepare, lastOf: LastOf) {
  const pageOf = (
    { wire, isKept }: { readonly wire: string; readonly isKept: string },
    { scope, collection, after, limit, held }: FeedQuestion,
  ): FeedPage => {
    // Read first: what is passed over behind the last row that is told counts as told.
    const top = lastOf(scope, collection);
    if (top <= after) return { ...NOTHING_NEW, last: after };
    const others = isKept === '' ? [] : [JSON.stringify(held)];
    const [rows, lastRow, bytes] = prepare(
      `SELECT count(*), max(seq), CAST(group_concat(wire, ',') AS BLOB) FROM (
         SELECT f.seq AS seq, ${wire} AS wire FROM feed f JOIN document d ON d.no = f.no
         WHERE f.scope = +? AND f.collection = +? AND f.seq > ? ${isKept} ORDER BY f.seq LIMIT +?)`,
    )
      .raw()
      .get(tombstoneRest(collection), scope, collection, after, ...others, limit) as [
      number,
      number | null,
      Buffer | null,
    ];
    const last = rows < limit ? Math.max(lastRow ?? after, top) : (lastRow ?? after);
    return {
      bytes: bytes ?? new Uint8Array(),
      rows,
      last,
      isEnd: last >= top,
      hasLeaves: hasLeaves(prepare, { scope, collection, after, last }),
    };
  };
  return {
    page: (question: FeedQuestion): FeedPage => {
      const isAlone = question.held.length === 0;
      const isKept = isAlone ? '' : `AND (f.kind IN ('put', 'enter') OR NOT ${IS_HELD})`;
      return pageOf({ wire: WIRE, isKept }, question);
    },
    lost: (question: FeedQuestion): FeedPage =>
      pageOf({ wire: BARE, isKept: `AND NOT ${IS_HELD}` }, question),
  };
}

function hasLeaves(
  prepare: Prepare,
  {
    scope,
    collection,
    after,
    last,
  }: Pick<FeedQuestion, 'scope' | 'collection' | 'after'> & { readonly last: number },
): boolean {
  const found = prepare(
    `SELECT 1 FROM feed INDEXED BY feed_left WHERE scope = +? AND collection = +? AND seq > +? AND seq <= +?
       AND kind NOT IN ('put', 'enter') LIMIT 1`,
  ).get(scope, collection, after, last);
  return found !== undefined;
}

/**
 * Everybody of the hospital, slim; restricted people, replaced records and those who left are only named as gone. A patch leaves out
 * what is null: what is not known of somebody is not said.
 */
function directoryOf(prepare: Prepare, lastOf: LastOf) {
  const field = (name: string): string => `'${name}', json_extract(d.wire, '$.content.${name}')`;
  const json = (name: string): string =>
    `'${name}', json(json_extract(d.wire, '$.content.${name}'))`;
  return (after: number, limit: number): DirectoryPage => {
    const top = lastOf(FACILITY_SCOPE, 'patients');
    const rows = prepare(
      `SELECT f.seq, CASE WHEN f.kind IN ('put', 'enter') AND json_extract(d.wire, '$.content.isRestricted') IS NOT 1
         AND json_extract(d.wire, '$.content.survivorId') IS NULL THEN json_patch('{}', json_object('id', d.id, ${json('names')}, ${field('birthDate')}, ${field('sex')}, ${json('identifiers')}))
         ELSE json_object('id', d.id, 'isGone', json('true')) END
       FROM feed f JOIN document d ON d.no = f.no
       WHERE f.scope = '${FACILITY_SCOPE}' AND f.collection = 'patients' AND f.seq > ? ORDER BY f.seq LIMIT +?`,
    )
      .raw()
      .all(after, limit) as [number, string][];
    const last = Math.max(rows.at(-1)?.[0] ?? after, rows.length < limit ? top : 0);
    return {
      json: rows.map(([, row]) => row).join(','),
      rows: rows.length,
      last,
      isEnd: last >= top,
    };
  };
}

/** A document as somebody sees it who holds the scopes. */
function wireOf(prepare: Prepare) {
  const epoch = (): string => prepare('SELECT epoch FROM facility').pluck().get() as string;
  // Two point reads: joined, SQLite took four times as long.
  return (collection: CollectionName, id: string, scopes: readonly Scope[]): string | null => {
    const row = prepare('SELECT no, rev, wire FROM document WHERE collection = ? AND id = ?').get(
      collection,
      id,
    ) as { no: number; rev: string; wire: string } | undefined;
    if (!row) return null;
    let left = 0;
    for (const scope of scopes) {
      const fed = prepare('SELECT seq, kind FROM feed WHERE no = ? AND scope = ?')
        .raw()
        .get(row.no, scope) as [seq: number, kind: string] | undefined;
      if (fed?.[1] === 'put' || fed?.[1] === 'enter') return row.wire;
      left = Math.max(left, fed?.[0] ?? 0);
    }
    return tombstoneText(collection, id, left > 0 ? `${epoch()}.${left}` : row.rev);
  };
}

interface Edge {
  readonly key: string;
  /** Ranges of the key beyond the window, and within it; what has no value never leaves. */
  readonly outside: readonly string[];
  readonly inside: string;
  readonly values: readonly string[];
  readonly limit: number;
}

function misplacedIn(
  prepare: ReturnType<typeof createStatements>,
  collection: 'appointments' | 'encounters',
  { key, outside, inside, values, limit }: Edge,
): readonly Misplaced[] {
  const keyed = (ranges: readonly string[]): string =>
    ranges
      .map(
        (range) =>
          `SELECT no FROM search_key WHERE collection = '${collection}' AND key = '${key}' AND ${range}`,
      )
      .join(' UNION ALL ');
  const find = (kind: Misplaced['kind'], sql: string): readonly Misplaced[] =>
    prepare(`${sql} LIMIT +?`)
      .pluck()
      .all(...values, limit)
      .map((id) => ({ collection, id: String(id), kind }));
  return [
    ...find(
      'leave',
      `SELECT d.id FROM feed f JOIN document d ON d.no = f.no
       WHERE f.scope = '${FACILITY_SCOPE}' AND f.collection = '${collection}'
         AND f.kind IN ('put', 'enter') AND +f.no IN (${keyed(outside)}) ORDER BY f.seq`,
    ),
    ...find(
      'enter',
      `SELECT d.id FROM document d
       WHERE d.no IN (${keyed([`value = ''`, inside])}) AND NOT EXISTS (
         SELECT 1 FROM feed f WHERE f.no = d.no AND f.scope = '${FACILITY_SCOPE}' AND f.kind IN ('put', 'enter')
       ) ORDER BY d.no`,
    ),
  ];
}
