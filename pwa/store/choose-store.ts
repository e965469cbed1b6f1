import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import type { Moved } from './move-in.ts';
import { openCollections, type AnyStorage, type OpenCollections } from './open-collections.ts';
import type { SealedStore } from './open-sealed-store.ts';
import { planOverAll } from './plan-over-all.ts';
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
}
/** How far this device is on its way into the sealed store; absent where it is kept plainly, or was never otherwise. */
const WAY = 'store-moved';
type Way = 'moving' | 'moved';
/** The lock of the tab that syncs, in this version and the ones before. */
const IN_USE = 'wardline-sync';

/**
 *   no key ──► plain                      key, nothing kept plainly ──► sealed
 *   key, something kept plainly ──► moving ──► moved (counted and compared) ──► sealed, and the old place goes
 *                                     └─ no room, or not alike: plain as before, and tried again with the next start
 */
export async function openStore(deps: ChooseDeps): Promise<OpenStore> {
  const { key } = deps;
  if (!key) return openPlain(deps);
  // One tab at a time: the next one finds it done.
  return navigator.locks.request('wardline-moving', async () => {
    const { openSealedStore } = await import('./open-sealed-store.ts');
    const sealed = await openSealedStore(key);
    const opened = await openCollections(pushWhatWaits(sealed.storage as AnyStorage));
    const old = await plainDatabases();
    if (old.length === 0 || (await isIn(deps, opened, key))) return { ...opened, sealed };
    await opened.db.close();
    return openPlain(deps);
  });
}

/** What is kept plainly from now on is the truth: no later start may take it for an old place. */
async function openPlain({ deviceStore }: ChooseDeps): Promise<OpenStore> {
  if ((await deviceStore.read<Way>(WAY).catch(() => undefined)) === 'moved')
    await deviceStore.remove([WAY]);
  const opened = await openCollections(pushWhatWaits(await dexieStorage()));
  return { ...opened, sealed: null };
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
  let from: OpenCollections | null = null;
  try {
    from = await openCollections(await dexieStorage());
    const { moveIn } = await import('./move-in.ts');
    return await moveIn({ from: from.collections, to: to.collections, onProgress });
  } catch {
    return false;
  } finally {
    await from?.db.close();
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

async function dexieStorage(): Promise<AnyStorage> {
  const { getRxStorageDexie } = await import('rxdb/plugins/storage-dexie');
  return planOverAll(getRxStorageDexie() as unknown as AnyStorage);
}
