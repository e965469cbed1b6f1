import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';
import type { Stored } from './rx-schema.ts';

/** Where RxDB's Dexie storage keeps the people: what the search worker and the first look read. */
export const PEOPLE_TABLE = 'rxdb-dexie-wardline--0--patients';
/** One page of the list by name and the row that says where the next one begins. */
export const FIRST_PEOPLE = 64;
const BY_NAME = '[_deleted+nameKey+id]';
const LIVING = '0';

/**
 * The first people by name, straight from this device's own table: they are on screen while RxDB, which takes a quarter of a second
 * to open, is still opening. Empty where there is no such table yet.
 */
export async function readFirstPeople(
  table = PEOPLE_TABLE,
): Promise<readonly Stored<'patients'>[]> {
  const db = await openExisting(table);
  if (!db) return [];
  try {
    const store = db.transaction('docs').objectStore('docs');
    if (!store.indexNames.contains(BY_NAME)) return [];
    const range = IDBKeyRange.bound([LIVING], [LIVING, []]);
    return await whenDone(store.index(BY_NAME).getAll(range, FIRST_PEOPLE));
  } finally {
    db.close();
  }
}
