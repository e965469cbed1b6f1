import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { createRxDatabase, type RxStorage } from 'rxdb/plugins/core';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { breathe } from '#pwa/platform/breathe.ts';
import { systemClock } from '#pwa/platform/system-clock.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import type { Vitals } from '#pwa/platform/vitals.ts';
import { createActs, type Author } from './act.ts';
import { nextMutation } from './count-mutations.ts';
import type { Replica, ReplicaCollections } from './replica.ts';
import { openSealedStore } from './open-sealed-store.ts';
import { rxSchema, type Stored } from './rx-schema.ts';
import type { Session } from './session-context.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { hospitalDecides } from './sync/conflict-handler.ts';
import { createKeptMutations } from './sync/kept-mutations.ts';
import { followUnsent } from './sync/follow-unsent.ts';
import { pushWhatWaits } from './sync/push-what-waits.ts';
import { startSync } from './sync/start-sync.ts';

export interface ReplicaDeps {
  readonly deviceStore: DeviceStore;
  readonly keeper: SessionKeeper;
  readonly vitals: Vitals;
  readonly appVersion: string;
  /** The key of this device's store; null where it is kept plainly. */
  readonly key: DeviceKey | null;
}
const REPLICA_NAME = 'wardline';
type AnyStorage = RxStorage<unknown, unknown>;

/**
 * Opens the hospital on this device and starts its sync: over the sealed store, or over RxDB's Dexie storage where this device is not to
 * seal. Where IndexedDB is refused it opens in memory and for reading only, and
 * says so (`isKept`). Nothing here waits for the network.
 */
export async function openReplica(deps: ReplicaDeps): Promise<Replica> {
  const sealed = deps.key ? await openSealedStore(deps.key) : null;
  const kept = await openCollections(
    pushWhatWaits(sealed ? (sealed.storage as AnyStorage) : await dexieStorage()),
  ).catch(async (cause: unknown) => {
    if (await isRefused(deps.deviceStore)) return null;
    throw cause;
  });
  const opened = kept ?? (await openCollections(await memoryStorage()));
  const { db, collections } = opened;
  const isKept = kept !== null;
  const isActFull = signal(false);
  const isFull = computed(() => isActFull.value || deps.deviceStore.isFull.value);
  const unsent = followUnsent(collections);
  const refused = followRefused(collections, deps.keeper.session);
  const sync = await startSync({
    ...deps,
    collections,
    kept: createKeptMutations(openAcceptedStore(deps.key)),
    unsent,
    isKept,
    isFull,
    refused,
    person: computed(() => personOf(deps.keeper.session.value)),
    clock: systemClock,
    onSession: (answer) => deps.keeper.refresh(answer),
    onLocked: () => void deps.keeper.lockDevice(),
  });
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
    sync,
    sealed: kept && sealed,
  };
}

/** True where the browser keeps nothing at all. Any other failure is a fault with what is kept: it must not look like an empty device. */
function isRefused(deviceStore: DeviceStore): Promise<boolean> {
  return deviceStore.write('probe', true).then(
    () => false,
    () => true,
  );
}

async function openCollections(storage: AnyStorage): Promise<Pick<Replica, 'db' | 'collections'>> {
  const db = await createRxDatabase({
    name: REPLICA_NAME,
    storage,
    multiInstance: true,
    eventReduce: true,
    closeDuplicates: true,
  });
  // All at once they would hold up the page for as long as it takes to draw a list.
  const opening = [];
  for (const name of COLLECTIONS) {
    await breathe();
    const creator = { schema: rxSchema(name), conflictHandler: hospitalDecides };
    const one = db.addCollections({ [name]: creator } as never);
    // Whoever waits for all of them hears of it.
    one.catch(() => undefined);
    opening.push(one);
  }
  await Promise.all(opening);
  return {
    db: db as unknown as Replica['db'],
    collections: db.collections as unknown as ReplicaCollections,
  };
}

/** Only where nothing is sealed. */
async function dexieStorage(): Promise<AnyStorage> {
  const { getRxStorageDexie } = await import('rxdb/plugins/storage-dexie');
  void keepPart('dexie-').catch(() => undefined);
  return getRxStorageDexie() as unknown as AnyStorage;
}

/** On a first visit it came before there was a service worker to keep it: the next start may be without a network. */
async function keepPart(word: string): Promise<void> {
  await navigator.serviceWorker?.ready;
  for (const { name } of performance.getEntriesByType('resource'))
    if (name.includes(word) && name.endsWith('.js')) await fetch(name);
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
