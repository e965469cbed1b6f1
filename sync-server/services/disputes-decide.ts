import type { Decision, Dispute } from '#shared/domain/dispute.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import type { Person } from '#shared/domain/person.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { isSame, readAt, writeAt, type JsonMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { Landed } from '#shared/merge/land-entry.ts';
import { takenBack } from '#shared/merge/taken-back.ts';
import type { StoredDocument, StoreTx } from '#server/store/store.ts';
import { hashOf } from './push-hash.ts';
import { escrowKey } from './refused-before.ts';

/** What a decision makes of the dispute, and of the document it is about where that changes. */
export interface Decided {
  readonly content: JsonMap;
  readonly subject: {
    readonly before: StoredDocument;
    readonly content: JsonMap;
    readonly changes: readonly Change[];
  } | null;
}
export interface Decider {
  readonly tx: StoreTx;
  readonly person: Person;
  readonly entry: TrailEntry;
}
const HISTORY_LOOKED_AT = 500;
type DecisionError = { readonly kind: 'not-allowed' | 'not-readable' };

/**
 * What a landed write on a dispute means (M8): a decision is applied to the document in the same transaction, by somebody who may
 * write the field; a second decision by somebody else for another reading opens the dispute again, with both names.
 */
export async function decide(
  decider: Decider,
  before: Dispute,
  landed: Landed,
): Promise<Result<Decided, DecisionError>> {
  const second = landed.clashes.find(({ path }) => path === '/decision');
  if (second) {
    const other = { ...(second.mine as unknown as Decision), by: decider.entry.by };
    if (before.decision?.by === other.by) return apply(decider, before, other);
    return ok({ content: reopened(before, landed.content, other), subject: null });
  }
  const now = landed.content as unknown as Dispute;
  if (now.kind === 'refused') {
    await followAuthor(decider, before, now);
    return ok({ content: landed.content, subject: null });
  }
  const isNew = landed.changes.some(({ path }) => path.startsWith('/decision'));
  // Only a decision ends a conflict, and only its undo opens it again.
  if (!isNew)
    return ok({ content: writeAt(landed.content, '/status', before.status), subject: null });
  return now.decision ? apply(decider, now, now.decision) : takeBack(decider, now);
}

/** An author who has understood why sets the write aside themselves, and may think again; what others put aside still waits for an administrator. */
async function followAuthor({ tx, entry }: Decider, before: Dispute, now: Dispute): Promise<void> {
  const refused = before.refused?.entry;
  if (!refused || before.author !== entry.by || before.settled || before.status === now.status)
    return;
  const key = escrowKey({ id: refused.id, hash: hashOf(refused) });
  const kept = await tx.readEscrow(key);
  if (!kept || (kept.settled && kept.settled.by !== entry.by)) return;
  const aside = { decision: 'set-aside', by: entry.by, at: entry.at, reason: null } as const;
  tx.settleEscrow(key, now.status === 'open' ? null : aside);
}

/** The exact undo of a decision: the field says again what it said before, unless somebody wrote there since (M9). */
async function takeBack(
  { tx, person, entry }: Decider,
  dispute: Dispute,
): Promise<Result<Decided, DecisionError>> {
  const { subject, path = '', readings = {} } = dispute;
  if (!entry.undoes) return err({ kind: 'not-readable' });
  if (!mayWrite(person.roles, subject.collection, path)) return err({ kind: 'not-allowed' });
  const history = await tx.readHistory({ ...subject, limit: HISTORY_LOOKED_AT });
  const changes = history.find(({ mutationId }) => mutationId === entry.undoes)?.changes ?? [];
  const before = await tx.readDocument(subject.collection, subject.id);
  const undone = { changes, isNew: false };
  const stamp = { at: entry.at, key: entry.id };
  const after = before && takenBack(subject.collection, before.content, undone, stamp);
  const value = readAt(after ?? {}, path);
  const standing = Object.keys(readings).find((key) => isSame(readings[key]?.value, value));
  const content = {
    ...dispute,
    status: 'open',
    ...(standing === undefined ? {} : { standing }),
  } as unknown as JsonMap;
  if (!before || !after || isSame(before.content, after)) return ok({ content, subject: null });
  const landed = changesBetween(subject.collection, before.content, after);
  return ok({ content, subject: { before, content: after, changes: landed } });
}

async function apply(
  { tx, person, entry }: Decider,
  dispute: Dispute,
  decision: Decision,
): Promise<Result<Decided, DecisionError>> {
  const { subject, path = '', readings = {} } = dispute;
  const reading = Object.hasOwn(readings, decision.reading)
    ? readings[decision.reading]
    : undefined;
  if (!reading) return err({ kind: 'not-readable' });
  if (!mayWrite(person.roles, subject.collection, path)) return err({ kind: 'not-allowed' });
  const content = {
    ...dispute,
    decision: { ...decision, by: entry.by },
    standing: decision.reading,
    status: 'decided',
  } as unknown as JsonMap;
  const before = await tx.readDocument(subject.collection, subject.id);
  if (!before) return ok({ content, subject: null });
  const standing = readAt(before.content, path);
  if (isSame(standing, reading.value)) return ok({ content, subject: null });
  const after = writeAt(before.content, path, reading.value);
  if (!parseContent(subject.collection, after).ok) return err({ kind: 'not-readable' });
  const change: Change = {
    path,
    ...(standing === undefined ? {} : { before: standing }),
    ...(reading.value === undefined ? {} : { after: reading.value }),
  };
  return ok({ content, subject: { before, content: after, changes: [change] } });
}

function reopened(before: Dispute, content: JsonMap, second: Decision): JsonMap {
  const first = before.decision;
  if (!first || first.reading === second.reading) return before as unknown as JsonMap;
  const { decision: _, ...rest } = content;
  return {
    ...rest,
    status: 'open',
    reopenedBy: { ...before.reopenedBy, [first.by]: first, [second.by]: second },
  } as unknown as JsonMap;
}
