import type { Patient } from '#shared/domain/patient.ts';
import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';
import type { IndexedPerson } from './people-index.ts';
import { readSealedPeople, type SealedSource } from './read-sealed-people.ts';

const PORTION = 1000;

/** Where the people of this device lie: a table in the clear, or the sealed store behind a port. */
export type PeopleSource = string | SealedSource;
export interface Portion {
  readonly people: readonly IndexedPerson[];
  readonly count: number;
}

/** A row as RxDB's Dexie storage keeps it. */
interface StoredRow {
  readonly id: string;
  readonly content: Patient;
  readonly _deleted?: unknown;
}

/** Everybody who is stored on this device, in portions. */
export function readPeople(source: PeopleSource): AsyncGenerator<Portion> {
  return typeof source === 'string' ? readTable(source) : readSealedPeople(source);
}

/**
 * The people in the replica's own IndexedDB table, in portions. Read here and not through RxDB, because a worker with a second
 * RxDB costs 270 KB and four times the time; reading disturbs nobody. Ends at once where there is no such database yet.
 */
async function* readTable(database: string): AsyncGenerator<Portion> {
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
