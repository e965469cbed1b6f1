import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { EscrowRow, LandedEntry, SeenMutation } from '#server/store/store.ts';
import type { createStatements } from './statements.ts';
import type { Version } from './version.ts';

/** What is kept beside the documents: accepted mutations, their names, and what was refused. */
export function logWrites(prepare: ReturnType<typeof createStatements>) {
  return {
    history: (version: Version, seq: number, landed: LandedEntry): void => {
      const { collection, id, content, acceptedAt } = version;
      const { mutationId, by, device, at, action, changes } = landed;
      prepare(
        `INSERT INTO history (seq, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        seq,
        collection,
        id,
        patientOf(collection, id, content),
        mutationId,
        by,
        device,
        at,
        acceptedAt,
        action?.id ?? null,
        action?.name ?? null,
        JSON.stringify(changes),
      );
    },
    mutation: ({ id, device, hash, refusal }: SeenMutation): void =>
      void prepare('INSERT INTO mutation (id, device, hash, refusal) VALUES (?, ?, ?, ?)').run(
        id,
        device,
        hash,
        refusal,
      ),
    escrow: ({ key, device, collection, code, row, at }: EscrowRow): void =>
      void prepare(
        'INSERT INTO escrow (key, device, collection, code, row, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
      ).run(key, device, collection, code, row, at),
  };
}

/** Whose history a write belongs to. */
function patientOf(collection: CollectionName, id: string, content: JsonMap): string | null {
  if (collection === 'patients') return id;
  const { patientId } = content;
  return collection !== 'disputes' && typeof patientId === 'string' ? patientId : null;
}
