import { signal, type ReadonlySignal } from '@preact/signals';
import { createStore, delMany, get, keys, set, update, type UseStore } from 'idb-keyval';
import { isQuotaExceeded } from './is-quota-exceeded.ts';

/** What a device keeps beside the replica: who signed in, the MRN pool, drafts, counters. Small, and readable before the replica is open. */
export interface DeviceStore {
  /** True from a write that found no room until one that did: what is half typed is not kept meanwhile. */
  readonly isFull: ReadonlySignal<boolean>;
  read<T>(key: string): Promise<T | undefined>;
  write(key: string, value: unknown): Promise<void>;
  /** Changes one value in one transaction, so that two tabs never take the same number. */
  change<T>(key: string, work: (value: T | undefined) => T): Promise<T>;
  remove(keys: readonly string[]): Promise<void>;
  keysWith(prefix: string): Promise<readonly string[]>;
}

/** Opens the device store in IndexedDB; where the browser refuses, every call rejects and callers say so in words. */
export function openDeviceStore(name = 'wardline-device'): DeviceStore {
  let store: UseStore | undefined;
  const opened = (): UseStore => (store ??= createStore(name, 'kept'));
  const isFull = signal(false);
  const writing = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      isFull.value = false;
    } catch (cause) {
      if (isQuotaExceeded(cause)) isFull.value = true;
      throw cause;
    }
  };
  return {
    isFull,
    // Async all: some browsers throw at once where they refuse, and a caller waits for a rejection.
    read: async (key) => get(key, opened()),
    write: (key, value) => writing(() => set(key, value, opened())),
    change: async <T>(key: string, work: (value: T | undefined) => T): Promise<T> => {
      let after: T | undefined;
      await writing(() => update<T>(key, (value) => (after = work(value)), opened()));
      return after as T;
    },
    remove: async (names) => delMany([...names], opened()),
    keysWith: async (prefix) =>
      (await keys<string>(opened())).filter((key) => key.startsWith(prefix)),
  };
}
