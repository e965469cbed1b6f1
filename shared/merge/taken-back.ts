import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isMap, isSame, readAt, writeAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { policyOf } from './policies.ts';

/** How an entry that may never be taken out is withdrawn: by the field that says so. */
const WITHDRAWN: Readonly<Record<string, JsonMap>> = {
  allergies: { verification: 'entered-in-error' },
  alerts: { status: 'entered-in-error' },
  stays: { isInError: true },
  names: { use: 'old' },
};

/**
 * The content with an earlier mutation taken back: each leaf as it was, unless somebody changed it since (M9). Nothing clinical is
 * removed by an undo: an entry that the mutation added is marked as entered in error.
 */
export function takenBack(
  collection: CollectionName,
  content: JsonMap,
  changes: readonly Change[],
): JsonMap {
  return changes.reduce((now, { path, before, after }) => {
    if (!isSame(readAt(now, path), after)) return now;
    return writeAt(now, path, before === undefined ? withdrawn(collection, path, after) : before);
  }, content);
}

function withdrawn(
  collection: CollectionName,
  path: string,
  added: Json | undefined,
): Json | undefined {
  const mark = WITHDRAWN[path.split('/')[1] ?? ''];
  return policyOf(collection, path) === 'union' && mark && isMap(added)
    ? { ...added, ...mark }
    : undefined;
}
