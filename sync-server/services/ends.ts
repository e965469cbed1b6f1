import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { Ended } from '#server/store/ends.ts';
import type { Store } from '#server/store/store.ts';

const DAY_MS = 86_400_000;
/** Devices keep what was accepted for so long, to offer it after a restore (S11): until then it may come again as it was. */
const MUTATION_MS = 35 * DAY_MS;
/** An author on leave, or whoever looks into what happened, may still ask for the row as it came. The dispute about it stays. */
const DECIDED_MS = 365 * DAY_MS;
/** Nobody's push waits longer than for so many. */
const AT_ONCE = 500;

/**
 * Drops what the protocol alone needs once it has had its time (S18). The record has no end: documents, their history with who, what and
 * when, who opened what, and disputes stay. Run again it drops nothing more.
 */
export async function dropEnded({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'dropEnded'>;
  readonly clock: Clock;
}): Promise<Pick<Ended, 'mutations' | 'escrow'>> {
  const now = clock.now();
  const at = { accepted: instantAt(now - MUTATION_MS), decided: instantAt(now - DECIDED_MS) };
  let [mutations, escrow] = [0, 0];
  for (;;) {
    const ended = await store.dropEnded(at, AT_ONCE);
    mutations += ended.mutations;
    escrow += ended.escrow;
    if (ended.isAll) return { mutations, escrow };
  }
}
