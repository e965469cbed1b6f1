import type { CollectionName } from '#shared/domain/collections.ts';
import { FACILITY_SCOPE } from '#shared/sync/protocol-version.ts';
import type { FeedPage, FeedWindow, Misplaced } from '#server/store/store.ts';
import { tombstoneRest } from '#server/store/wire-text.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';

export type FeedReads = ReturnType<typeof createFeedReads>;

/** A document as the feed says it: stored text, or a bare tombstone under the number of its leaving. */
const WIRE = `CASE WHEN f.kind IN ('put', 'enter') THEN d.wire
  ELSE '{"id":"' || d.id || '","rev":"' || (SELECT epoch FROM facility) || '.' || coalesce(f.seq, d.seq) || '",' || ? END`;

/** Prepared reads of the feed over one connection. */
export function createFeedReads(database: Sqlite) {
  const prepare = createStatements(database);
  const lastOf = (scope: string, collection: CollectionName): number =>
    prepare('SELECT coalesce(max(seq), 0) FROM feed WHERE scope = ? AND collection = ?')
      .pluck()
      .get(scope, collection) as number;
  return {
    lastOf,
    page: (
      scope: string,
      collection: CollectionName,
      { after, limit }: { readonly after: number; readonly limit: number },
    ): FeedPage => {
      const rows = prepare(
        `SELECT f.seq, ${WIRE} FROM feed f JOIN document d ON d.no = f.no
         WHERE f.scope = ? AND f.collection = ? AND f.seq > ? ORDER BY f.seq LIMIT ?`,
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
    wire: (collection: CollectionName, id: string): string | null =>
      (prepare(
        `SELECT ${WIRE} FROM document d LEFT JOIN feed f ON f.no = d.no AND f.scope = ?
         WHERE d.collection = ? AND d.id = ?`,
      )
        .pluck()
        .get(tombstoneRest(collection), FACILITY_SCOPE, collection, id) as string | undefined) ??
      null,
    misplaced: (window: FeedWindow, limit: number): readonly Misplaced[] =>
      [
        ...misplacedIn(prepare, 'appointments', {
          key: 'day',
          isOutside: `k.value <> '' AND (k.value < ? OR k.value > ?)`,
          isInside: `(k.value = '' OR (k.value >= ? AND k.value <= ?))`,
          values: [window.firstDay, window.lastDay],
          limit,
        }),
        ...misplacedIn(prepare, 'encounters', {
          key: 'endKey',
          isOutside: `k.value <> '' AND k.value < ?`,
          isInside: `(k.value = '' OR k.value >= ?)`,
          values: [window.oldestEnd],
          limit,
        }),
      ].slice(0, limit),
  };
}

interface Edge {
  readonly key: string;
  readonly isOutside: string;
  readonly isInside: string;
  readonly values: readonly string[];
  readonly limit: number;
}

function misplacedIn(
  prepare: ReturnType<typeof createStatements>,
  collection: 'appointments' | 'encounters',
  edge: Edge,
): readonly Misplaced[] {
  const { key, isOutside, isInside, values, limit } = edge;
  const from = `FROM search_key k JOIN document d ON d.no = k.no
    LEFT JOIN feed f ON f.no = k.no AND f.scope = '${FACILITY_SCOPE}'
    WHERE k.collection = '${collection}' AND k.key = '${key}'`;
  const find = (kind: Misplaced['kind'], where: string): readonly Misplaced[] =>
    prepare(`SELECT d.id ${from} AND ${where} ORDER BY d.no LIMIT ?`)
      .pluck()
      .all(...values, limit)
      .map((id) => ({ collection, id: String(id), kind }));
  return [
    ...find('leave', `${isOutside} AND f.kind IN ('put', 'enter')`),
    ...find('enter', `${isInside} AND (f.kind IS NULL OR f.kind = 'leave')`),
  ];
}
