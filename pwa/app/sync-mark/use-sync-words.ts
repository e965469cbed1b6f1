import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { deviceKind } from '#pwa/platform/device-kind.ts';
import { useReplicaState } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useNow } from '#pwa/store/use-now.ts';
import type { SyncState } from '#shared/sync/sync-state.ts';
import {
  leaseOverWords,
  lockedWords,
  openingWords,
  syncWords,
  type SyncWords,
} from './sync-words.ts';

const TICK_MS = 5000;
const PATIENCE_MS = 500;

/** "this tablet", "this computer", "this phone". */
export function placeWords(): string {
  return t(`sync.place.${deviceKind()}`);
}

/** What the sync mark says now, and the kind of state, whose change is read out. `leaseOver` is the last contact of a device that may not open. */
export function useSyncWords(
  leaseOver: string | null = null,
): SyncWords & { readonly kind: string } {
  const now = useNow(TICK_MS).value;
  const replica = useReplicaState().value;
  const session = useSession();
  const open = replica.kind === 'open' ? replica.replica : null;
  const state = useSteady(open?.sync.state.value ?? null);
  const unsent = open?.unsent.value ?? null;
  const around = { now, zone: open?.sync.facility.value?.zone, place: placeWords() };
  if (leaseOver !== null)
    return { ...leaseOverWords(leaseOver, unsent ?? 0, around), kind: 'lease-over' };
  if (session.kind === 'signed-out')
    return { ...lockedWords(unsent, handedOverIn(state)), kind: 'locked' };
  if (!state) return { ...openingWords(replica.kind === 'failed'), kind: replica.kind };
  return { ...syncWords(state, around), kind: state.kind };
}

function handedOverIn(state: SyncState | null): number {
  return state?.kind === 'signed-out-device' ? state.handedOver : 0;
}

/** A quick save does not flicker: what may pass at once shows only after half a second of it; until then the state before stays. */
function useSteady(state: SyncState | null): SyncState | null {
  const shown = useSignal(state);
  const latest = useRef(state);
  const kind = state?.kind;
  const isBrief = kind === 'saving' || kind === 'starting' || kind === 'retrying';
  const mustWait = isBrief && shown.value !== null && shown.value.kind !== kind;
  useEffect(() => {
    latest.current = state;
    if (!mustWait) shown.value = state;
  }, [state, mustWait, shown]);
  useEffect(() => {
    if (!mustWait) return undefined;
    // One half second, however often the numbers of the state change meanwhile.
    const timer = setTimeout(() => (shown.value = latest.current), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [mustWait, shown]);
  return mustWait ? shown.value : state;
}
