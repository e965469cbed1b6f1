import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';

const marta: Person = {
  id: newId<PersonId>(),
  username: 'marta',
  name: 'Marta',
  roles: ['nurse'],
  practitionerId: null,
  isActive: true,
};
const answer = {
  person: marta,
  mustChangePassword: false,
  device: { id: newId(), name: 'Tablet 1' },
};
const vault = {
  enrol: async () => undefined,
  open: async () => true,
  forget: async () => undefined,
};

/** What two tabs of one browser share. */
function browser(): DeviceStore {
  const kept = new Map<string, unknown>();
  return {
    read: async <T>(key: string) => kept.get(key) as T | undefined,
    write: async (key, value) => void kept.set(key, value),
    change: async <T>(key: string, work: (value: T | undefined) => T) => {
      const after = work(kept.get(key) as T | undefined);
      kept.set(key, after);
      return after;
    },
    remove: async (names) => names.forEach((name) => kept.delete(name)),
    keysWith: async () => [],
  };
}
let first: SessionKeeper;
let second: SessionKeeper;
beforeEach(async () => {
  vi.stubGlobal('fetch', async () => Response.json(answer));
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('screen', { width: 1280, height: 800 });
  const deviceStore = browser();
  const open = (): SessionKeeper =>
    createSessionKeeper({ deviceStore, vault, clock: { now: () => 0 } });
  first = open();
  await first.signIn('marta', 'correct horse 9');
  second = open();
  await vi.waitFor(() => expect(second.session.value.kind).toBe('signed-in'));
});
afterEach(() => vi.unstubAllGlobals());

test('a lock in one tab locks every tab of this browser', async () => {
  await first.lock();
  await vi.waitFor(() => expect(second.session.value.kind).toBe('signed-out'));
});

test('whoever lost their account is shown out of every tab', async () => {
  await first.refresh([], '2026-11-30T00:00:00.000Z');
  await vi.waitFor(() => expect(second.session.value).toEqual({ kind: 'signed-out', known: [] }));
});
