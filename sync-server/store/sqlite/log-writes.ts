import type { RefusalCode } from '#shared/sync/push.ts';
import { patientOf } from '#server/store/claims.ts';
import type { KnownMutation, LandedEntry, SeenMutation } from '#server/store/store.ts';
import { endReads } from './ends.ts';
import { escrowReads, escrowWrites } from './escrow.ts';
import { jobReads, jobWrites } from './jobs.ts';
import { openingReads, openingWrites } from './openings.ts';
import { pushDeviceReads } from './push-devices.ts';
import { restoreWrites } from './restores.ts';
import { rowSum } from './row-sum.ts';
import type { createStatements } from './statements.ts';
import type { Version } from './version.ts';

/** What is read of it. */
export function logReads(prepare: ReturnType<typeof createStatements>) {
  return {
    ...openingReads(prepare),
    ...escrowReads(prepare),
    ...jobReads(prepare),
    ...pushDeviceReads(prepare),
    ...endReads(prepare),
    mutations: (ids: readonly string[]): readonly KnownMutation[] =>
      ids.flatMap((id) => {
        const row = prepare('SELECT id, hash, refusal FROM mutation WHERE id = ?').get(id);
        return row ? [row as { id: string; hash: string; refusal: RefusalCode | null }] : [];
      }),
  };
}

/** What is kept beside the documents: accepted mutations, their names, and what was refused. */
export function logWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    ...restoreWrites(prepare),
    ...openingWrites(prepare),
    ...escrowWrites(prepare),
    ...jobWrites(prepare),
    /** `prev` is the line before it of the same document. */
    history: (
      version: Version,
      { seq, prev }: { readonly seq: number; readonly prev: number | null },
      landed: LandedEntry,
    ): void => {
      const { collection, id, content, acceptedAt } = version;
      const { mutationId, by, device, at, action, changes } = landed;
      const row = [
        seq,
        prev,
        collection,
        id,
        collection === 'disputes' ? null : patientOf(collection, id, content),
        mutationId,
        by,
        device,
        at,
        acceptedAt,
        action?.id ?? null,
        action?.name ?? null,
        JSON.stringify(changes),
      ];
      prepare(
        `INSERT INTO history (seq, prev, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes, row_sum)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(...row, rowSum(...row));
    },
    // Refused at first, and taken when a person has released it or when it came again as it was meant; what is taken stays.
    mutation: ({ id, device, hash, refusal, n = null }: SeenMutation): void => {
      const row = [id, device, hash, refusal, n];
      prepare(
        `INSERT INTO mutation (id, device, hash, refusal, n, row_sum) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET device = excluded.device, hash = excluded.hash, refusal = excluded.refusal,
           n = excluded.n, row_sum = excluded.row_sum
         WHERE mutation.refusal IS NOT NULL AND (mutation.hash <> excluded.hash OR mutation.refusal IS NOT excluded.refusal)`,
      ).run(...row, rowSum(...row));
    },
  };
}
