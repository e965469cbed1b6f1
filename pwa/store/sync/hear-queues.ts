import type { RxReplicationState } from 'rxdb/plugins/replication';

type State<Doc, Checkpoint> = RxReplicationState<Doc, Checkpoint>;

/**
 * RxDB chains what it does with checkpoints, and each direction's rounds, to queues of promises. One link that fails, such as a checkpoint
 * that finds no room, breaks its queue for good: nothing is pulled or pushed any more, cancelling fails, and nobody is told. So every
 * link is caught as it is hung in, and whoever runs the replication hears of it.
 */
export function hearQueues<Doc, Checkpoint>(
  state: State<Doc, Checkpoint>,
  failed: (cause: unknown) => void,
): void {
  let internal = state.internalReplicationState;
  const hear = (): void => {
    if (!internal?.streamQueue) return;
    catchLinks(internal, 'checkpointQueue', failed);
    catchLinks(internal.streamQueue, 'up', failed);
    catchLinks(internal.streamQueue, 'down', failed);
  };
  hear();
  // It comes a moment later, and its first links with the next turn.
  Object.defineProperty(state, 'internalReplicationState', {
    configurable: true,
    enumerable: true,
    get: () => internal,
    set: (next: typeof internal) => {
      internal = next;
      hear();
    },
  });
}

function catchLinks<K extends string>(
  owner: Record<K, Promise<unknown>>,
  name: K,
  failed: (cause: unknown) => void,
): void {
  let queue = owner[name];
  Object.defineProperty(owner, name, {
    configurable: true,
    enumerable: true,
    get: () => queue,
    set: (next: Promise<unknown>) => {
      queue = next.catch(failed);
    },
  });
}
