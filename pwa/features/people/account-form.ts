import type { PractitionerId } from '#shared/domain/ids.ts';
import { ROLES, type Role } from '#shared/domain/person.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import {
  PASSWORD_LENGTH,
  type Account,
  type AccountChange,
  type NewAccount,
} from '#shared/sync/accounts.ts';

/** A person's account as it stands in the form. */
export interface AccountForm {
  readonly name: string;
  readonly username: string;
  readonly roles: readonly Role[];
  /** '' is nobody. */
  readonly practitionerId: string;
  /** '' lets the hospital make one. */
  readonly password: string;
  readonly isPasswordTyped: boolean;
}
type FormFault = 'needName' | 'needUsername' | 'badUsername' | 'needRole' | 'shortPassword';
export type FormFaults = Partial<
  Readonly<Record<'name' | 'username' | 'roles' | 'password', FormFault>>
>;

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

/** An empty form, or one filled with an account. */
export function formOf(account: Account | null): AccountForm {
  return {
    name: account?.name ?? '',
    username: account?.username ?? '',
    roles: account?.roles ?? [],
    practitionerId: account?.practitionerId ?? '',
    password: '',
    isPasswordTyped: false,
  };
}

/** What is missing before the hospital is asked; it judges again. */
export function faultsOf(form: AccountForm, isNew: boolean): FormFaults {
  const username = form.username.trim().toLowerCase();
  const isShort = form.isPasswordTyped && form.password.length < PASSWORD_LENGTH.min;
  return {
    ...(form.name.trim() === '' ? { name: 'needName' } : {}),
    ...(isNew && username === '' ? { username: 'needUsername' } : {}),
    ...(isNew && username !== '' && !USERNAME.test(username) ? { username: 'badUsername' } : {}),
    ...(form.roles.length === 0 ? { roles: 'needRole' } : {}),
    ...(isNew && isShort ? { password: 'shortPassword' } : {}),
  };
}

/** "Marta Silva" → `marta.silva`, as a start; `marta.silva2` where it is taken. */
export function usernameFrom(name: string, taken: ReadonlySet<string>): string {
  const base = foldText(name)
    .replaceAll(' ', '.')
    .replaceAll(/[^a-z0-9.]/g, '')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 60);
  if (base.length < 2) return '';
  let username = base;
  for (let n = 2; taken.has(username); n++) username = `${base}${n}`;
  return username;
}

/** The roles in their fixed order, with one added or taken out. */
export function withRole(roles: readonly Role[], role: Role, isOn: boolean): readonly Role[] {
  return ROLES.filter((one) => (one === role ? isOn : roles.includes(one)));
}

/** What is asked of the hospital for a new person. */
export function newAccountOf(form: AccountForm): NewAccount {
  return {
    username: form.username.trim().toLowerCase(),
    name: form.name.trim(),
    roles: form.roles,
    practitionerId: (form.practitionerId || null) as PractitionerId | null,
    ...(form.isPasswordTyped ? { password: form.password } : {}),
  };
}

/** What differs from the account as it was; nothing where the form was only looked at. */
export function changeOf(before: Account, form: AccountForm): AccountChange {
  const name = form.name.trim();
  const practitionerId = form.practitionerId || null;
  return {
    ...(name === before.name ? {} : { name }),
    ...(form.roles.join() === before.roles.join() ? {} : { roles: form.roles }),
    ...(practitionerId === before.practitionerId ? {} : { practitionerId }),
  };
}

/** The accounts in which every word of the text occurs, by name; those who may not sign in come last. */
export function accountsWith(
  text: string,
  accounts: readonly Account[],
  roleWords: (role: Role) => string,
): readonly Account[] {
  const words = foldText(text).split(' ').filter(Boolean);
  return accounts
    .filter(({ name, username, roles }) => {
      const all = foldText(`${name} ${username} ${roles.map(roleWords).join(' ')}`);
      return words.every((word) => all.includes(word));
    })
    .toSorted(
      (a, b) =>
        Number(b.isActive) - Number(a.isActive) || foldText(a.name).localeCompare(foldText(b.name)),
    );
}
