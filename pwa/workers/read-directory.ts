import type { DirectoryRow } from '#shared/sync/directory.ts';
import { DIRECTORY, openSegment } from '#pwa/platform/directory-name.ts';
import { openExisting, whenDone } from '#pwa/platform/open-existing.ts';
import type { SealedValue } from '#pwa/platform/seal-values.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';

/** Everybody in the directory of this device, by id; nobody where there is none. */
export async function readDirectory(
  key: DeviceKey | null,
): Promise<ReadonlyMap<string, DirectoryRow>> {
  const db = await openExisting(DIRECTORY);
  if (!db) return new Map();
  try {
    const segments: readonly (readonly DirectoryRow[] | SealedValue)[] = await whenDone(
      db.transaction('docs').objectStore('docs').getAll(),
    );
    const opened = await Promise.all(segments.map((segment) => openSegment(segment, key)));
    return new Map(opened.flat().map((row) => [row.id, withoutNulls(row)]));
  } finally {
    db.close();
  }
}

/** Hospitals before this version said null of what they did not know, and devices keep what they were told. */
function withoutNulls(row: DirectoryRow): DirectoryRow {
  const told: readonly unknown[] = Object.values(row);
  if (!told.includes(null)) return row;
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never;
}
