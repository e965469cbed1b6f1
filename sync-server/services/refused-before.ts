import type { KnownMutation, StoreTx } from '#server/store/store.ts';
import { closeRefusal, refusalStatus } from './disputes.ts';

/** A mutation that comes, and what is known of one with its id. */
export interface Again {
  readonly id: string;
  readonly hash: string;
  readonly seen: KnownMutation | undefined;
}

/** What a refused mutation waits under for a person. */
export function escrowKey({ id, hash }: Pick<Again, 'id' | 'hash'>): string {
  return `${id}/${hash}`;
}

/** True for a mutation that the hospital has taken; a refused one may come again as another (S1). */
export function isTaken(seen: KnownMutation | undefined): boolean {
  return seen?.refusal === null;
}

/**
 * True for a mutation that is answered as it was before. One that was refused and still waits for a person is judged anew: it may
 * have been refused for the sake of what came before it, of the device that brought it, or of the document that it was said to be
 * about. What a person has dropped stays refused.
 */
export async function isAnsweredBefore(
  tx: StoreTx,
  subjectId: string,
  again: Again,
): Promise<boolean> {
  if (again.seen?.hash !== again.hash) return false;
  if (isTaken(again.seen)) return true;
  const status = await refusalStatus(tx, subjectId, escrowKey(again));
  return status !== null && status !== 'open';
}

/** What waited for a person has landed after all, and waits no more. */
export async function settleRefused(
  tx: StoreTx,
  again: Again,
  where: { readonly subjectId: string; readonly acceptedAt: string },
): Promise<void> {
  if (again.seen?.hash !== again.hash) return;
  const key = escrowKey(again);
  if ((await refusalStatus(tx, where.subjectId, key)) === null) return;
  tx.settleEscrow(key, { decision: 'landed', by: null, at: where.acceptedAt, reason: null });
  await closeRefusal(tx, where.subjectId, { key, acceptedAt: where.acceptedAt });
}
