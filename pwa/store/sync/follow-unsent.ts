import type { RxCollection } from 'rxdb/plugins/core';
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

export interface Waiting {
  readonly collection: CollectionName;
  readonly id: string;
  readonly document: Stored;
}
export interface Unsent {
  /** Mutations that wait, counted over all collections. */
  readonly count: ReadonlySignal<number>;
  /** Recorded time of the oldest one. */
  readonly oldest: ReadonlySignal<string | null>;
  readonly waiting: ReadonlySignal<readonly Waiting[]>;
  stop(): void;
}

/** Follows what waits on this device through the sparse index: right at every moment, and it reads nothing that does not wait. */
export function followUnsent(collections: ReplicaCollections): Unsent {
  const byCollection = signal<Partial<Record<CollectionName, readonly Stored[]>>>({});
  const subscriptions = COLLECTIONS.map((name) =>
    waitingIn(collections[name] as unknown as RxCollection<Stored>).$.subscribe((rows) => {
      const documents = rows.map((row) => row.toJSON() as unknown as Stored);
      const before = byCollection.peek();
      if ((before[name]?.length ?? 0) + documents.length > 0)
        byCollection.value = { ...before, [name]: documents };
    }),
  );
  const waiting = computed(() =>
    COLLECTIONS.flatMap((collection) =>
      (byCollection.value[collection] ?? []).map((document) => ({
        collection,
        id: document.id,
        document,
      })),
    ),
  );
  return {
    ...countsOf(waiting),
    stop: () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

/** What is counted over what waits. */
export function countsOf(waiting: ReadonlySignal<readonly Waiting[]>): Omit<Unsent, 'stop'> {
  const trails = computed(() => waiting.value.flatMap(({ document }) => document.trail));
  return {
    waiting,
    count: computed(() => trails.value.length),
    oldest: computed(() => trails.value.map(({ at }) => at).toSorted()[0] ?? null),
  };
}

function waitingIn(collection: RxCollection<Stored>) {
  return collection.find({ selector: { unsent: { $gt: 0 } } });
}
