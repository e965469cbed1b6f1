import { signal } from '@preact/signals';
import type { DeviceStore } from '#pwa/platform/device-store.ts';

/** A device's store in memory: what the tabs of one browser share. */
export function memoryStore(): DeviceStore {
  const kept = new Map<string, unknown>();
  return {
    isFull: signal(false),
    read: async <T>(key: string) => kept.get(key) as T | undefined,
    write: async (key, value) => void kept.set(key, value),
    change: async <T>(key: string, work: (value: T | undefined) => T) => {
      const after = work(kept.get(key) as T | undefined);
      kept.set(key, after);
      return after;
    },
    remove: async (keys) => keys.forEach((key) => kept.delete(key)),
    keysWith: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
  };
}
