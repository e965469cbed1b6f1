import type {
  RxCollection,
  RxError,
  RxReplicationPullStreamItem,
  RxTypeError,
} from 'rxdb/plugins/core';
import type { replicateRxCollection, RxReplicationState } from 'rxdb/plugins/replication';
import { Subject, type Subscription } from 'rxjs';
import type { CollectionName } from '#shared/domain/collections.ts';
import { isSame, type Json } from '#shared/lib/json.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { createFeedEnd, type Change } from './feed-end.ts';
import type { EngineState, FirstSync, Standing } from './first-sync.ts';
import { createHeard } from './heard.ts';
import { hearQueues } from './hear-queues.ts';
import type { Line } from './line.ts';
import type { Newest } from './newest.ts';
import { createPullHandler, pause } from './pull-handler.ts';
import { createPushHandler, type PushDeps } from './push-handler.ts';

const PULL_ROWS = 400;
const PUSH_ROWS = 50;
const RETRY_MS = 1000;
const LOOK_MS = 4;

export interface ReplicateDeps {
  readonly name: CollectionName;
  readonly collection: RxCollection<Stored>;
  readonly line: Line;
  readonly kept?: PushDeps['kept'];
  /** RxDB's replication; the simulator puts its own in this place. */
  readonly engine: typeof replicateRxCollection;
  /** Where a new collection's pull begins; absent, it begins at the start. */
  readonly first?: FirstSync;
  readonly received: (documents: number) => void;
  readonly reachedEnd: () => void;
  /** Whether what was pulled last could be stored here. */
  readonly storing: (canStore: boolean) => void;
}

/** One collection's replication: kept alive over failures, fed by the stream, stopped by `stop`. */
export interface Replicated {
  /** A change of the stream; a gap before it becomes a resync, never a hole (S7). */
  take(change: Change): void;
  resync(): void;
  /** Where the feeds end as a line comes up: only who stands elsewhere, and has no pull still to send, asks (S7). */
  greet(lasts: Checkpoint['scopes']): void;
  /** True once everything up to the feed's end is stored here. */
  readonly isInStep: () => boolean;
  /** The replication as it runs now, and how far it is stored. */
  engine(): { readonly state: EngineState; readonly stored: Checkpoint | null };
  stop(): Promise<void>;
}

/** Starts a collection's replication and starts it again when storing failed: only a restart reads the stored checkpoint anew. */
export function replicate(deps: ReplicateDeps): Replicated {
  const stopping = new AbortController();
  let run = startRun(deps, restart);
  let isRestarting = false;
  function restart(): void {
    if (isRestarting || stopping.signal.aborted) return;
    isRestarting = true;
    void (async () => {
      await run.stop();
      await pause(RETRY_MS, stopping.signal).catch(() => undefined);
      isRestarting = false;
      if (!stopping.signal.aborted) run = startRun(deps, restart);
    })();
  }
  return {
    take: (change) => run.take(change),
    resync: () => run.resync(),
    greet: (lasts) => run.greet(lasts),
    isInStep: () => run.isInStep(),
    engine: () => run.engine(),
    stop: async () => {
      stopping.abort();
      await run.stop();
    },
  };
}

/** Started and stopped by our own lock: were RxDB to start itself when the page is seen, two tabs would push the same write. */
const ALWAYS_ON = {
  live: true,
  retryTime: RETRY_MS,
  waitForLeadership: false,
  toggleOnDocumentVisible: false,
  autoStart: true,
} as const;

