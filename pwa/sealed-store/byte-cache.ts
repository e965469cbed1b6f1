/** What was opened last, up to so many bytes; the one that nobody asked for longest goes first. */
export interface ByteCache<T> {
  find(key: string): T | undefined;
  put(key: string, value: T, bytes: number): void;
  drop(key: string): void;
  dropAll(prefix: string): void;
}

export function createByteCache<T>(mostBytes: number): ByteCache<T> {
  const held = new Map<string, { readonly value: T; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= held.get(key)?.bytes ?? 0;
    held.delete(key);
  };
  return {
    find: (key) => {
      const found = held.get(key);
      if (!found) return undefined;
      held.delete(key);
      held.set(key, found);
      return found.value;
    },
    put: (key, value, bytes) => {
      drop(key);
      held.set(key, { value, bytes });
      total += bytes;
      for (const oldest of held.keys()) {
        if (total <= mostBytes) break;
        drop(oldest);
      }
    },
    drop,
    dropAll: (prefix) => {
      for (const key of held.keys()) if (key.startsWith(prefix)) drop(key);
    },
  };
}
