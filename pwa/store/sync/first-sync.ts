import type { RxReplicationState } from 'rxdb/plugins/replication';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { Line } from './line.ts';
import type { Loader } from './load-snapshot.ts';
import type { LoadTarget } from './load-target.ts';

export type EngineState = RxReplicationState<Stored, Checkpoint>;

export interface FirstSyncDeps {
  readonly line: Line;
  readonly deviceStore: Pick<DeviceStore, 'read' | 'write' | 'remove'>;
  /** Every collection that is replicated here: what comes first is known when each has said whether it is new. */
  readonly collections: readonly CollectionName[];
  /** Where a collection's documents are stored; the simulator puts its own in this place. */
  readonly targetOf: (state: EngineState) => Promise<LoadTarget>;
  readonly signal: AbortSignal;
  /** Told of documents that are stored. */
  readonly received: (documents: number) => void;
  /** Told how many there will be. */
  readonly expected: (documents: number) => void;
}
/** Where a collection stands that asks for its first page. */
export interface Standing {
  readonly name: CollectionName;
  /** What RxDB has stored; absent where it is new. */
  readonly checkpoint: Checkpoint | undefined;
  readonly state: EngineState;
  readonly signal: AbortSignal;
}
/** Answers where the pull of a collection begins, once its part of the snapshot is stored; null for the start. Rejects where it cannot be stored. */
export type FirstSync = (standing: Standing) => Promise<Checkpoint | null>;

/** Loads what a new device holds in segments (S15). The loader comes with the first collection that is new: most starts need none. */
export function createFirstSync(deps: FirstSyncDeps): FirstSync {
  const known = new Set<CollectionName>();
  let loader: Promise<Loader | null> | null = null;
  return async (standing) => {
    const { name, checkpoint, signal } = standing;
    if (checkpoint) {
      known.add(name);
      void loader?.then((one) => one?.leave(name));
      return checkpoint;
    }
    await deps.line.whenUp(signal);
    // Where it cannot be had, the pull alone does it.
    loader ??= import('./load-snapshot.ts').then(
      ({ createLoader }) => createLoader(deps),
      () => null,
    );
    const one = await loader;
    for (const other of known) one?.leave(other);
    return one ? one.load(standing) : null;
  };
}
