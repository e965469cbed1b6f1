import type {
  HeldVersion,
  SegmentPage,
  SegmentQuestion,
  VersionsQuestion,
} from '#server/store/holdings.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';

/** Prepared reads of what scopes hold, over one connection. */
export function createHoldingsReads(database: Sqlite) {
  const prepare = createStatements(database);
  return {
    segment: ({ scope, collection, after, until, limit, among }: SegmentQuestion): SegmentPage => {
      const list = among ? [JSON.stringify(among.ids)] : [];
      const isAmong = among
        ? `AND d.id ${among.isIn ? '' : 'NOT '}IN (SELECT value FROM json_each(?))`
        : '';
      // As for a page: SQLite joins the rows itself and hands over their bytes.
      const [rows, last, ids, bytes] = prepare(
        `SELECT count(*), max(seq), json_group_array(id), CAST(group_concat(wire, ',') AS BLOB) FROM (
           SELECT f.seq AS seq, d.id AS id, d.wire AS wire FROM feed f JOIN document d ON d.no = f.no
           WHERE f.scope = +? AND f.collection = +? AND f.seq > ? AND f.seq <= ? AND f.kind IN ('put', 'enter') ${isAmong}
           ORDER BY f.seq LIMIT +?)`,
      )
        .raw()
        .get(scope, collection, after, until, ...list, limit) as [
        number,
        number | null,
        string,
        Buffer | null,
      ];
      return {
        bytes: bytes ?? new Uint8Array(),
        ids: JSON.parse(ids) as readonly string[],
        last: rows < limit ? until : (last ?? until),
      };
    },
    versions: ({ scopes, collection, ending, after, limit }: VersionsQuestion) =>
      prepare(
        `SELECT d.id AS id, d.rev AS rev FROM document d
         WHERE d.collection = ? AND d.id > ? AND d.id LIKE '%' || ? AND EXISTS (
           SELECT 1 FROM feed f JOIN json_each(?) h ON h.value = f.scope
           WHERE f.no = d.no AND f.kind IN ('put', 'enter'))
         ORDER BY d.id LIMIT +?`,
      ).all(collection, after, ending, JSON.stringify(scopes), limit) as readonly HeldVersion[],
  };
}
