import { describe, expect, test } from 'vitest';
import type { PersonId } from '#shared/domain/ids.ts';
import type { Account } from '#shared/sync/accounts.ts';
import {
  accountsWith,
  changeOf,
  faultsOf,
  formOf,
  newAccountOf,
  usernameFrom,
  withRole,
} from './account-form.ts';

function anAccount(more: Partial<Account> = {}): Account {
  return {
    id: 'p' as PersonId,
    username: 'marta',
    name: 'Marta Silva',
    roles: ['nurse'],
    practitionerId: null,
    isActive: true,
    mustChangePassword: false,
    lastSignedInAt: null,
    ...more,
  };
}

describe('the form of a person', () => {
  test('says what is missing before the hospital is asked', () => {
    expect(faultsOf(formOf(null), true)).toEqual({
      name: 'needName',
      username: 'needUsername',
      roles: 'needRole',
    });
    const typed = { ...formOf(anAccount()), isPasswordTyped: true, password: 'short' };
    expect(faultsOf(typed, true)).toEqual({ password: 'shortPassword' });
    expect(faultsOf({ ...typed, username: 'Marta Silva', isPasswordTyped: false }, true)).toEqual({
      username: 'badUsername',
    });
    expect(faultsOf(formOf(anAccount({ username: 'X' })), false)).toEqual({});
  });

  test('asks for a made password unless one was typed', () => {
    const form = { ...formOf(anAccount()), username: ' Marta.Silva ' };
    expect(newAccountOf(form)).toEqual({
      username: 'marta.silva',
      name: 'Marta Silva',
      roles: ['nurse'],
      practitionerId: null,
    });
    expect(newAccountOf({ ...form, isPasswordTyped: true, password: 'long enough' })).toMatchObject(
      { password: 'long enough' },
    );
  });

  test('changes only what was changed', () => {
    const before = anAccount();
    expect(changeOf(before, formOf(before))).toEqual({});
    expect(
      changeOf(before, { ...formOf(before), roles: ['nurse', 'admin'], practitionerId: 'x' }),
    ).toEqual({ roles: ['nurse', 'admin'], practitionerId: 'x' });
  });

  test('keeps roles in their order', () => {
    expect(withRole(['admin'], 'nurse', true)).toEqual(['nurse', 'admin']);
    expect(withRole(['nurse', 'admin'], 'nurse', false)).toEqual(['admin']);
  });
});

test('a user name is made of a name, in letters that a keyboard has, and never one that is taken', () => {
  expect(usernameFrom('Márta  Silva', new Set())).toBe('marta.silva');
  expect(usernameFrom('Marta Silva', new Set(['marta.silva', 'marta.silva2']))).toBe(
    'marta.silva3',
  );
  expect(usernameFrom('王', new Set())).toBe('');
});

test('people are found by name, user name or role, and those who may not sign in come last', () => {
  const all = [
    anAccount({ name: 'Zoe Adams', isActive: false, roles: ['admin'] }),
    anAccount(),
    anAccount({ name: 'Bo Ek', username: 'silva2' }),
  ];
  const names = (text: string): readonly string[] =>
    accountsWith(text, all, (role) => role).map(({ name }) => name);
  expect(names('silva')).toEqual(['Bo Ek', 'Marta Silva']);
  expect(names('nurse mar')).toEqual(['Marta Silva']);
  expect(names('')).toEqual(['Bo Ek', 'Marta Silva', 'Zoe Adams']);
});
