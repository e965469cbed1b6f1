import type { CollectionName } from '#shared/domain/collections.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { isQuotaExceeded } from '#pwa/platform/is-quota-exceeded.ts';
import { readStorageRoom } from '#pwa/platform/storage-room.ts';
import { NOT_KEPT, type DeviceKey } from '#pwa/platform/vault.ts';
import type { Moved, OldCollection } from './move-in.ts';
import { openCollections, type AnyStorage, type OpenCollections } from './open-collections.ts';
import type { SealedStore } from './open-sealed-store.ts';
import { pushWhatWaits } from './sync/push-what-waits.ts';

export interface ChooseDeps {
  readonly deviceStore: DeviceStore;
  /** The key of this device's store; null where it is kept plainly. */
  readonly key: DeviceKey | null;
  /** Told how far it is while what was kept plainly is sealed. */
  readonly onMoving: (moved: Moved) => void;
}
export interface OpenStore extends OpenCollections {
  readonly sealed: SealedStore | null;
  /** What is kept beside it is sealed with; null where nothing is sealed. */
  readonly key: DeviceKey | null;
}
/** How far this device is on its way into the sealed store; absent where it is kept plainly, or was never otherwise. */
const WAY = 'store-moved';
type Way = 'moving' | 'moved';
/** The lock of the tab that syncs, in this version and the ones before. */
const IN_USE = 'wardline-sync';
/** So much of what is used has to be free: a browser gives back late what was thrown away, and nobody is to be left without room to write. */
const TIMES_FREE = 2;

/**
 *   no key ──► plain                      key, nothing kept plainly ──► sealed
 *   key, something kept plainly ──► moving ──► moved (counted and compared) ──► sealed, and the old place goes
 *                                     └─ no room, or not alike: plain as before, and tried again with the next start
 *   no room for the key itself ──► plain as before; null where nothing was kept before
 */
export async function openStore(deps: ChooseDeps): Promise<OpenStore | null> {
  const { key } = deps;
  if (!key) return openPlain(deps);
  if (key.id === NOT_KEPT) {
    const old = await plainDatabases().catch(() => []);
    return old.length > 0 ? openPlain({ ...deps, key: null }) : null;
  }
  // One tab at a time: the next one finds it done.
  return navigator.locks.request('wardline-moving', () => openSealed(deps, key));
}

async function openSealed(deps: ChooseDeps, key: DeviceKey): Promise<OpenStore> {
  const old = await plainDatabases();
  const isStillPlain = await keepsPlainly(deps.deviceStore, old);
  if (isStillPlain && !(await hasRoom())) return openPlain(deps);
  let opened: OpenCollections | null = null;
  try {
    const { openSealedStore } = await import('./open-sealed-store.ts');
    const sealed = await openSealedStore(key);
    opened = await openCollections(pushWhatWaits(sealed.storage as AnyStorage));
    if (old.length === 0 || (await isIn(deps, opened, key))) return { ...opened, sealed, key };
  } catch (cause) {
    // Without room it cannot be made; what is kept is where it was.
    if (!isStillPlain || !isQuotaExceeded(cause)) throw cause;
  }
  await opened?.db.close();
  return openPlain(deps);
}

/** True where what this device holds is in the old place, whatever has been copied from there. */
async function keepsPlainly(deviceStore: DeviceStore, old: readonly string[]): Promise<boolean> {
  if (old.length === 0) return false;
  const way = await deviceStore.read<Way>(WAY);
  if (way !== undefined) return way === 'moving';
  return !(await indexedDB.databases()).some(({ name }) => name === 'sealed-wardline');
}

/** A browser that does not tell is tried. */
async function hasRoom(): Promise<boolean> {
  const room = await readStorageRoom();
  return room === null || room.quota - room.used >= TIMES_FREE * room.used;
}

/** What is kept plainly from now on is the truth: no later start may take it for an old place. */
async function openPlain({ deviceStore, key }: ChooseDeps): Promise<OpenStore> {
  if ((await deviceStore.read<Way>(WAY).catch(() => undefined)) === 'moved')
    await deviceStore.remove([WAY]);
  const opened = await openCollections(pushWhatWaits(await plainStorage()));
  return { ...opened, sealed: null, key };
}

/** True once everything is in the sealed store. */
async function isIn(
  { deviceStore, onMoving }: ChooseDeps,
  opened: OpenCollections,
  key: DeviceKey,
): Promise<boolean> {
  const way = await deviceStore.read<Way>(WAY);
  if (way !== 'moved') {
    // Somebody kept this device plainly for a while though it was sealed: both places hold something, and none is thrown away.
    if (way === undefined && (await holdsSomething(opened))) return true;
    if (await isPlainInUse()) return false;
    await deviceStore.write(WAY, 'moving' satisfies Way);
    if (!(await move(opened, onMoving))) {
      // It holds what was moved and nothing else: the next start begins anew.
      await opened.db.remove();
      return false;
    }
    await deviceStore.write(WAY, 'moved' satisfies Way);
  }
  const { sealWhatLiesBeside } = await import('./seal-beside.ts');
  await sealWhatLiesBeside(deviceStore, key).catch(() => undefined);
  for (const name of await plainDatabases()) await drop(name);
  return true;
}

async function move(to: OpenCollections, onProgress: ChooseDeps['onMoving']): Promise<boolean> {
  try {
    const [{ moveIn }, storage] = await Promise.all([import('./move-in.ts'), plainStorage()]);
    const openOld = async (name: CollectionName): Promise<OldCollection> => {
      const { db, collections } = await openCollections(storage, [name]);
      return { collection: collections[name] as never, close: () => db.close() };
    };
    return await moveIn({ openOld, to: to.collections, onProgress });
  } catch {
    return false;
  }
}

async function holdsSomething({ collections }: OpenCollections): Promise<boolean> {
  for (const collection of Object.values(collections))
    if (await collection.findOne().exec()) return true;
  return false;
}

async function plainDatabases(): Promise<readonly string[]> {
  const databases = await indexedDB.databases();
  return databases.flatMap(({ name }) => (name?.startsWith('rxdb-dexie-wardline--') ? name : []));
}

async function isPlainInUse(): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].some(({ name }) => name === IN_USE);
}

/** Where another tab holds it open it goes with the next start. */
function drop(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const event of ['success', 'error', 'blocked'])
      request.addEventListener(event, () => resolve());
  });
}

async function plainStorage(): Promise<AnyStorage> {
  return (await import('./open-plain-store.ts')).openPlainStorage();
}
