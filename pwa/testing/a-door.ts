import { signal } from '@preact/signals';
import { vi } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Vault } from '#pwa/platform/vault.ts';
import type { Renewal } from '#pwa/store/kept-session.ts';
import { createSessionKeeper, type SessionKeeper } from '#pwa/store/session-keeper.ts';
import { memoryStore } from './memory-store.ts';

interface TestAccount {
  person: Person;
  password: string;
  mustChange: boolean;
}
/** The door of one device: a hospital with accounts that a test resets, a line that it cuts, a clock that it moves. */
export interface TestDoor {
  at: number;
  isReachable: boolean;
  readonly account: (username: string) => TestAccount;
  /** Runs after the hospital has taken a new password and before the device hears of it. */
  whileChanging: () => Promise<void>;
  /** One more tab of the same browser; the first one is a start, another is a reload. */
  readonly open: () => Promise<SessionKeeper>;
  /** What the hospital says of this device's people now. */
  readonly renewal: () => Renewal;
  readonly vault: Vault;
  readonly deviceStore: DeviceStore;
}

/** Marta and Lena have accounts, the browser is new. */
export function aDoor(): TestDoor {
  const accounts = ['marta', 'lena'].map(newAccount);
  const deviceStore = memoryStore();
  const vault = memoryVault();
  const account = (username: string): TestAccount => {
    const found = accounts.find(({ person }) => person.username === username);
    if (!found) throw new Error(username);
    return found;
  };
  const door: TestDoor = {
    at: Date.UTC(2026, 10, 23),
    isReachable: true,
    whileChanging: async () => undefined,
    account,
    vault,
    deviceStore,
    open: async () => {
      const clock = { now: () => door.at };
      const keeper = createSessionKeeper({ deviceStore, vault, clock });
      await vi.waitUntil(() => keeper.session.value.kind !== 'unknown');
      return keeper;
    },
    renewal: () => ({
      passwordStamps: Object.fromEntries(
        accounts.map(({ person, password }) => [person.id, stampOf(password)]),
      ),
      people: accounts.map(({ person }) => person).filter(({ isActive }) => isActive),
      serverTime: new Date(door.at).toISOString(),
      leaseUntil: new Date(door.at + 7 * 86_400_000).toISOString(),
    }),
  };
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('screen', { width: 1280, height: 800 });
  vi.stubGlobal('fetch', hospitalOf(door));
  return door;
}

function newAccount(username: string): TestAccount {
  const person: Person = {
    id: newId<PersonId>(),
    username,
    name: username,
    roles: ['nurse'],
    practitionerId: null,
    isActive: true,
  };
  return { person, password: `${username}’s own`, mustChange: false };
}

const stampOf = (password: string): string => `stamp of ${password}`;

function hospitalOf(door: TestDoor) {
  const device = { id: newId(), name: 'Tablet 1' };
  let signedIn: string | null = null;
  return async (path: string, { body }: { body?: string }): Promise<Response> => {
    if (!door.isReachable) throw new TypeError('no network');
    const asked = JSON.parse(body ?? '{}') as Record<string, string>;
    const account = door.account(asked['username'] ?? signedIn ?? 'marta');
    if (path.endsWith('/sign-in')) {
      if (account.password !== asked['password'] || !account.person.isActive)
        return Response.json({}, { status: 401 });
      signedIn = account.person.username;
      const { person, mustChange: mustChangePassword } = account;
      const passwordStamp = stampOf(account.password);
      return Response.json({ person, mustChangePassword, passwordStamp, device });
    }
    if (path.endsWith('/password')) {
      account.password = asked['next'] ?? '';
      account.mustChange = false;
      await door.whileChanging();
      return Response.json({ passwordStamp: stampOf(account.password) });
    }
    return new Response(null, { status: 204 });
  };
}

/** The vault without its slow worker. */
function memoryVault(): Vault {
  const passwords = new Map<string, string>();
  return {
    isSealing: false,
    key: signal(null),
    recall: async () => undefined,
    enrol: async (person, password) => void passwords.set(person, password),
    open: async (person, password) => {
      const enrolled = passwords.get(person);
      return enrolled === undefined ? null : enrolled === password;
    },
    forget: async (person) => void passwords.delete(person),
  };
}
