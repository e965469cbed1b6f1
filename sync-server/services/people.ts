import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type {
  Account,
  AccountAnswer,
  AccountChange,
  NewAccount,
  PasswordAnswer,
} from '#shared/sync/accounts.ts';
import type { AccountsStore, StoredAccount } from '#server/store/accounts.ts';
import type { DevicesStore } from '#server/store/devices.ts';
import {
  checkPassword,
  DEMO_PASSWORD,
  hashPassword,
  isPasswordOf,
  makeTemporaryPassword,
  type PasswordError,
} from './passwords.ts';
import { passwordStamp } from './secrets.ts';

export type PeopleError =
  | PasswordError
  | { readonly kind: 'username-taken' | 'no-such-person' | 'last-admin' | 'wrong-password' };

/** Accounts as administrators and their owners change them. */
export interface People {
  readonly list: () => Promise<readonly Account[]>;
  /** Everybody as colleagues know them. */
  readonly staff: () => Promise<readonly Person[]>;
  readonly add: (account: NewAccount) => Promise<Result<AccountAnswer, PeopleError>>;
  readonly change: (id: PersonId, change: AccountChange) => Promise<Result<Account, PeopleError>>;
  /** A password to be read out once; every session of the person ends. */
  readonly reset: (id: PersonId) => Promise<Result<AccountAnswer, PeopleError>>;
  /** The owner's own change: every other session ends. */
  readonly changePassword: (
    request: PasswordChange,
  ) => Promise<Result<PasswordAnswer, PeopleError>>;
}
interface PasswordChange {
  readonly id: PersonId;
  readonly current: string;
  readonly next: string;
  /** The session that made the change and goes on. */
  readonly tokenHash: string;
}
export interface PeopleDeps {
  readonly accounts: AccountsStore;
  readonly devices: DevicesStore;
  readonly clock: Clock;
  /** Called when roles, people or passwords have changed; resolves when the devices that it concerns are told. */
  readonly onChange: () => Promise<void>;
}

/** Every way an account changes; a change of rights takes effect with the next request, on devices at once or with the next session. */
export function createPeople(deps: PeopleDeps): People {
  const { accounts, onChange } = deps;
  return {
    list: async () => (await accounts.listAccounts()).map(accountOf),
    staff: async () => (await accounts.listAccounts()).map(personOf),
    add: (account) => add(deps, account),
    change: (id, change) => changeAccount(deps, id, change),
    reset: async (id) => {
      const password = makeTemporaryPassword();
      const account = await accounts.changeAccount(id, {
        passwordHash: await hashPassword(password),
        hasDemoPassword: false,
        mustChangePassword: true,
      });
      if (!account) return err({ kind: 'no-such-person' });
      await accounts.endSessionsOf(id, null);
      await onChange();
      return ok({ person: accountOf(account), temporaryPassword: password });
    },
    changePassword: (request) => changePassword(deps, request),
  };
}

/** What devices may know of a person. */
export function personOf(account: StoredAccount): Person {
  const { id, username, name, roles, practitionerId, isActive, photo } = account;
  const person = { id, username, name, roles, practitionerId, isActive };
  return photo === undefined ? person : { ...person, photo };
}

/** What an administrator may see of a person. */
export function accountOf(account: StoredAccount): Account {
  const { mustChangePassword, lastSignedInAt } = account;
  return { ...personOf(account), mustChangePassword, lastSignedInAt };
}

/** A new account before it is stored; a password of the demo is marked as such. */
export async function newAccount(
  account: NewAccount & { readonly password: string },
  mustChangePassword: boolean,
  createdAt: string,
): Promise<StoredAccount> {
  return {
    id: newId<PersonId>(),
    username: account.username,
    name: account.name,
    roles: account.roles,
    practitionerId: (account.practitionerId ?? null) as StoredAccount['practitionerId'],
    isActive: true,
    passwordHash: await hashPassword(account.password),
    hasDemoPassword: account.password === DEMO_PASSWORD,
    mustChangePassword,
    createdAt,
    lastSignedInAt: null,
  };
}

async function add(
  { accounts, clock, onChange }: PeopleDeps,
  account: NewAccount,
): Promise<Result<AccountAnswer, PeopleError>> {
  const isMade = account.password === undefined;
  const password = account.password ?? makeTemporaryPassword();
  const checked = checkPassword(account.username, password);
  if (!checked.ok) return checked;
  const stored = await newAccount({ ...account, password }, isMade, instantAt(clock.now()));
  if (!(await accounts.addAccount(stored))) return err({ kind: 'username-taken' });
  await onChange();
  return ok({ person: accountOf(stored), temporaryPassword: isMade ? password : null });
}

async function changeAccount(
  { accounts, devices, onChange }: PeopleDeps,
  id: PersonId,
  change: AccountChange,
): Promise<Result<Account, PeopleError>> {
  const before = await accounts.readAccount(id);
  if (!before) return err({ kind: 'no-such-person' });
  const losesAdmin =
    isAdmin(before) && !isAdmin({ ...before, ...(change as Partial<StoredAccount>) });
  if (losesAdmin && !(await hasOtherAdmin(accounts, id))) return err({ kind: 'last-admin' });
  const account = await accounts.changeAccount(id, change as Partial<StoredAccount>);
  if (!account) return err({ kind: 'no-such-person' });
  if (!account.isActive) {
    await accounts.endSessionsOf(id, null);
    await devices.unenrol(id);
  }
  await onChange();
  return ok(accountOf(account));
}

async function changePassword(
  { accounts, onChange }: PeopleDeps,
  { id, current, next, tokenHash }: PasswordChange,
): Promise<Result<PasswordAnswer, PeopleError>> {
  const account = await accounts.readAccount(id);
  if (!account) return err({ kind: 'no-such-person' });
  if (!(await isPasswordOf(account.passwordHash, current))) return err({ kind: 'wrong-password' });
  const checked = checkPassword(account.username, next);
  if (!checked.ok) return checked;
  if (await isPasswordOf(account.passwordHash, next)) return err({ kind: 'is-old' });
  const passwordHash = await hashPassword(next);
  await accounts.changeAccount(id, {
    passwordHash,
    hasDemoPassword: false,
    mustChangePassword: false,
  });
  await accounts.endSessionsOf(id, tokenHash);
  await onChange();
  return ok({ passwordStamp: passwordStamp(passwordHash) });
}

function isAdmin(person: Pick<Person, 'roles' | 'isActive'>): boolean {
  return person.isActive && person.roles.includes('admin');
}

async function hasOtherAdmin(accounts: AccountsStore, id: PersonId): Promise<boolean> {
  return (await accounts.listAccounts()).some((other) => other.id !== id && isAdmin(other));
}
