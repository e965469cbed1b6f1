import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { AnyStorage } from './open-collections.ts';
import { planOverAll } from './plan-over-all.ts';

/** RxDB's own storage over IndexedDB, in the clear: where a browser cannot seal, and for what it kept before it did. */
export function openPlainStorage(): AnyStorage {
  return planOverAll(getRxStorageDexie() as unknown as AnyStorage);
}
