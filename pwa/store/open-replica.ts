import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { isQuotaExceeded } from '#pwa/platform/is-quota-exceeded.ts';
import { systemClock } from '#pwa/platform/system-clock.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import type { Vitals } from '#pwa/platform/vitals.ts';
import { createActs, type Author } from './act.ts';
import { openStore } from './choose-store.ts';
import { nextMutation } from './count-mutations.ts';
import type { Moved } from './move-in.ts';
import { openCollections, type AnyStorage } from './open-collections.ts';
import { openPhotoOutbox, withPhotos } from './photo-outbox.ts';
import type { Replica, ReplicaCollections } from './replica.ts';
import type { Stored } from './rx-schema.ts';
import type { Session } from './session-context.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { createKeptMutations } from './sync/kept-mutations.ts';
import { followUnsent } from './sync/follow-unsent.ts';
import { startSync } from './sync/start-sync.ts';

export interface ReplicaDeps {
  readonly deviceStore: DeviceStore;
  readonly keeper: SessionKeeper;
  readonly vitals: Vitals;
  readonly appVersion: string;
  /** The key of this device's store; null where it is kept plainly. */
  readonly key: DeviceKey | null;
  /** Told how far it is while what was kept plainly is sealed. */
  readonly onMoving: (moved: Moved) => void;
}
const SETTLED_MS = 10_000;

/**
 * Opens the hospital on this device and starts its sync: over the sealed store, or over RxDB's Dexie storage where this device is not to
 * seal. Where IndexedDB is refused, or the key of what would be sealed, it opens in memory and for reading only, and says so
 * (`isKept`). Nothing here waits for the network.
 */
export async function openReplica(deps: ReplicaDeps): Promise<Replica> {
  const kept = await openStore(deps).catch(async (cause: unknown) => {
    if (await isRefused(deps.deviceStore)) return null;
    throw cause;
  });
  const opened = kept ?? (await openCollections(await memoryStorage()));
  const { sealed = null, key = deps.key } = kept ?? {};
  if (sealed) void sealed.lost.then(beginAnew);
  const { db, collections } = opened;
  const isKept = kept !== null;
  const isActFull = signal(false);
  const isFull = computed(() => isActFull.value || deps.deviceStore.isFull.value);
  const photos = openPhotoOutbox(deps.deviceStore, key);
  const unsent = withPhotos(followUnsent(collections), photos);
  const refused = followRefused(collections, deps.keeper.session);
  const sync = await startSync({
    ...deps,
    key,
    collections,
    kept: createKeptMutations(openAcceptedStore(key)),
    unsent,
    photos,
    isKept,
    isFull,
    refused,
    person: computed(() => personOf(deps.keeper.session.value)),
    clock: systemClock,
    onSession: (answer) => deps.keeper.refresh(answer),
    onLocked: () => void deps.keeper.lockDevice(),
  });
  sealed?.mend({ ...deps, sync });
  const acts = createActs({
    collections,
    clock: systemClock,
    newId,
    author: () => authorOf(deps.keeper.session.peek()),
    nextNumber: () => nextMutation(deps.deviceStore),
  });
  const act: Replica['act'] = async (name, writes) => {
    if (!isKept) return { ok: false, error: { kind: 'read-only' } };
    const done = await acts.act(name, writes);
    isActFull.value = !done.ok && done.error.kind === 'storage-full';
    return done;
  };
  return {
    db,
    collections,
    isKept,
    act,
    undo: acts.undo,
    unsent: unsent.count,
    waiting: unsent.waiting,
    oldestUnsent: unsent.oldest,
    photos,
    sync,
    sealed,
  };
}

/** The worker of the store is gone, or another version has taken over: a page that begins anew finds the store as it is now. */
function beginAnew(): void {
  // Not again and again, should it be gone as soon as it comes.
  if (performance.now() > SETTLED_MS) location.reload();
}

/** True where the browser keeps nothing at all. Any other failure, and a full disk, is a fault with what is kept: it must not look like an empty device. */
function isRefused(deviceStore: DeviceStore): Promise<boolean> {
  return deviceStore.write('probe', true).then(
    () => false,
    (cause: unknown) => !isQuotaExceeded(cause),
  );
}

async function memoryStorage(): Promise<AnyStorage> {
  const { getRxStorageMemory } = await import('rxdb/plugins/storage-memory');
  return getRxStorageMemory() as unknown as AnyStorage;
}

function personOf(session: Session): string | null {
  return session.kind === 'signed-in' ? session.person.id : null;
}

function authorOf(session: Session): Author | null {
  if (session.kind !== 'signed-in') return null;
  return {
    person: session.person.id,
    device: session.device.id as DeviceId,
    roles: session.person.roles,
  };
}

/** How many changes of the person signed in the hospital did not accept and nobody has settled. */
function followRefused(
  collections: ReplicaCollections,
  session: ReadonlySignal<Session>,
): ReadonlySignal<number> {
  const open = signal<readonly Stored<'disputes'>[]>([]);
  collections.disputes.find().$.subscribe((rows) => {
    open.value = rows
      .map((row) => row.toJSON() as unknown as Stored<'disputes'>)
      .filter(({ content }) => content.kind === 'refused' && content.status === 'open');
  });
  return computed(() => {
    const now = session.value;
    if (now.kind !== 'signed-in') return 0;
    return open.value.filter(({ content }) => content.author === now.person.id).length;
  });
}
