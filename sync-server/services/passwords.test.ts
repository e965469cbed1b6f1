import { expect, test } from 'vitest';
import {
  checkNobody,
  checkPassword,
  DEMO_PASSWORD,
  hashPassword,
  isPasswordOf,
  makeTemporaryPassword,
} from './passwords.ts';

test('a password opens its own hash and no other, and no two hashes are alike', async () => {
  const [one, two] = await Promise.all([
    hashPassword('correct horse'),
    hashPassword('correct horse'),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await isPasswordOf(one, 'correct horse')).toBe(true);
  expect(await isPasswordOf(one, 'correct hors')).toBe(false);
});

test('the same letters typed on another keyboard are the same password', async () => {
  const hash = await hashPassword('gesch\u00e4ftig-eins');
  expect(await isPasswordOf(hash, 'gescha\u0308ftig-eins')).toBe(true);
});

test('a hash that cannot be read opens nothing', async () => {
  for (const broken of ['', 'plain', '$argon2id$v=19$m=1,t=1,p=1$$']) {
    expect(await isPasswordOf(broken, '')).toBe(false);
  }
});

test('nobody has a password', async () => {
  expect(await checkNobody('')).toBe(false);
});

test('a password is long enough, not too long, and neither the username nor the demo’s', () => {
  const kind = (password: string): string => {
    const checked = checkPassword('marta.silva', password);
    return checked.ok ? 'taken' : checked.error.kind;
  };
  expect(kind('nine char')).toBe('too-short');
  expect(kind('ten chars!')).toBe('taken');
  expect(kind('😀'.repeat(9))).toBe('too-short');
  expect(kind('😀'.repeat(10))).toBe('taken');
  expect(kind('x'.repeat(201))).toBe('too-long');
  expect(kind('Marta.Silva')).toBe('is-username');
  expect(kind(DEMO_PASSWORD)).toBe('is-demo');
});

test('a temporary password is taken where passwords are judged', () => {
  const made = new Set(Array.from({ length: 50 }, makeTemporaryPassword));
  expect(made.size).toBe(50);
  for (const password of made) expect(checkPassword('marta', password).ok).toBe(true);
});
