import type { RxCollection, RxDatabase } from 'rxdb/plugins/core';
import type { ReadonlySignal } from '@preact/signals';
import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import type { ActionId, MutationId } from '#shared/domain/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Facility } from '#shared/sync/session.ts';
import type { SyncState } from '#shared/sync/sync-state.ts';
import type { SealedStore } from './open-sealed-store.ts';
import type { PhotoOutbox } from './photo-outbox.ts';
import type { Stored } from './rx-schema.ts';
import type { Compared } from './sync/start-sync.ts';
import type { Waiting } from './sync/follow-unsent.ts';

export type ReplicaCollections = { readonly [C in CollectionName]: RxCollection<Stored<C>> };

/** One write of an action: the document it touches and what becomes of its content. `before` is `undefined` for a new document. */
export interface Write<C extends CollectionName = CollectionName> {
  readonly collection: C;
  readonly id: string;
  readonly change: (before: Contents[C] | undefined) => Contents[C];
}

/** What was written, so that it can be undone as one. */
export interface Receipt {
  readonly action: { readonly id: ActionId; readonly name: string };
  readonly mutations: readonly {
    readonly collection: CollectionName;
    readonly id: string;
    readonly mutation: MutationId;
  }[];
}

export type WriteError =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'not-allowed'; readonly collection: CollectionName; readonly path: string }
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'read-only' }
  | { readonly kind: 'trail-full' }
  | { readonly kind: 'too-large' /* the hospital would not take a document of this size */ }
  | { readonly kind: 'changed-since' /* an undo: nothing of it is as it was */ }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** The hospital on this device: read by queries, written by `act`, kept in step by `sync`. */
export interface Replica {
  readonly db: RxDatabase<ReplicaCollections>;
  readonly collections: ReplicaCollections;
  /** False where the browser keeps nothing: then it opens for reading only. */
  readonly isKept: boolean;
  /** Writes one action, document by document in the order given; resolves when all of it is stored here. */
  act(name: string, writes: readonly Write[]): Promise<Result<Receipt, WriteError>>;
  /** Takes an action back by a new one (M9); what others changed since stays as it is, and `changed-since` is answered where all of it was. */
  undo(receipt: Receipt): Promise<Result<Receipt, WriteError>>;
  /** Mutations on this device that the hospital has not accepted, right at every moment. */
  readonly unsent: ReadonlySignal<number>;
  readonly oldestUnsent: ReadonlySignal<string | null>;
  /** The documents that wait, with their trails: what the sync mark lists. */
  readonly waiting: ReadonlySignal<readonly Waiting[]>;
  /** Photos that wait, apart from the documents that name them. */
  readonly photos: PhotoOutbox;
  readonly sync: SyncControls;
  /** The store behind it where it is sealed. */
  readonly sealed: SealedStore | null;
}

export interface SyncControls {
  readonly state: ReadonlySignal<SyncState>;
  readonly facility: ReadonlySignal<Facility | null>;
  /** When the hospital last answered, as an instant; null if never since start. */
  readonly lastContact: ReadonlySignal<string | null>;
  /** False where nobody who signs in here works with people's records: that none is seen says nothing (S19). */
  readonly holdsRecords: ReadonlySignal<boolean>;
  /** True until everything has arrived for the first time: an empty list says nothing yet. */
  readonly isArriving: ReadonlySignal<boolean>;
  /** Counts the pokes of the administrator's page; a new number means that it has something new to show. */
  readonly fleetPokes: ReadonlySignal<number>;
  /** When what is held here was compared with the hospital last, how many documents differed then, and on this device so far; null if never. */
  readonly compared: ReadonlySignal<Compared | null>;
  /** Compares what is held here with the hospital, and mends what differs (S16). */
  compare(): void;
  /** Tries again at once: a tap on the sync mark, focus, the browser's `online`. */
  retry(): void;
}
