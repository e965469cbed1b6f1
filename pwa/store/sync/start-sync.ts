import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { holdsRecords, type Scope } from '#shared/sync/scope.ts';
import type { Facility, SessionAnswer } from '#shared/sync/session.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { withTabLock } from '#pwa/platform/tab-lock.ts';
import type { Vitals } from '#pwa/platform/vitals.ts';
import type { PhotoOutbox } from '#pwa/store/photo-outbox.ts';
import type { ReplicaCollections, SyncControls } from '#pwa/store/replica.ts';
import type { EngineState } from './first-sync.ts';
import type { LoadTarget } from './load-target.ts';
import type { Resend } from './follow-resend.ts';
import type { KeptMutations } from './kept-mutations.ts';
import type { Unsent } from './follow-unsent.ts';
import { createLine, type LineStatus } from './line.ts';
import { SYNC_KEPT } from './keep-standing.ts';
import { COMPARED_KEPT, leadTheLine } from './lead-the-line.ts';
import { RXDB_TOOLS } from './rxdb-tools.ts';
import { syncStateOf, type RefusedLine } from './sync-state-of.ts';
import { shareAmongTabs } from './share-among-tabs.ts';

export interface SyncDeps {
  readonly collections: ReplicaCollections;
  readonly deviceStore: DeviceStore;
  readonly kept: KeptMutations;
  /** What is kept beside the documents is sealed with it; absent, it lies in the clear. */
  readonly key?: DeviceKey | null;
  readonly clock: Clock;
  readonly appVersion: string;
  readonly vitals: Vitals;
  readonly unsent: Unsent;
  /** Absent where no photo is ever taken. */
  readonly photos?: PhotoOutbox;
  readonly isKept: boolean;
  readonly isFull: ReadonlySignal<boolean>;
  readonly refused: ReadonlySignal<number>;
  /** Who has the device open, by their id. */
  readonly person: ReadonlySignal<string | null>;
  readonly onSession: (session: SessionAnswer) => Promise<void>;
  /** The administrator has locked this device. */
  readonly onLocked: () => void;
}
/** How it was the last time, and how many documents were mended on this device so far. */
export interface Compared {
  readonly at: string;
  readonly mended: number;
  readonly repaired: number;
  /** True where nothing was left for the next time. */
  readonly isWhole?: boolean;
}
/** What all tabs know of the one that syncs. */
export interface Shared {
  readonly line: LineStatus;
  readonly facility: Facility | null;
  readonly firstSync: number | null;
  /** How many there will be; null where that is not known. */
  readonly firstSyncOf: number | null;
  readonly resend: Resend | null;
  /** True while what is pulled cannot be stored here. */
  readonly isPullFull: boolean;
  /** When what is held was compared with the hospital last; null if never. */
  readonly compared: Compared | null;
  readonly fleetPokes: number;
  readonly noRoom: string | null;
  readonly refusedLine: RefusedLine | null;
  /** What this device holds, as the last session said; null where none has been heard. */
  readonly scopes: readonly Scope[] | null;
}

/** What the last life of the app knew. */
interface Kept {
  readonly lastContact: string;
  readonly facility: Facility;
  readonly isComplete: boolean;
  readonly scopes?: readonly Scope[];
}

/** Starts the one sync of this browser: the tab that holds the lock talks to the hospital, the others show what it knows. */
export async function startSync(deps: SyncDeps): Promise<SyncControls & { stop(): void }> {
  const kept = await deps.deviceStore.read<Kept>(SYNC_KEPT).catch(() => undefined);
  const compared = await deps.deviceStore.read<Compared>(COMPARED_KEPT).catch(() => null);
  const line = createLine(deps.clock, kept?.lastContact ?? null);
  const shared = signal<Shared>({
    line: line.status.peek(),
    facility: kept?.facility ?? null,
    firstSync: kept?.isComplete ? null : 0,
    firstSyncOf: null,
    resend: null,
    isPullFull: false,
    compared: compared ?? null,
    fleetPokes: 0,
    noRoom: null,
    refusedLine: null,
    scopes: kept?.scopes ?? null,
  });
  const woken = new Set<() => void>();
  const retry = (): void => {
    for (const wake of woken) wake();
    woken.clear();
  };
  const tools = { retry, compare: (): void => undefined };
  const tabs = shareAmongTabs(shared, tools);
  const startedAt = instantAt(deps.clock.now());
  const stopLock = withTabLock('wardline-sync', (abort) => {
    tabs.lead();
    return leadTheLine(
      {
        ...deps,
        line,
        shared,
        engine: replicateRxCollection,
        targetOf: loadTargetOf,
        onReady: (compare) => (tools.compare = compare),
        whenWoken: (signal) => whenWoken(woken, signal),
      },
      abort,
    );
  });
  const wakers = wakeOn(retry);
  return {
    ...controlsOf(deps, shared, startedAt),
    retry: () => tabs.ask('retry'),
    compare: () => tabs.ask('compare'),
    stop: () => {
      stopLock();
      wakers();
      tabs.close();
    },
  };
}

/** What screens follow. */
function controlsOf(deps: SyncDeps, shared: ReadonlySignal<Shared>, startedAt: string) {
  return {
    state: computed(() =>
      syncStateOf({
        ...shared.value,
        unsent: deps.unsent.count.value,
        isKept: deps.isKept,
        isFull: deps.isFull.value || shared.value.isPullFull,
        refused: deps.refused.value,
        startedAt,
      }),
    ),
    facility: computed(() => shared.value.facility),
    lastContact: computed(() => shared.value.line.lastContact),
    holdsRecords: computed(() => holdsRecords(shared.value.scopes)),
    isArriving: computed(() => shared.value.firstSync !== null),
    fleetPokes: computed(() => shared.value.fleetPokes),
    compared: computed(() => shared.value.compared),
  } satisfies Partial<SyncControls>;
}

async function loadTargetOf(state: EngineState): Promise<LoadTarget> {
  return (await import('./load-target.ts')).targetOf(state, RXDB_TOOLS);
}

function whenWoken(woken: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    woken.add(resolve);
    signal.addEventListener('abort', () => woken.delete(resolve), { once: true });
  });
}

function wakeOn(retry: () => void): () => void {
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') retry();
  };
  window.addEventListener('online', retry);
  window.addEventListener('focus', retry);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    window.removeEventListener('online', retry);
    window.removeEventListener('focus', retry);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
