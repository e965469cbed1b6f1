import {
  createStore,
  delMany,
  entries as allEntries,
  keys,
  setMany,
  type UseStore,
} from 'idb-keyval';
import { isSealed, sealValue, unsealValue } from './seal-values.ts';
import type { DeviceKey } from './vault.ts';

/** A place for what the hospital has accepted, ordered by when: a key is a time and an id. */
export interface AcceptedStore {
  write(entries: readonly (readonly [key: AcceptedKey, value: unknown])[]): Promise<void>;
  list<T>(): Promise<readonly T[]>;
  /** Drops what is older than a time, and the oldest beyond `most`. */
  drop(before: number, most: number): Promise<void>;
}
export type AcceptedKey = [at: number, id: string];

/**
 * Opens it in an IndexedDB database of its own: the replica may be purged or made anew, this stays. With a key each entry is sealed; one
 * that was kept in the clear before is still read.
 */
export function openAcceptedStore(
  key: DeviceKey | null = null,
  name = 'wardline-accepted',
): AcceptedStore & {
  /** Seals what was kept in the clear before. */
  sealAll(): Promise<void>;
} {
  let store: UseStore | undefined;
  const opened = (): UseStore => (store ??= createStore(name, 'kept'));
  const sealedEntry = async ([at, value]: readonly [AcceptedKey, unknown]): Promise<Entry> => [
    at,
    key ? await sealValue(key, at[1], value) : value,
  ];
  const open = async ([at, value]: Entry): Promise<unknown> =>
    isSealed(value) ? key && unsealValue(key, at[1], value) : value;
  return {
    // Async all: some browsers throw at once where they refuse, and a caller waits for a rejection.
    write: async (entries) => setMany(await Promise.all(entries.map(sealedEntry)), opened()),
    list: async <T>() => {
      const kept = await allEntries<AcceptedKey, unknown>(opened());
      const values = await Promise.all(kept.map(open));
      return values.filter((value) => value !== null) as T[];
    },
    drop: async (before, most) => {
      const all = await keys<AcceptedKey>(opened());
      const old = all.filter(([at], index) => at < before || index < all.length - most);
      await delMany(old, opened());
    },
    sealAll: async () => {
      const kept = await allEntries<AcceptedKey, unknown>(opened());
      const clear = kept.filter(([, value]) => !isSealed(value));
      await setMany(await Promise.all(clear.map(sealedEntry)), opened());
    },
  };
}
type Entry = [AcceptedKey, unknown];
