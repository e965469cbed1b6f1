import { PRESENCE, type AppointmentStatus } from '#shared/domain/appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isSame, readAt, writeAt, type JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { landEntry, type Clash } from '#shared/merge/land-entry.ts';
import { policyOf } from '#shared/merge/policies.ts';

/** What an import makes of a document: the content, what changed in it, and where the hospital's own word stood. */
export interface LandedImport {
  readonly content: JsonMap;
  readonly changes: readonly Change[];
  /** What the source and the hospital changed both: the hospital's word stands, or the graver one (M2, M3). */
  readonly clashes: readonly Clash[];
}

/**
 * Lands what a source changed since it was last imported, with its last word as base, so that a correction made in the hospital
 * survives (M1). An import speaks for the server, so it may write what devices may not; a status may go where the table knows no way.
 */
export function landImport(
  collection: CollectionName,
  master: JsonMap,
  versions: { readonly base: JsonMap; readonly next: JsonMap },
): LandedImport {
  let content = master;
  const changes: Change[] = [];
  const clashes: Clash[] = [];
  for (const change of changesBetween(collection, versions.base, versions.next)) {
    const policy = policyOf(collection, change.path);
    if (policy === 'server-only' || policy === 'state-machine') {
      const landed = landOwn(content, change);
      if (landed) {
        content = writeAt(content, change.path, change.after);
        changes.push(landed);
      }
      continue;
    }
    const landed = landEntry(collection, content, { changes: [change] });
    if (!landed.ok) continue;
    content = landed.value.content;
    changes.push(...landed.value.changes);
    clashes.push(...landed.value.clashes);
  }
  return { content, changes, clashes };
}

/** The change as it lands; null where it is there already, or the hospital has said something else since. */
function landOwn(content: JsonMap, change: Change): Change | null {
  const { path, before, after } = change;
  const master = readAt(content, path);
  if (isSame(master, after)) return null;
  const isUntouched = isSame(master, before);
  return isUntouched || isSurer(after, master)
    ? { ...change, ...(master === undefined ? {} : { before: master }) }
    : null;
}

/** Presence beats absence (M6): who was seen somewhere was there. */
function isSurer(after: Change['after'], master: Change['after']): boolean {
  const sureness = (status: unknown): number => PRESENCE[status as AppointmentStatus] ?? -1;
  return sureness(after) > 0 && sureness(after) > sureness(master);
}
