import type { Carried, Pair } from '#shared/domain/pair.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { lateChange } from '#shared/merge/identity.ts';
import { madeBy, withChange, writtenExactly } from '#shared/merge/identity-ledger.ts';
import { landEntry, type Clash, type Landed } from '#shared/merge/land-entry.ts';
import type { LandedEntry, StoredDocument } from '#server/store/store.ts';
import { openConflict } from './disputes.ts';
import { mergeOf } from './follow-person.ts';
import { isOwnAction, type IdentityDeps } from './identity-writes.ts';
import type { Version } from './push-put.ts';

/**
 * What lands on a replaced record lands on the survivor as well, in the same transaction and under its author's name (M12): where both
 * were changed by the usual rules, with both readings where a person must decide. What a merge itself wrote there goes on exactly.
 */
export async function carryOn(
  deps: Omit<IdentityDeps, 'entry'>,
  { id, content, landed }: Pick<Version, 'id' | 'content' | 'landed'>,
): Promise<void> {
  const { tx, put } = deps;
  const merge = await mergeOf(tx, id);
  if (!merge) return;
  for (const entry of landed) {
    const survivor = await tx.readDocument('patients', merge.carried.survivor);
    if (!survivor) return;
    const now = await landOn(survivor, entry, { replaced: content, carried: merge.carried });
    await showClashes(deps, { survivor, entry }, now.clashes);
    if (now.changes.length === 0) continue;
    await keepChanges(deps, merge.document.id, { survivor: survivor.content, entry, now });
    const version = { collection: 'patients', id: survivor.id, before: survivor } as const;
    const changes = changesBetween('patients', survivor.content, now.content);
    await put({ ...version, content: now.content, landed: [{ ...entry, changes }] });
  }
}

async function landOn(
  { content: survivor }: StoredDocument,
  entry: LandedEntry,
  { replaced, carried }: { readonly replaced: JsonMap; readonly carried: Carried },
): Promise<Landed> {
  const replacedId = carried.replaced;
  const late = entry.changes.flatMap(
    (change) => lateChange(change, { survivor, replaced, replacedId }) ?? [],
  );
  if (isOwnAction(entry.action))
    return { ...writtenExactly(survivor, late, carried.made), clashes: [] };
  const landed = landEntry('patients', survivor, { changes: late });
  return landed.ok ? landed.value : { content: survivor, changes: [], clashes: [] };
}

/** What came late is the merge's own: its undo takes it from the survivor, and leaves it where it was written to. */
async function keepChanges(
  { tx }: Pick<IdentityDeps, 'tx'>,
  pairId: string,
  {
    survivor,
    entry,
    now,
  }: { readonly survivor: JsonMap; readonly entry: LandedEntry; readonly now: Landed },
): Promise<void> {
  const found = await tx.readDocument('pairs', pairId);
  const carried = (found?.content as Pair | undefined)?.carried;
  if (!found || !carried) return;
  const next: Carried = {
    ...carried,
    changes: now.changes.reduce(withChange, carried.changes),
    made: { ...carried.made, ...madeBy(survivor, now.changes) },
  };
  const content = { ...found.content, carried: next } as unknown as JsonMap;
  const changes = changesBetween('pairs', found.content, content);
  const entries = [{ ...entry, mutationId: null, changes }];
  tx.put({ collection: 'pairs', id: pairId, content, kind: 'put', entries });
}

async function showClashes(
  { tx, acceptedAt }: Pick<IdentityDeps, 'tx' | 'acceptedAt'>,
  { survivor, entry }: { readonly survivor: StoredDocument; readonly entry: LandedEntry },
  clashes: readonly Clash[],
): Promise<void> {
  const subject = { collection: 'patients' as const, id: survivor.id };
  for (const clash of clashes) {
    await openConflict(
      { tx, subject, before: survivor, content: survivor.content, landed: [], acceptedAt },
      { clash, entry: readingOf(entry), device: entry.device },
    );
  }
}

/** Who read it otherwise; what the hospital wrote itself is known by when. */
function readingOf({ mutationId, by, at }: LandedEntry) {
  return { id: mutationId ?? at, by, at } as Parameters<typeof openConflict>[1]['entry'];
}
