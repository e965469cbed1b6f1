import type { CollectionName } from '#shared/domain/collections.ts';
import { FACILITY_SCOPE } from '#shared/sync/protocol-version.ts';
import type { FeedKind, FeedPage, FeedWindow, Misplaced } from '#server/store/store.ts';
import { tombstoneRest, tombstoneText } from '#server/store/wire-text.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';

export type FeedReads = ReturnType<typeof createFeedReads>;

/** A document as the feed says it: stored text, or a bare tombstone under the number of its leaving. */
const WIRE = `CASE WHEN f.kind IN ('put', 'enter') THEN d.wire
  ELSE '{"id":"' || d.id || '","rev":"' || (SELECT epoch FROM facility) || '.' || f.seq || '",' || ? END`;

/** Prepared reads of the feed over one connection. */
export function createFeedReads(database: Sqlite) {
  const prepare = createStatements(database);
  const lastOf = (scope: string, collection: CollectionName): number =>
    prepare('SELECT coalesce(max(seq), 0) FROM feed WHERE scope = +? AND collection = +?')
      .pluck()
      .get(scope, collection) as number;
  const epoch = (): string => prepare('SELECT epoch FROM facility').pluck().get() as string;
  return {
    lastOf,
    page: (
      scope: string,
      collection: CollectionName,
      { after, limit }: { readonly after: number; readonly limit: number },
    ): FeedPage => {
      const rows = prepare(
        `SELECT f.seq, ${WIRE} FROM feed f JOIN document d ON d.no = f.no
         WHERE f.scope = +? AND f.collection = +? AND f.seq > ? ORDER BY f.seq LIMIT +?`,
      )
        .raw()
        .all(tombstoneRest(collection), scope, collection, after, limit) as [number, string][];
      const last = rows.at(-1)?.[0] ?? after;
      return {
        json: rows.map(([, wire]) => wire).join(','),
        rows: rows.length,
        last,
        isEnd: rows.length < limit || last >= lastOf(scope, collection),
      };
    },
    // Two point reads: joined, SQLite took four times as long.
    wire: (collection: CollectionName, id: string): string | null => {
      const row = prepare('SELECT no, rev, wire FROM document WHERE collection = ? AND id = ?').get(
        collection,
        id,
      ) as { no: number; rev: string; wire: string } | undefined;
      if (!row) return null;
      const fed = prepare('SELECT seq, kind FROM feed WHERE no = ? AND scope = ?').get(
        row.no,
        FACILITY_SCOPE,
      ) as { seq: number; kind: FeedKind } | undefined;
      if (fed?.kind === 'put' || fed?.kind === 'enter') return row.wire;
      return tombstoneText(collection, id, fed ? `${epoch()}.${fed.seq}` : row.rev);
    },
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
