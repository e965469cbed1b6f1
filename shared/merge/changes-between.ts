import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isMap, isSame, pointer, type Json, type JsonMap } from '#shared/lib/json.ts';
import { isAtom } from './policies.ts';

/** The leaves in which two versions differ, each with both sides; an atom of the policy table is one leaf. Order is by path. */
export function changesBetween(
  collection: CollectionName,
  before: JsonMap,
  after: JsonMap,
): readonly Change[] {
  const changes: Change[] = [];
  walk(collection, [], [before, after], changes);
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(
  collection: CollectionName,
  keys: readonly string[],
  [before, after]: readonly [Json | undefined, Json | undefined],
  into: Change[],
): void {
  if (isSame(before, after)) return;
  const path = pointer(...keys);
  const splits =
    keys.length === 0 ||
    (!isAtom(collection, path) &&
      (isMap(before) || isMap(after)) &&
      !isNewEntry(keys, before, after));
  if (
    !splits ||
    (!isMap(before) && before !== undefined) ||
    (!isMap(after) && after !== undefined)
  ) {
    into.push({
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
    return;
  }
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const name of names)
    walk(collection, [...keys, name], [before?.[name], after?.[name]], into);
}

/** An entry of a map (an allergy, a stay) that is added or taken out travels whole: half of one must never land alone. */
function isNewEntry(
  keys: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
): boolean {
  return keys.length === 2 && (before === undefined || after === undefined);
}
