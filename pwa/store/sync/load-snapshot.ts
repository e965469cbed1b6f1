import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { SnapshotManifest } from '#shared/sync/snapshot.ts';
import { fetchManifest, fetchSegment } from './fetch-snapshot.ts';
import type { FirstSyncDeps, Standing } from './first-sync.ts';
import { createLoaded, type Loaded, type Part } from './loaded-segments.ts';
import type { LoadTarget } from './load-target.ts';

export interface Loader {
  /** Answers from where the pull of a new collection goes on. */
  load(standing: Standing): Promise<Checkpoint | null>;
  /** The collection is not new. */
  leave(name: CollectionName): void;
}
interface Waiter {
  readonly name: CollectionName;
  readonly resolve: (from: Outcome) => void;
  readonly reject: (cause: unknown) => void;
}
/** From where a collection is pulled that is stored as far as that goes; null for the start. */
type Outcome = Checkpoint | null;
/** A hospital that makes its snapshots anew all the time is pulled from. */
const MOST_RUNS = 3;

/**
 *   each collection says whether it is new ──► manifests of the scopes ──► segments, by tier, one after the other
 *        ▲                                                                    │ stored: kept in the device store
 *        │ killed, no room: again from what is kept                           ▼
 *        └──────────────────────────────────── last one of a collection: its pull goes on from the watermark
 */
export function createLoader(deps: FirstSyncDeps): Loader {
  const told = new Map<CollectionName, LoadTarget | null>();
  const waiting = createWaiting();
  let hasAllTold = (): void => undefined;
  let isRunning = false;
  const tell = (name: CollectionName, target: LoadTarget | null): void => {
    told.set(name, target);
    if (told.size >= deps.collections.length) hasAllTold();
  };
  const left = (): ReadonlyMap<CollectionName, LoadTarget> =>
    new Map(
      [...told].flatMap(([name, target]) =>
        target && !waiting.known(name) ? [[name, target] as const] : [],
      ),
    );
  const run = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      hasAllTold = resolve;
      if (told.size >= deps.collections.length) resolve();
    });
    for (let runs = 1; left().size > 0; runs += 1)
      await loadOnce(deps, {
        targets: left(),
        settle: waiting.settle,
        isLast: runs >= MOST_RUNS,
      });
  };
  const start = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    await run().catch(waiting.fail);
    isRunning = false;
    // Whoever came while it ended.
    if (waiting.isAnybody()) void start();
  };
  return {
    leave: (name) => told.has(name) || tell(name, null),
    load: async ({ name, state, signal }) => {
      const target = await deps.targetOf(state);
      tell(name, target);
      if (!waiting.known(name)) void start();
      const from = await waiting.outcomeOf(name, signal);
      if (from) await target.goOnFrom(from);
      return from;
    },
  };
}

/** Collections that wait to hear from where they go on. */
function createWaiting() {
  const outcomes = new Map<CollectionName, Outcome>();
  const waiters = new Set<Waiter>();
  return {
    known: (name: CollectionName): boolean => outcomes.has(name),
    isAnybody: (): boolean => waiters.size > 0,
    settle: (name: CollectionName, outcome: Outcome): void => {
      outcomes.set(name, outcome);
      for (const waiter of waiters) {
        if (waiter.name !== name) continue;
        waiters.delete(waiter);
        waiter.resolve(outcome);
      }
    },
    /** All that wait ask again. */
    fail: (cause: unknown): void => {
      for (const { reject } of waiters) reject(cause);
      waiters.clear();
    },
    outcomeOf: (name: CollectionName, signal: AbortSignal): Promise<Outcome> =>
      new Promise((resolve, reject) => {
        const known = outcomes.get(name);
        if (known !== undefined) return resolve(known);
        waiters.add({ name, resolve, reject });
        signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
        return undefined;
      }),
  };
}

interface Round {
  readonly targets: ReadonlyMap<CollectionName, LoadTarget>;
  readonly settle: (name: CollectionName, outcome: Outcome) => void;
  /** What cannot be loaded now is pulled. */
  readonly isLast: boolean;
}

/** Loads until everything is stored, or the hospital has another snapshot. */
async function loadOnce(deps: FirstSyncDeps, round: Round): Promise<void> {
  const { targets, settle, isLast } = round;
  const manifests = await manifestsOf(deps);
  const loaded = await createLoaded(deps.deviceStore, manifests);
  const names = loaded.isOfEpoch ? await loadable(round, loaded) : [];
  for (const name of targets.keys()) if (!names.includes(name)) settle(name, loaded.start());
  const queue = loaded.missing(names);
  const settleDone = (name: CollectionName): void => {
    if (!queue.some(({ segment }) => segment.collection === name))
      settle(name, loaded.watermark(name));
  };
  const missing = queue.reduce((sum, { segment }) => sum + segment.records, 0);
  const all = loaded.records(deps.collections);
  deps.expected(all);
  deps.received(all - missing);
  if (names.length > 0) await loaded.begin();
  names.forEach(settleDone);
  let ahead = fetchNext(deps, queue);
  for (let part = queue.shift(); part; part = queue.shift()) {
    const { collection } = part.segment;
    const bytes = await ahead;
    if (bytes === 'gone' && !isLast) return;
    ahead = fetchNext(deps, queue);
    if (await storePart(deps, { part, bytes, target: targets.get(collection) })) {
      await loaded.keep(part);
      settleDone(collection);
      continue;
    }
    removeFrom(queue, collection);
    ahead = fetchNext(deps, queue);
    settle(collection, loaded.start());
  }
}

/** Documents of which nothing is kept came by a pull, and of what has left meanwhile only a pull from the start tells. */
async function loadable({ targets }: Round, { isBegun }: Loaded): Promise<CollectionName[]> {
  const names: CollectionName[] = [];
  for (const [name, target] of targets) if (isBegun || (await target.isEmpty())) names.push(name);
  return names;
}

/** False for one that cannot be had. A damaged one is asked for once more: a line may have spoilt it. */
async function storePart(
  deps: FirstSyncDeps,
  { part, bytes, target }: { part: Part; bytes: Fetched; target: LoadTarget | undefined },
): Promise<boolean> {
  const { scope, segment } = part;
  const isStored = async (fetched: Fetched): Promise<boolean> =>
    fetched !== 'gone' &&
    (await target?.insert({ bytes: fetched, hash: segment.hash }, deps.received)) === true;
  if (await isStored(bytes)) return true;
  return bytes !== 'gone' && isStored(await fetchSegment(deps, scope, segment));
}

function removeFrom(queue: Part[], collection: CollectionName): void {
  const others = queue.filter(({ segment }) => segment.collection !== collection);
  queue.splice(0, queue.length, ...others);
}

type Fetched = Awaited<ReturnType<typeof fetchSegment>>;

/** Asked for while the one before it is stored. */
function fetchNext(deps: FirstSyncDeps, [part]: readonly Part[]): Promise<Fetched> {
  const bytes = part
    ? fetchSegment(deps, part.scope, part.segment)
    : Promise.resolve('gone' as const);
  bytes.catch(() => undefined);
  return bytes;
}

/** Of every scope but the device's own, which is short and its own; null where one is not given. */
async function manifestsOf(deps: FirstSyncDeps): Promise<readonly SnapshotManifest[] | null> {
  const manifests: SnapshotManifest[] = [];
  for (const scope of deps.line.scopes.peek()) {
    if (scope.startsWith('device:')) continue;
    const manifest = await fetchManifest(deps, scope);
    if (!manifest) return null;
    manifests.push(manifest);
  }
  return manifests;
}
