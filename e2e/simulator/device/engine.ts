import { BehaviorSubject, Subject } from 'rxjs';
import type { replicateRxCollection, RxReplicationState } from 'rxdb/plugins/replication';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { SimCollection } from './collection.ts';
import { commit, type Disk } from './disk.ts';
import type { DeviceBugs, Engine, Options } from './engine-parts.ts';
import { followMaster } from './engine-down.ts';
import { followFork } from './engine-up.ts';
import { createTarget } from './target.ts';

export interface EngineDeps {
  readonly disk: Disk;
  readonly step: (isWrite: boolean) => Promise<void>;
  readonly bugs?: DeviceBugs;
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
      target: createTarget(engine, deps.step),
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
          // RxDB leaves the mark of a resolved conflict where the note has none of its own.
          const resolved = one.resolved || (before?.resolved ?? 0);
          table.assumed.set(one.doc.id, { ...one, resolved });
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
