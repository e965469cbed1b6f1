import type { DirectoryRow } from '#shared/sync/directory.ts';
import { DIRECTORY } from '#pwa/platform/directory-name.ts';
import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';

/** Everybody in the directory of this device, by id; nobody where there is none. */
export async function readDirectory(): Promise<ReadonlyMap<string, DirectoryRow>> {
  const db = await openExisting(DIRECTORY);
  if (!db) return new Map();
  try {
    const segments: readonly (readonly DirectoryRow[])[] = await whenDone(
      db.transaction('docs').objectStore('docs').getAll(),
    );
    return new Map(segments.flat().map((row) => [row.id, row]));
  } finally {
    db.close();
  }
}
