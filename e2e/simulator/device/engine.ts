import { BehaviorSubject, Subject } from 'rxjs';
import type { ReplicationOptions } from 'rxdb/plugins/core';
import type { replicateRxCollection, RxReplicationState } from 'rxdb/plugins/replication';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { SimCollection } from './collection.ts';
import { commit, type Assumed, type Disk, type Row, type UpCheckpoint } from './disk.ts';
import { followMaster } from './engine-down.ts';
import { followFork } from './engine-up.ts';

export type Options = ReplicationOptions<Stored, Checkpoint>;
export type IsEqual = typeof hospitalDecides.isEqual;
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
export interface EngineDeps {
  readonly disk: Disk;
  readonly step: (isWrite: boolean) => Promise<void>;
  readonly bugs?: DeviceBugs;
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
}

/**
 * RxDB's replication protocol over a small store: the same steps in the same order as `replication-protocol/{down,up}stream.js` of
 * the pinned version, each write to the disk by itself, without what costs RxDB its time. The handlers are the app's own.
 */
export function createEngine(deps: EngineDeps): typeof replicateRxCollection {
  const start = (options: Options): RxReplicationState<Stored, Checkpoint> => {
    const collection = options.collection as unknown as SimCollection;
    const state = { isCancelled: false };
    const last: { down?: { checkpointData: Checkpoint } } = {};
    if (collection.table.down) last.down = { checkpointData: collection.table.down };
    const active$ = new Subject<boolean>();
    const engine = engineOf(deps, { options, collection, state, last });
    const tell = (): void => active$.next(engine.activeUp.value || engine.activeDown.value);
    engine.activeUp.subscribe(tell);
    engine.activeDown.subscribe(tell);
    const stops = [followMaster(engine), followFork(engine)];
    if (deps.bugs?.hasOpenGate) openGate(options, last);
    return {
      received$: engine.received,
      active$,
      error$: engine.error,
      internalReplicationState: { lastCheckpointDoc: last },
      cancel: async () => {
        state.isCancelled = true;
        for (const stop of stops) stop();
      },
    } as unknown as RxReplicationState<Stored, Checkpoint>;
  };
  return start as unknown as typeof replicateRxCollection;
}

/** Every page counts as stored when it is handed over. */
function openGate(options: Options, last: { down?: { checkpointData: Checkpoint } }): void {
  const pull = options.pull;
  if (!pull) return;
  const { handler } = pull;
  pull.handler = (checkpoint, limit) => {
    const before = last.down;
    if (checkpoint) last.down = { checkpointData: checkpoint };
    return handler(checkpoint, limit).finally(() => {
      if (before) last.down = before;
    });
  };
}

interface Parts {
  readonly options: Options;
  readonly collection: SimCollection;
  readonly state: { readonly isCancelled: boolean };
  readonly last: { down?: { checkpointData: Checkpoint } };
}

function engineOf(deps: EngineDeps, { options, collection, state, last }: Parts): Engine {
  const { disk, step } = deps;
  const { table } = collection;
  const bugs = deps.bugs ?? {};
  let queue: Promise<void> = Promise.resolve();
  const error = new Subject<unknown>();
  if (bugs.swallowsErrors) error.next = () => undefined;
  const isCancelled = (): boolean => state.isCancelled;
  const inQueue = (write: () => void): Promise<void> => {
    queue = queue
      .then(async () => {
        if (isCancelled()) return;
        await step(true);
        if (!isCancelled()) write();
      })
      .catch((cause: unknown) => error.next(cause));
    return queue;
  };
  return {
    options,
    collection,
    error,
    isCancelled,
    bugs,
    isEqual: bugs.isEqual ?? hospitalDecides.isEqual,
    activeUp: new BehaviorSubject(true),
    activeDown: new BehaviorSubject(true),
    received: new Subject(),
    assume: async (assumed) => {
      await step(true);
      commit(disk, (remember) => {
        for (const one of assumed) {
          const before = table.assumed.get(one.doc.id);
          remember(() =>
            before ? table.assumed.set(one.doc.id, before) : table.assumed.delete(one.doc.id),
          );
          table.assumed.set(one.doc.id, one);
        }
      });
    },
    whenKept: () => queue,
    keepDown: (checkpoint) =>
      inQueue(() =>
        commit(disk, (remember) => {
          const before = table.down;
          remember(() => void (table.down = before));
          table.down = checkpoint;
          last.down = { checkpointData: checkpoint };
        }),
      ),
    keepUp: (checkpoint) =>
      inQueue(() =>
        commit(disk, (remember) => {
          const before = table.up;
          remember(() => void (table.up = before));
          table.up = checkpoint;
        }),
      ),
    retried: async (code, ask, nothing) => {
      while (!isCancelled()) {
        try {
          return await ask();
        } catch {
          error.next({ code, parameters: {} });
          await new Promise((resolve) => setTimeout(resolve, options.retryTime ?? 5000));
        }
      }
      return nothing;
    },
  };
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
