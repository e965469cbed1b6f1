import type { BehaviorSubject, Subject } from 'rxjs';
import type { ReplicationOptions } from 'rxdb/plugins/core';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { SimCollection } from './collection.ts';
import type { Assumed, Row, UpCheckpoint } from './disk.ts';

export type Options = ReplicationOptions<Stored, Checkpoint>;
type IsEqual = typeof hospitalDecides.isEqual;
/** What both directions of one replication share. */
export interface Engine {
  readonly options: Options;
  readonly collection: SimCollection;
  readonly activeUp: BehaviorSubject<boolean>;
  readonly activeDown: BehaviorSubject<boolean>;
  readonly received: Subject<unknown>;
  readonly error: Subject<unknown>;
  readonly bugs: DeviceBugs;
  readonly isEqual: IsEqual;
  readonly isCancelled: () => boolean;
  /** Writes what the hospital is believed to have. */
  readonly assume: (assumed: readonly Assumed[]) => Promise<void>;
  /** Resolves when every checkpoint handed in so far is stored. */
  readonly whenKept: () => Promise<void>;
  readonly keepDown: (checkpoint: Checkpoint) => Promise<void>;
  readonly keepUp: (checkpoint: UpCheckpoint) => Promise<void>;
  /** Runs `ask` until it answers, RxDB's retry time apart. */
  readonly retried: <T>(
    code: 'RC_PULL' | 'RC_PUSH',
    ask: () => Promise<T>,
    nothing: T,
  ) => Promise<T>;
}
/** Known mistakes that a run may plant here, to see that it finds them; the product has none of these switches. */
export interface DeviceBugs {
  readonly isEqual?: IsEqual;
  readonly keepsCheckpointFirst?: boolean;
  readonly assumesFirst?: boolean;
  readonly ignoresResync?: boolean;
  readonly swallowsErrors?: boolean;
  readonly hasOpenGate?: boolean;
  readonly overwritesLocal?: boolean;
  readonly savesLater?: boolean;
  readonly sweepsNothing?: boolean;
  readonly goesByTime?: boolean;
  readonly mendsNothing?: boolean;
}

/** A row as the comparison sees it. */
export function compared(one: { readonly doc: Stored; readonly isDeleted: boolean }): never {
  return { rev: one.doc.rev, trail: one.doc.trail, _deleted: one.isDeleted } as never;
}

/** What a handler hands over, without RxDB's mark of deletion. */
export function received(document: unknown): { doc: Stored; isDeleted: boolean } {
  const { _deleted, ...doc } = document as Stored & { _deleted?: boolean };
  return { doc: doc as Stored, isDeleted: _deleted === true };
}

/** What the push handler is handed. */
export function handed({ doc, isDeleted }: Row | Assumed): never {
  return { ...doc, _deleted: isDeleted } as never;
}
