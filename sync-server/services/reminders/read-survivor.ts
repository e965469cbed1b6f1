import type { Patient } from '#shared/domain/patient.ts';
import type { StoredDocument, StoreReads } from '#server/store/store.ts';

/** Nobody's record leads further than this. */
const MOST_STEPS = 8;

/** The record of a person as the hospital has it, or the one that it was found to be the same as; null where there is none. */
export async function findSurvivor(
  reads: Pick<StoreReads, 'readDocument'>,
  id: string,
): Promise<StoredDocument | null> {
  let at = id;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const found = await reads.readDocument('patients', at);
    const { links } = (found?.content ?? {}) as Patient;
    const next = Object.values(links ?? {}).find(({ kind }) => kind === 'replaced-by');
    if (!next) return found;
    at = next.patientId;
  }
  return null;
}

/** What stands in it. */
export async function readSurvivor(
  reads: Pick<StoreReads, 'readDocument'>,
  id: string,
): Promise<Patient | null> {
  return ((await findSurvivor(reads, id))?.content ?? null) as Patient | null;
}
