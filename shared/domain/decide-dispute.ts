import type { Dispute, Reading } from './dispute.ts';
import type { PersonId } from './ids.ts';

export interface Settler {
  readonly by: PersonId;
  readonly at: string;
}

/** The dispute with the decision for one reading. It is written in the dispute alone; the server carries it to the record (M8). */
export function decided(dispute: Dispute, reading: string, { by, at }: Settler): Dispute {
  return { ...dispute, decision: { reading, by, at }, status: 'decided' };
}

/**
 * True for an open question about when one of these visits left a bed. Two devices that move one person each end the old stay at
 * their own time: whoever says in which bed the person lies has answered it.
 */
export function asksWhenLeft(dispute: Dispute, visitIds: readonly string[]): boolean {
  const { kind, status, subject, path = '' } = dispute;
  if (kind !== 'conflict' || status !== 'open' || subject.collection !== 'encounters') return false;
  return visitIds.includes(subject.id) && /^\/stays\/[^/]+\/end$/.test(path);
}

/** The reading that ends the old stay when the new one begins: whoever wrote it moved the person there. */
export function readingOfMove(
  { readings = {} }: Dispute,
  start: string | undefined,
): readonly [key: string, reading: Reading] | undefined {
  return Object.entries(readings).find(([, { value }]) => value === start);
}
