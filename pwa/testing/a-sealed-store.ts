import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { RxStorage } from 'rxdb/plugins/core';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { namesOfNotes } from '#pwa/store/names-of-notes.ts';
import { openStoreDoor } from '#pwa/store/sealed-door.ts';
import { createStoreHost } from '#pwa/workers/store-host.ts';

/** The sealed store of a test: its worker's work on this thread, behind real ports, over one disk. */
export interface TestStore {
  readonly indexedDB: IDBFactory;
  readonly key: DeviceKey;
  /** One more page; `leave` is its end. */
  page(): Promise<{ readonly storage: RxStorage<unknown, unknown>; readonly leave: () => void }>;
}

/** A disk with a host on it; a second store over the same disk is the next start of the browser. */
export async function aSealedStore(
  disk = new IDBFactory(),
  known: DeviceKey | null = null,
): Promise<TestStore> {
  const use: KeyUsage[] = ['encrypt', 'decrypt'];
  const key: DeviceKey = known ?? {
    id: 7,
    key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, use),
  };
  const leaving = new Map<string, () => void>();
  const host = createStoreHost({
    name: 'host',
    whenGone: (page) => new Promise((resolve) => leaving.set(page, resolve)),
    idb: { indexedDB: disk, IDBKeyRange, tidyAfterMs: null },
  });
  let pages = 0;
  return {
    indexedDB: disk,
    key,
    page: async () => {
      const { port1, port2 } = new MessageChannel();
      host(port1);
      const page = `page ${(pages += 1)}`;
      const { storage } = await openStoreDoor(port2, { key, page, notes: await namesOfNotes() });
      return {
        storage: storage as unknown as RxStorage<unknown, unknown>,
        leave: () => leaving.get(page)?.(),
      };
    },
  };
}
