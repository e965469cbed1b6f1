import { createStore, delMany, keys, setMany, values, type UseStore } from 'idb-keyval';

/** A place for what the hospital has accepted, ordered by when: a key is a time and an id. */
export interface AcceptedStore {
  write(entries: readonly (readonly [key: AcceptedKey, value: unknown])[]): Promise<void>;
  list<T>(): Promise<readonly T[]>;
  /** Drops what is older than a time, and the oldest beyond `most`. */
  drop(before: number, most: number): Promise<void>;
}
export type AcceptedKey = [at: number, id: string];

/** Opens it in an IndexedDB database of its own: the replica may be purged or made anew, this stays. */
export function openAcceptedStore(name = 'wardline-accepted'): AcceptedStore {
  let store: UseStore | undefined;
  const opened = (): UseStore => (store ??= createStore(name, 'kept'));
  return {
    // Async all: some browsers throw at once where they refuse, and a caller waits for a rejection.
    write: async (entries) => setMany([...entries] as [AcceptedKey, unknown][], opened()),
    list: async () => values(opened()),
    drop: async (before, most) => {
      const all = await keys<AcceptedKey>(opened());
      const old = all.filter(([at], index) => at < before || index < all.length - most);
      await delMany(old, opened());
    },
  };
}
