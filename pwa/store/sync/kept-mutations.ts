import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { OfferedMutation } from '#shared/sync/offer.ts';
import type { PushResult, PushRow } from '#shared/sync/push.ts';
import type { AcceptedKey, AcceptedStore } from '#pwa/platform/accepted-store.ts';

const KEPT_MS = 35 * 86_400_000;
/** A shared tablet makes some hundreds a day. */
const KEPT_MOST = 20_000;

/** A mutation that the hospital has called accepted; `at` is the hospital's time. */
export interface KeptMutation extends OfferedMutation {
  readonly collection: CollectionName;
  readonly id: string;
  readonly at: number;
}
/** What this device has been told is accepted, for 35 days: should the hospital lose it, it is offered again (S11). */
export interface KeptMutations {
  /** Keeps what a push has brought in; resolves before anything here forgets that it was waiting. */
  keep(
    collection: CollectionName,
    rows: readonly PushRow[],
    results: readonly PushResult[],
  ): Promise<void>;
  /** In the order in which this device made them. */
  list(): Promise<readonly KeptMutation[]>;
  /** They are accepted once more, under another revision. */
  moveTo(rev: string, kept: readonly KeptMutation[]): Promise<void>;
  /** The hospital's time counts, never this device's: a clock that leaps must not throw away what may be needed. */
  tellTime(serverTime: string): Promise<void>;
}

/** Over the store; a device that cannot keep them goes on without. */
export function createKeptMutations(store: AcceptedStore): KeptMutations {
  let now = 0;
  const write = (kept: readonly KeptMutation[]): Promise<void> =>
    kept.length === 0
      ? Promise.resolve()
      : store.write(kept.map((one) => [keyOf(one), one] as const)).catch(() => undefined);
  return {
    keep: (collection, rows, results) => {
      const trails = new Map(rows.map(({ id, trail }) => [id, trail]));
      const kept = results.flatMap(({ id, outcome, document }) =>
        outcome === 'rejected' || !document
          ? []
          : (trails.get(id) ?? []).map((entry: TrailEntry) => ({
              collection,
              id,
              rev: document.rev,
              entry,
              at: now,
            })),
      );
      return write(kept);
    },
    list: async () => {
      const kept = await store.list<KeptMutation>().catch(() => []);
      // Those of one answer came at one time and lie in the order of their ids.
      return kept.toSorted((a, b) => a.at - b.at || a.entry.n - b.entry.n);
    },
    moveTo: (rev, kept) => write(kept.map((one) => ({ ...one, rev }))),
    tellTime: async (serverTime) => {
      now = Date.parse(serverTime);
      await store.drop(now - KEPT_MS, KEPT_MOST).catch(() => undefined);
    },
  };
}

function keyOf({ at, entry }: KeptMutation): AcceptedKey {
  return [at, entry.id];
}
