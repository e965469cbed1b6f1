import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStore } from '#pwa/testing/memory-store.ts';
import type { DeviceStore } from './device-store.ts';
import { KeyOutOfReach, NOT_KEPT, openVault, type Vault } from './vault.ts';

const SHARE = 'A'.repeat(42) + 'E';
const OTHER_SHARE = 'B'.repeat(42) + 'E';
let deviceStore: DeviceStore;
/** A start of the browser: nothing is in memory. */
let start: (isSealing?: boolean) => Vault;
/** Argon2id's place: as long, and another one for each password and salt. */
const derive = async (password: string, salt: Uint8Array<ArrayBuffer>): Promise<string> => {
  const bytes = new TextEncoder().encode(`${password} ${salt.join()}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

beforeEach(() => {
  vi.stubGlobal('BroadcastChannel', undefined);
  deviceStore = memoryStore();
  start = (isSealing = true) => openVault({ deviceStore, isSealing, derive });
});
afterEach(() => vi.unstubAllGlobals());

async function rawKey({ key }: Vault): Promise<string> {
  const held = key.value;
  if (!held) throw new Error('no key in hand');
  return `${held.id} ${new Uint8Array(await crypto.subtle.exportKey('raw', held.key)).join()}`;
}
/** Everything on the disk, as text. */
async function disk(): Promise<string> {
  const entries = (await deviceStore.keysWith('')).map((name) => deviceStore.read(name));
  return JSON.stringify(await Promise.all(entries), (_, value: unknown) =>
    value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
  );
}

test('a device has one key, and everybody who has signed in on it opens the same one', async () => {
  const first = start();
  await first.enrol('marta', 'marta’s own', SHARE);
  await first.enrol('lena', 'lena’s own', SHARE);
  const key = await rawKey(first);
  for (const [person, password] of [
    ['marta', 'marta’s own'],
    ['lena', 'lena’s own'],
  ] as const) {
    const vault = start();
    expect(vault.key.value).toBeNull();
    expect(await vault.open(person, 'a guess')).toBe(false);
    expect(vault.key.value).toBeNull();
    expect(await vault.open(person, password)).toBe(true);
    expect(await rawKey(vault)).toBe(key);
  }
});

test('nothing that lies on the disk holds the key', async () => {
  const vault = start();
  await vault.enrol('marta', 'marta’s own', SHARE);
  const [, bytes = ''] = (await rawKey(vault)).split(' ');
  expect(await disk()).not.toContain(bytes);
});

test('somebody who is new, or has a new password, comes in by the hospital’s share where nobody else is there', async () => {
  const first = start();
  await first.enrol('marta', 'marta’s own', SHARE);
  const key = await rawKey(first);
  const second = start();
  await second.enrol('lena', 'lena’s own', SHARE);
  expect(await rawKey(second)).toBe(key);
  const third = start();
  await third.enrol('marta', 'a new one', SHARE);
  expect(await rawKey(third)).toBe(key);
  expect(await start().open('marta', 'marta’s own')).toBe(false);
});

test('whoever can open neither is told, and nothing is changed; a share that was made anew is taken over by somebody who can', async () => {
  await start().enrol('marta', 'marta’s own', SHARE);
  const before = await disk();
  await expect(start().enrol('lena', 'lena’s own', OTHER_SHARE)).rejects.toThrow(KeyOutOfReach);
  expect(await disk()).toBe(before);
  await start().enrol('marta', 'marta’s own', OTHER_SHARE);
  await start().enrol('lena', 'lena’s own', OTHER_SHARE);
  expect(await start().open('lena', 'lena’s own')).toBe(true);
});

test('a device that remembers passwords of a version that did not seal gets its key from the first one that is right', async () => {
  const plain = start(false);
  await plain.enrol('marta', 'marta’s own');
  await plain.enrol('lena', 'lena’s own');
  expect(plain.key.value).toBeNull();
  const sealing = start();
  expect(await sealing.open('marta', 'a guess')).toBe(false);
  expect(await sealing.open('marta', 'marta’s own')).toBe(true);
  const key = await rawKey(sealing);
  // Her old entry opens no key: without somebody at work she needs the hospital once.
  expect(await start().open('lena', 'lena’s own')).toBeNull();
  expect(await sealing.open('lena', 'lena’s own')).toBe(true);
  const later = start();
  expect(await later.open('lena', 'lena’s own')).toBe(true);
  expect(await rawKey(later)).toBe(key);
});

test('a key that the browser would not keep says so, and is never what a later start finds', async () => {
  const refusing: DeviceStore = {
    ...deviceStore,
    write: () => Promise.reject(new Error('the browser keeps nothing')),
  };
  const vault = openVault({ deviceStore: refusing, isSealing: true, derive });
  await expect(vault.enrol('marta', 'marta’s own', SHARE)).rejects.toThrow('keeps nothing');
  expect(vault.key.value?.id).toBe(NOT_KEPT);
  // It keeps something after all: from then on with a key that lasts.
  refusing.write = deviceStore.write;
  await vault.enrol('lena', 'lena’s own', SHARE);
  const key = await rawKey(vault);
  expect(vault.key.value?.id).not.toBe(NOT_KEPT);
  const later = start();
  expect(await later.open('lena', 'lena’s own')).toBe(true);
  expect(await rawKey(later)).toBe(key);
});

test('a full device of a version that did not seal lets its people in all the same, and has its key as soon as there is room', async () => {
  await start(false).enrol('marta', 'marta’s own');
  const full: DeviceStore = {
    ...deviceStore,
    write: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
  };
  const before = await disk();
  const vault = openVault({ deviceStore: full, isSealing: true, derive });
  expect(await vault.open('marta', 'a guess')).toBe(false);
  expect(vault.key.value).toBeNull();
  expect(await vault.open('marta', 'marta’s own')).toBe(true);
  expect(vault.key.value?.id).toBe(NOT_KEPT);
  expect(await disk()).toBe(before);
  const later = start();
  expect(await later.open('marta', 'marta’s own')).toBe(true);
  expect(later.key.value?.id).not.toBe(NOT_KEPT);
});

test('whoever is forgotten opens nothing here, and the key stays with the others', async () => {
  const vault = start();
  await vault.enrol('marta', 'marta’s own', SHARE);
  await vault.enrol('lena', 'lena’s own', SHARE);
  await vault.forget('lena');
  expect(await start().open('lena', 'lena’s own')).toBeNull();
  expect(await start().open('marta', 'marta’s own')).toBe(true);
});
