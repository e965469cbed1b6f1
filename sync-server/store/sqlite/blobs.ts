import type { BlobHash } from '#shared/sync/blob.ts';
import type { BlobsStore, LooseQuestion } from '#server/store/blobs.ts';
import type { Sqlite } from './open-database.ts';
import type { WriterQueue } from './writer-queue.ts';

const KEEP = `INSERT INTO blob (hash, device, loose_since, bytes) VALUES (?, ?, ?, ?)
  ON CONFLICT (hash) DO UPDATE SET device = excluded.device, loose_since = excluded.loose_since WHERE loose_since IS NOT NULL`;
const LOOSE_OF = 'SELECT count(*) FROM blob WHERE device = ? AND loose_since IS NOT NULL';
const NAMED = `EXISTS (SELECT 1 FROM search_key k
  WHERE k.collection = 'patients' AND k.key = 'photo' AND k.value = blob.hash)`;
/** A write that waits for a person waits without end, and what it names with it (S17). */
const AWAITED = `EXISTS (SELECT 1 FROM escrow e WHERE e.decided_at IS NULL AND instr(e.row, blob.hash) > 0)`;
const READ = `SELECT hash, bytes FROM blob WHERE hash = ? AND (device = ? OR EXISTS (
  SELECT 1 FROM search_key k JOIN feed f ON f.no = k.no JOIN json_each(?) h ON h.value = f.scope
  WHERE k.collection = 'patients' AND k.key = 'photo' AND k.value = blob.hash AND f.kind IN ('put', 'enter')))`;
const PAGE = 'SELECT hash FROM blob WHERE hash > ? ORDER BY hash LIMIT +?';
const IN_PAGE = 'hash > ? AND hash <= ?';

/** Blobs in SQLite. */
export function createSqliteBlobs(reader: Sqlite, queue: WriterQueue): BlobsStore {
  return {
    keepBlob: ({ hash, device, at, bytes }, most) =>
      queue.run((database) => {
        const isKnown = database.prepare('SELECT 1 FROM blob WHERE hash = ?').get(hash);
        const loose = database.prepare(LOOSE_OF).pluck().get(device) as number;
        if (!isKnown && loose >= most) return false;
        database.prepare(KEEP).run(hash, device, at, bytes);
        return true;
      }),
    readBlob: async (hash, { device, scopes }) => {
      const row = reader
        .prepare<unknown[], { hash: BlobHash; bytes: Uint8Array }>(READ)
        .get(hash, device, JSON.stringify(scopes));
      return row ? { hash: row.hash, bytes: new Uint8Array(row.bytes) } : null;
    },
    dropLoose: (question) => queue.run((database) => dropLoose(database, question)),
  };
}

function dropLoose(database: Sqlite, { now, before, after, limit }: LooseQuestion) {
  const page = database.prepare(PAGE).pluck().all(after, limit) as readonly string[];
  const last = page.at(-1);
  if (last === undefined) return { dropped: 0, next: null };
  const run = (text: string, ...values: readonly string[]): number =>
    database.prepare(text).run(...values, after, last).changes;
  run(
    `UPDATE blob SET loose_since = NULL WHERE loose_since IS NOT NULL AND ${NAMED} AND ${IN_PAGE}`,
  );
  run(
    `UPDATE blob SET loose_since = ? WHERE loose_since IS NULL AND NOT ${NAMED} AND ${IN_PAGE}`,
    now,
  );
  const dropped = run(
    `DELETE FROM blob WHERE loose_since < ? AND NOT ${AWAITED} AND ${IN_PAGE}`,
    before,
  );
  return { dropped, next: page.length < limit ? null : last };
}
