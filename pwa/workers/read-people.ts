import type { Patient } from '#shared/domain/patient.ts';
import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';
import type { IndexedPerson } from './people-index.ts';

const PORTION = 1000;

/** A row as RxDB's Dexie storage keeps it. */
interface StoredRow {
  readonly id: string;
  readonly content: Patient;
  readonly _deleted?: unknown;
}

/**
 * The people in the replica's own IndexedDB table, in portions. Read here and not through RxDB, because a worker with a second
 * RxDB costs 270 KB and four times the time; reading disturbs nobody. Ends at once where there is no such database yet.
 */
export async function* readPeople(
  database: string,
): AsyncGenerator<{ readonly people: readonly IndexedPerson[]; readonly count: number }> {
  const db = await openExisting(database);
  if (!db) return;
  try {
    const count = await whenDone(db.transaction('docs').objectStore('docs').count());
    for (let after: string | null = null; ;) {
      const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true);
      const rows: readonly StoredRow[] = await whenDone(
        db.transaction('docs').objectStore('docs').getAll(range, PORTION),
      );
      if (rows.length > 0) yield { people: rows.map(personOf), count };
      if (rows.length < PORTION) return;
      after = rows.at(-1)?.id ?? null;
    }
  } finally {
    db.close();
  }
}

function personOf({ id, content, _deleted }: StoredRow): IndexedPerson {
  return { id, content, isDeleted: _deleted === true || _deleted === '1' };
}
