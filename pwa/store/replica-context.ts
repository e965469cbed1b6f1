import { signal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#shared/lib/assert.ts';
import type { Moved } from './move-in.ts';
import type { Replica } from './replica.ts';
import type { Stored } from './rx-schema.ts';

export type ReplicaState =
  /** `firstPeople` are shown until the replica can be asked; null while they are being read. */
  | {
      readonly kind: 'opening';
      readonly firstPeople: readonly Stored<'patients'>[] | null;
      /** How far it is, while what was kept plainly is sealed. */
      readonly moving?: Moved;
    }
  | { readonly kind: 'open'; readonly replica: Replica }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** Hands the replica down; screens render before it is open. */
export const ReplicaContext = createContext<ReadonlySignal<ReplicaState>>(
  signal({ kind: 'opening', firstPeople: null }),
);

/** The replica once it is open, else null; a component that calls it follows the opening. */
export function useReplica(): Replica | null {
  const state = useContext(ReplicaContext).value;
  return state.kind === 'open' ? state.replica : null;
}

/** For event handlers of screens that exist only with an open replica. */
export function useOpenReplica(): Replica {
  const replica = useReplica();
  assert(replica, 'this screen is drawn only when the replica is open');
  return replica;
}

/** The state of the opening itself, for the shell. */
export function useReplicaState(): ReadonlySignal<ReplicaState> {
  return useContext(ReplicaContext);
}
