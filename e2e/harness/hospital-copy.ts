import 'temporal-polyfill/global';
import { openFolder } from '#server/data-folder.ts';
import type { HistoryRow, Store, StoredDocument } from '#server/store/store.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import type { Hospital } from './hospital.ts';

/** What the hospital itself holds of one person: the documents, and every change it ever took. */
export interface HeldPerson {
  readonly patient: StoredDocument;
  readonly appointments: readonly StoredDocument[];
  readonly encounters: readonly StoredDocument[];
  readonly history: readonly HistoryRow[];
}
const MANY = 100;

/** Reads the hospital's copy on its disk, beside the server or without one. */
export async function readCopy<T>(
  { dataDir }: Pick<Hospital, 'dataDir'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = openFolder(dataDir, { now: () => Date.now() });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Everybody of that family name, with all that the hospital holds about them. */
export function peopleHeld(
  hospital: Pick<Hospital, 'dataDir'>,
  family: string,
): Promise<readonly HeldPerson[]> {
  return readCopy(hospital, async (store) => {
    const all = async (collection: CollectionName, key: string, value: string) =>
      (await store.find({ collection, where: [{ key, anyOf: [value] }], limit: MANY })).documents;
    const people = await all('patients', 'family', foldText(family));
    return Promise.all(
      people.map(async (patient) => ({
        patient,
        appointments: await all('appointments', 'patientId', patient.id),
        encounters: await all('encounters', 'patientId', patient.id),
        history: await store.readHistory({ patientId: patient.id, limit: MANY }),
      })),
    );
  });
}
