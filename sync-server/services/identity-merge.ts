import { replacedBy, type Carried, type Pair } from '#shared/domain/pair.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import { isSame, readAt, writeAt, type Json } from '#shared/lib/json.ts';
import { mergeChanges } from '#shared/merge/identity.ts';
import { madeBy, writtenExactly } from '#shared/merge/identity-ledger.ts';
import type { StoreTx } from '#server/store/store.ts';
import { mergeOf, survivorOf } from './follow-person.ts';
import { undoMerge } from './identity-undo.ts';
import {
  findAll,
  MERGE_ACTIONS,
  moveAlong,
  named,
  personOf,
  say,
  write,
  type IdentityDeps,
} from './identity-writes.ts';

/**
 * Brings the two records of a pair to what is decided about them (M11, M13), in the transaction of the decision:
 *
 *   same      ──► the survivor takes what it has not got · the other is replaced by it · what is theirs follows
 *   other way ──► undone, then carried out anew
 *   different, or taken back ──► undone
 *
 * It looks at what is, not at what was asked: told twice it changes nothing, and what could not be carried out is tried again when the
 * missing record comes.
 */
export async function settlePair(deps: IdentityDeps, id: string): Promise<void> {
  const { tx } = deps;
  const found = await tx.readDocument('pairs', id);
  if (!found) return;
  const pair = found.content as unknown as Pair;
  const { decision, carried } = pair;
  const wanted = decision?.kind === 'same' ? decision : null;
  const isAsWanted =
    wanted?.survivor === carried?.survivor &&
    isSame((wanted?.fields ?? {}) as Json, (carried?.fields ?? {}) as Json);
  if (carried && !isAsWanted) await undoMerge(deps, found, carried);
  if (carried && isAsWanted && (await isLinked(tx, id, carried)))
    return moveAlong(named(deps, id, MERGE_ACTIONS.merge), carried.replaced);
  if (!wanted) return say(deps, id, { patientId: pair.one });
  const replaced = replacedBy(pair, wanted.survivor) as PatientId;
  const waits = await whyNot(tx, id, { replaced, survivor: wanted.survivor });
  if (waits) return say(deps, id, { waits, patientId: pair.one });
  const { survivor, fields } = wanted;
  const merging = named(deps, id, MERGE_ACTIONS.merge);
  return carryOut(merging, id, { replaced, survivor, fields, changes: {}, made: {} });
}

/** True where a merge has been carried out here: after a restore its pair may be back before its records. */
async function isLinked(tx: StoreTx, id: string, { replaced }: Carried): Promise<boolean> {
  const found = await tx.readDocument('patients', replaced);
  return readAt(found?.content, `/links/${id}`) !== undefined;
}

/** Somebody has come whom decisions may have waited for. */
export async function settleWaiting(deps: IdentityDeps, person: string): Promise<void> {
  const where = [{ key: 'patient', anyOf: [person] }];
  for (const { id } of await findAll(deps.tx, { collection: 'pairs', where }))
    await settlePair(deps, id);
}

/** Why a merge cannot be carried out now: neither a ring nor two survivors of one record ever come to be. */
async function whyNot(
  tx: StoreTx,
  pairId: string,
  { replaced, survivor }: Pick<Carried, 'replaced' | 'survivor'>,
): Promise<Pair['waits']> {
  for (const id of [replaced, survivor])
    if (!(await tx.readDocument('patients', id))) return 'not-received';
  const before = await mergeOf(tx, replaced);
  if (before && before.document.id !== pairId) return 'already-replaced';
  return (await survivorOf(tx, survivor)) === replaced ? 'one-record' : undefined;
}

async function carryOut(deps: IdentityDeps, pairId: string, merge: Carried): Promise<void> {
  const { tx } = deps;
  const replaced = await personOf(tx, merge.replaced);
  const survivor = await personOf(tx, merge.survivor);
  const before = await mergeOf(tx, merge.replaced);
  const changes = mergeChanges({
    survivor: survivor.content,
    replaced: replaced.content,
    replacedId: merge.replaced,
    fields: merge.fields,
  });
  // After a restore parts of it may be there already: what it is known to have changed stays known.
  const ledger: Carried = {
    ...merge,
    changes: {
      ...before?.carried.changes,
      ...Object.fromEntries(changes.map(({ path, ...sides }) => [path, sides])),
    },
    made: { ...before?.carried.made, ...madeBy(survivor.content, changes) },
  };
  const patientId = (await survivorOf(tx, merge.survivor)) as PatientId;
  await say(deps, pairId, { carried: ledger, patientId });
  await write(deps, replaced, (content) =>
    writeAt(content, `/links/${pairId}`, { kind: 'replaced-by', patientId: merge.survivor }),
  );
  await write(deps, survivor, (content) =>
    writeAt(writtenExactly(content, changes).content, `/links/${pairId}`, {
      kind: 'replaces',
      patientId: merge.replaced,
    }),
  );
  await moveAlong(deps, merge.replaced);
}
