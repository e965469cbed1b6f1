import { signal } from '@preact/signals';
import type { DeviceStore } from '#pwa/platform/device-store.ts';

const PERSON = {
  id: '0190a1b2-c3d4-7e5f-8a6b-0123456789ab',
  username: 'bench',
  name: 'Bench',
  roles: ['admin'],
  practitionerId: null,
  isActive: true,
};

/** What the device store of a signed-in device says, out of the page's own code. */
export function openDeviceStore(): DeviceStore {
  const kept = new Map<string, unknown>([
    [
      'session',
      {
        device: { id: '0190a1b2-c3d4-7e5f-8a6b-0123456789ac', name: 'Desktop 1' },
        known: [{ person: PERSON, lastSignedInAt: '2026-01-01T00:00:00.000Z' }],
        current: PERSON.id,
        isOffline: false,
        mustChange: null,
        leaseUntil: null,
      },
    ],
  ]);
  return {
    isFull: signal(false),
    read: <T>(key: string) => Promise.resolve(kept.get(key) as T | undefined),
    write: async (key, value) => void kept.set(key, value),
    change: async <T>(key: string, work: (value: T | undefined) => T) => {
      const after = work(kept.get(key) as T | undefined);
      kept.set(key, after);
      return after;
    },
    remove: async (names) => {
      for (const name of names) kept.delete(name);
    },
    keysWith: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
  };
}
