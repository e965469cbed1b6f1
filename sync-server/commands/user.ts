import { ROLES, type Role } from '#shared/domain/person.ts';
import { createPeople, type People, type PeopleError } from '#server/services/people.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import type { Store } from '#server/store/store.ts';
import {
  CommandError,
  tableOf,
  withStore,
  wordOf,
  type Command,
  type CommandContext,
  type CommandLine,
} from './command.ts';

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

const REASONS: Readonly<Record<PeopleError['kind'], string>> = {
  'username-taken': 'This username is taken.',
  'no-such-person': 'There is no such person.',
  'last-admin': 'This is the last administrator: make another one first.',
  'wrong-password': 'The password is wrong.',
  'too-short': 'The password is too short.',
  'too-long': 'The password is too long.',
  'is-username': 'The password is the username.',
  'is-old': 'The password is the old one.',
  'is-demo': 'The password is the one of the demo.',
};

/** `admin user …`: people who sign in. */
export const USER_COMMANDS: Readonly<Record<string, Command>> = {
  add: async (context, line) => {
    const username = wordOf(line, 'username').toLowerCase();
    if (!USERNAME.test(username)) {
      throw new CommandError(
        'usage',
        'A username has 2 to 64 letters, digits, dots, dashes or underscores, and begins with a letter or digit.',
      );
    }
    const { name } = line;
    if (!name?.trim()) throw new CommandError('usage', 'Give the full name with --name.');
    const roles = rolesOf(line);
    await withStore(context, async (store) => {
      const added = await peopleOf(store, context).add({ username, name: name.trim(), roles });
      if (!added.ok) throw refusal(added.error);
      context.print(`${username} can sign in as ${roles.join(', ')}.`);
      context.print('The password is to be changed at the first sign-in:');
      context.print(added.value.temporaryPassword ?? '');
    });
  },
  list: (context) =>
    withStore(context, async (store) => {
      const people = (await store.accounts.listAccounts()).map((person) => [
        person.username,
        person.name,
        person.roles.join(','),
        person.isActive ? 'active' : 'inactive',
        person.lastSignedInAt ?? 'never',
      ]);
      const head = ['USERNAME', 'NAME', 'ROLES', 'STATE', 'LAST SIGNED IN'];
      for (const row of tableOf([head, ...people])) context.print(row);
    }),
  reset: (context, line) =>
    withPerson(context, line, async (people, { id, username }) => {
      const reset = await people.reset(id);
      if (!reset.ok) throw refusal(reset.error);
      context.print(
        `${username} is signed out everywhere. The new password is to be changed at the next sign-in:`,
      );
      context.print(reset.value.temporaryPassword ?? '');
    }),
  deactivate: (context, line) =>
    withPerson(context, line, async (people, { id, username }) => {
      const changed = await people.change(id, { isActive: false });
      if (!changed.ok) throw refusal(changed.error);
      context.print(
        `${username} can no longer sign in, and no device opens for them once it has been online.`,
      );
    }),
  activate: (context, line) =>
    withPerson(context, line, async (people, { id, username }) => {
      const changed = await people.change(id, { isActive: true });
      if (!changed.ok) throw refusal(changed.error);
      context.print(`${username} can sign in again.`);
    }),
};

function withPerson(
  context: CommandContext,
  line: CommandLine,
  work: (people: People, account: StoredAccount) => Promise<void>,
): Promise<void> {
  const username = wordOf(line, 'username').toLowerCase();
  return withStore(context, async (store) => {
    const account = await store.accounts.readAccountByUsername(username);
    if (!account) throw new CommandError('refused', `There is nobody called "${username}" here.`);
    await work(peopleOf(store, context), account);
  });
}

function peopleOf(store: Store, { clock }: CommandContext): People {
  const { accounts, devices } = store;
  return createPeople({ accounts, devices, clock, onChange: async () => undefined });
}

function rolesOf({ roles }: CommandLine): readonly Role[] {
  const named = roles.flatMap((text) => text.split(',')).map((role) => role.trim());
  const known = named.filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  if (known.length === 0 || known.length < named.length) {
    throw new CommandError('usage', `Give at least one --role of ${ROLES.join(', ')}.`);
  }
  return [...new Set(known)];
}

function refusal({ kind }: PeopleError): CommandError {
  return new CommandError('refused', REASONS[kind]);
}
