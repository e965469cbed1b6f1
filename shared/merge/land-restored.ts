import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isSame, readAt, writeAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { gravest } from './graver.ts';
import { changeOf, clashOf, leavesOf, type Clash, type Landed } from './land-entry.ts';
import { policyOf } from './policies.ts';

/**
 * Lands what a lost generation of the hospital's copy had accepted already (M10): it needs no second leave, so the table of steps and
 * the fields that only the hospital writes do not hold it up. A path that somebody has written since the restore is theirs where the
 * later one counts; where people must decide, they are shown both.
 */
export function landRestored(
  collection: CollectionName,
  master: JsonMap,
  offered: readonly Change[],
): Landed {
  let content = master;
  const changes: Change[] = [];
  const clashes: Clash[] = [];
  for (const change of offered.flatMap((one) => leavesOf(collection, master, one))) {
    const { path } = change;
    const before = readAt(content, path);
    const { value, clash } = landChange(collection, before, change);
    if (clash) clashes.push(clash);
    if (isSame(before, value)) continue;
    content = writeAt(content, path, value);
    changes.push(changeOf(path, before, value));
  }
  return { content, changes, clashes };
}

function landChange(
  collection: CollectionName,
  master: Json | undefined,
  { path, before, after }: Change,
): { readonly value: Json | undefined; readonly clash?: Clash } {
  if (isSame(master, after)) return { value: master };
  if (isSame(master, before)) return { value: after };
  switch (policyOf(collection, path)) {
    case 'last-accepted':
    case 'server-only':
    case 'decision':
      return { value: master };
    case 'union':
      return { value: master ?? after };
    case 'graver': {
      const standing = gravest(path, master, after) === 'mine' ? 'mine' : 'master';
      const value = standing === 'mine' ? after : master;
      return { value, clash: clashOf({ path, master, mine: after, standing }) };
    }
    case 'state-machine':
    case 'dispute':
      return { value: master, clash: clashOf({ path, master, mine: after, standing: 'master' }) };
  }
}
