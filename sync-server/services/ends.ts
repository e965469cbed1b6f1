import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { Store } from '#server/store/store.ts';

const DAY_MS = 86_400_000;
/** Devices keep what was accepted for so long, to offer it after a restore (S11): until then it may come again as it was. */
const MUTATION_MS = 35 * DAY_MS;
/** An author on leave, or whoever looks into what happened, may still ask for the row as it came. The dispute about it stays. */
const DECIDED_MS = 365 * DAY_MS;
/** How many rows of each had their time. */
export interface DroppedRows {
  readonly mutations: number;
  readonly escrow: number;
  readonly blobs: number;
}
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
  readonly store: Pick<Store, 'dropEnded' | 'blobs'>;
  readonly clock: Clock;
}): Promise<DroppedRows> {
  const now = clock.now();
  const at = { accepted: instantAt(now - MUTATION_MS), decided: instantAt(now - DECIDED_MS) };
  let [mutations, escrow] = [0, 0];
  for (;;) {
    const ended = await store.dropEnded(at, AT_ONCE);
    mutations += ended.mutations;
    escrow += ended.escrow;
    if (ended.isAll) break;
  }
  return { mutations, escrow, blobs: await dropLoose(store, now) };
}

/** A blob that no document names any more may be named again by an undo, or by what a device still offers. */
async function dropLoose({ blobs }: Pick<Store, 'blobs'>, now: number): Promise<number> {
  const question = { now: instantAt(now), before: instantAt(now - MUTATION_MS), limit: AT_ONCE };
  let dropped = 0;
  for (let after: string | null = ''; after !== null;) {
    const page = await blobs.dropLoose({ ...question, after });
    dropped += page.dropped;
    after = page.next;
  }
  return dropped;
}