function startRun(deps: ReplicateDeps, restart: () => void): Replicated {
  const stopping = new AbortController();
  const stream$ = new Subject<RxReplicationPullStreamItem<Stored, Checkpoint>>();
  const looking = { lookMs: LOOK_MS, signal: stopping.signal };
  const [stored, notes] = [() => storedAt(state), () => state.metaInstance];
  const heard = createHeard(deps.collection, { stored, notes, ...looking });
  const end = createFeedEnd({
    hasStored: (checkpoint) => hasStored(state, checkpoint),
    reachedEnd: deps.reachedEnd,
    ...looking,
  });
  const pull = createPullHandler({
    waits: end.waits,
    collection: deps.name,
    line: deps.line,
    signal: stopping.signal,
    told: heard.told,
    whenStored: (checkpoint) => whenStored(state, checkpoint, stopping.signal),
    reached: end.reach,
  });
  const state = startEngine(deps, stream$, {
    push: pushHandlerOf(deps, heard.newest, stopping.signal),
    // What is told while a page is on its way may be in it already: it becomes a resync.
    pull: async (checkpoint, limit) => {
      end.lose();
      const page = await pull(await begin(deps, { checkpoint, state, ...looking }), limit);
      heard.hand(page.documents as unknown as readonly WireDocument[], page.checkpoint);
      heard.look();
      return page;
    },
  });
  // Twice: RxDB drops one that stands behind a change, and takes the second of two that stand alone for done.
  const resync = (): void => {
    heard.tell();
    stream$.next('RESYNC');
    stream$.next('RESYNC');
  };
  const failed = (): void => {
    if (stopping.signal.aborted) return;
    deps.storing(false);
    restart();
  };
  const watching = watchStoring(state, deps, { isAtEnd: end.isKnown, atRest: heard.rest, failed });
  return {
    take: (change) => {
      const checkpoint = end.moveBy(change);
      if (!checkpoint) return resync();
      heard.tell();
      heard.hand(change.documents, checkpoint);
      return stream$.next({ documents: change.documents as never, checkpoint });
    },
    resync,
    greet: (lasts) => end.isAt(lasts, deps.line) || resync(),
    isInStep: end.isStored,
    engine: () => ({ state, stored: storedAt(state) }),
    stop: async () => {
      stopping.abort();
      watching.unsubscribe();
      await state.cancel().catch(() => undefined);
    },
  };
}

/** From where the next page is pulled: a new collection goes on from the snapshot that it has loaded (S15). */
async function begin(
  { name, first, storing }: ReplicateDeps,
  standing: Omit<Standing, 'name'>,
): Promise<Checkpoint | undefined> {
  try {
    return (await first?.({ name, ...standing })) ?? standing.checkpoint;
  } catch (cause) {
    // Asked again in a moment, as after any error of a handler.
    if (!standing.signal.aborted) storing(false);
    throw cause;
  }
}

function pushHandlerOf({ name, line, kept }: ReplicateDeps, newest: Newest, signal: AbortSignal) {
  return createPushHandler({ collection: name, line, signal, newest, ...(kept ? { kept } : {}) });
}

interface Handlers {
  readonly pull: ReturnType<typeof createPullHandler>;
  readonly push: ReturnType<typeof createPushHandler>;
}

function startEngine(
  deps: ReplicateDeps,
  stream$: Subject<RxReplicationPullStreamItem<Stored, Checkpoint>>,
  { pull, push }: Handlers,
): RxReplicationState<Stored, Checkpoint> {
  return deps.engine<Stored, Checkpoint>({
    collection: deps.collection,
    replicationIdentifier: `hospital-${deps.name}`,
    ...ALWAYS_ON,
    pull: { batchSize: PULL_ROWS, stream$: stream$.asObservable(), handler: pull },
    push: { batchSize: PUSH_ROWS, handler: push },
  });
}

interface Watched {
  readonly isAtEnd: () => boolean;
  readonly atRest: () => void;
  readonly failed: () => void;
}

/** Whether what was pulled gets stored. */
function watchStoring(
  state: RxReplicationState<Stored, Checkpoint>,
  deps: ReplicateDeps,
  { isAtEnd, atRest, failed }: Watched,
): Subscription {
  hearQueues(state, failed);
  const watching = state.received$.subscribe(() => {
    deps.storing(true);
    deps.received(1);
  });
  // At rest behind the feed's end, without an error: all of it is stored.
  watching.add(
    state.active$.subscribe((isActive) => {
      if (isActive || !isAtEnd()) return;
      deps.storing(true);
      atRest();
    }),
  );
  // Handlers are tried again by RxDB itself; every other error means that something could not be stored.
  const isHandlers = ({ code, parameters }: RxError | RxTypeError): boolean =>
    (code === 'RC_PULL' || code === 'RC_PUSH') && !('writeError' in parameters);
  watching.add(state.error$.subscribe((error) => !isHandlers(error) && failed()));
  return watching;
}

/** RxDB tells nobody when a checkpoint is stored, so it is looked at; the wait is a few milliseconds a page. */
async function whenStored(
  state: RxReplicationState<Stored, Checkpoint>,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<void> {
  while (!hasStored(state, checkpoint)) await pause(LOOK_MS, signal);
}

function hasStored(state: RxReplicationState<Stored, Checkpoint>, checkpoint: Checkpoint): boolean {
  return isSame(storedAt(state) as unknown as Json, checkpoint as unknown as Json);
}

function storedAt(state: RxReplicationState<Stored, Checkpoint>): Checkpoint | null {
  const stored = state.internalReplicationState?.lastCheckpointDoc?.down;
  return (stored as { checkpointData?: Checkpoint } | undefined)?.checkpointData ?? null;
}
