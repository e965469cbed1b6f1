import type { CollectionName } from '#shared/domain/collections.ts';
import type { Ended, EndsAt, EndsTx } from '#server/store/ends.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';

/** How far the history was looked through for mutations that have had their time. */
const DONE = 'mutations-ended';

/** Line by line, the latest first, until the one is found. */
const IN_HISTORY = `WITH RECURSIVE line (seq, prev, mutation) AS (
    SELECT h.seq, h.prev, h.mutation_id FROM document d CROSS JOIN history h ON h.seq = d.seq WHERE d.collection = ? AND d.id = ?
    UNION ALL SELECT h.seq, h.prev, h.mutation_id FROM line CROSS JOIN history h ON h.seq = line.prev
  ) SELECT 1 FROM line WHERE mutation = ? LIMIT 1`;

/** Whether a mutation that is remembered no more was taken; asked of the history only where its number may have been dropped. */
export function endReads(prepare: ReturnType<typeof createStatements>) {
  return {
    wasTaken: (
      collection: CollectionName,
      id: string,
      { id: mutation, device, n }: Parameters<EndsTx['wasTaken']>[2],
    ): boolean => {
      const end = prepare('SELECT n FROM mutation_end WHERE device = ?').pluck().get(device);
      if (end === undefined || n > (end as number)) return false;
      return prepare(IN_HISTORY).get(collection, id, mutation) !== undefined;
    },
  };
}

/**
 * Mutations go in the order in which they were accepted, and only those that the history knows by their id and their device by a number:
 * whether another one was taken, nobody else could say. Rows of escrow go some time after a person has decided.
 */
export function dropEnded(database: Sqlite, at: EndsAt, limit: number): Ended {
  const prepare = createStatements(database);
  const done = Number(prepare('SELECT value FROM meta WHERE key = ?').pluck().get(DONE) ?? 0);
  const lines = prepare(
    'SELECT seq, mutation_id AS id, accepted_at AS acceptedAt FROM history WHERE seq > ? ORDER BY seq LIMIT +?',
  ).all(done, limit) as { seq: number; id: string | null; acceptedAt: string }[];
  const young = lines.findIndex(({ acceptedAt }) => acceptedAt >= at.accepted);
  const old = young < 0 ? lines : lines.slice(0, young);
  let mutations = 0;
  for (const { id } of old) if (id !== null && dropMutation(prepare, id)) mutations += 1;
  const last = old.at(-1);
  if (last)
    prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(DONE, String(last.seq));
  const escrow = prepare(
    'DELETE FROM escrow WHERE key IN (SELECT key FROM escrow WHERE decided_at < ? ORDER BY decided_at LIMIT +?)',
  ).run(at.decided, limit).changes;
  return { mutations, escrow, isAll: old.length < limit && escrow < limit };
}

function dropMutation(prepare: ReturnType<typeof createStatements>, id: string): boolean {
  const row = prepare(
    'DELETE FROM mutation WHERE id = ? AND n IS NOT NULL AND refusal IS NULL RETURNING device, n',
  ).get(id) as { device: string; n: number } | undefined;
  if (!row) return false;
  prepare(
    'INSERT INTO mutation_end (device, n) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET n = max(n, excluded.n)',
  ).run(row.device, row.n);
  return true;
}
