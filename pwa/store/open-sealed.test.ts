import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openVault, type Vault } from '#pwa/platform/vault.ts';
import { aDoor, type TestDoor } from '#pwa/testing/a-door.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';

let door: TestDoor;
/** Pages that are told of the key ask each other; a browser that starts asks nobody. */
let pages: Vault[];
const derive = async (password: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(password));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

async function open(): Promise<SessionKeeper> {
  const vault = openVault({ deviceStore: door.deviceStore, isSealing: true, derive });
  pages.push(vault);
  const clock = { now: () => door.at };
  const keeper = createSessionKeeper({ deviceStore: door.deviceStore, vault, clock });
  await vi.waitUntil(() => keeper.session.value.kind !== 'unknown');
  return keeper;
}
beforeEach(() => {
  vi.stubGlobal('BroadcastChannel', undefined);
  pages = [];
  door = aDoor();
});
afterEach(() => vi.unstubAllGlobals());

test('a browser that is started anew asks for the password before it shows anything, and the one before is signed out at the hospital', async () => {
  const before = await open();
  await before.signIn('marta', 'marta’s own');
  expect(before.session.value).toMatchObject({ kind: 'signed-in' });
  const keeper = await open();
  expect(keeper.session.value).toMatchObject({ kind: 'signed-out', known: [{}] });
  expect(await door.deviceStore.read('session')).toMatchObject({
    current: null,
    owed: door.account('marta').person.id,
  });
  door.isReachable = false;
  expect(await keeper.signIn('marta', 'a guess')).toMatchObject({
    error: { kind: 'wrong-password' },
  });
  expect(await keeper.signIn('marta', 'marta’s own')).toMatchObject({ ok: true });
  expect(keeper.session.value).toMatchObject({ kind: 'signed-in', isOffline: true });
  expect(pages[1]?.key.value?.id).toBe(pages[0]?.key.value?.id);
});

test('whoever has a password that was given to them chooses their own without the key, over a reload too', async () => {
  Object.assign(door.account('marta'), { mustChange: true });
  await (await open()).signIn('marta', 'marta’s own');
  const keeper = await open();
  expect(keeper.session.value).toMatchObject({ kind: 'signed-in', mustChangePassword: true });
  await keeper.changePassword('marta’s own', 'rain on the tin roof');
  expect(keeper.session.value).toMatchObject({ kind: 'signed-in', mustChangePassword: false });
  expect(pages[1]?.key.value).not.toBeNull();
});

test('somebody whom the hospital lets in and the store does not is told so, and stays outside', async () => {
  await (await open()).signIn('marta', 'marta’s own');
  const keeper = await open();
  // The hospital of this test hands out no share.
  expect(await keeper.signIn('lena', 'lena’s own')).toMatchObject({ error: { kind: 'sealed' } });
  expect(keeper.session.value).toMatchObject({ kind: 'signed-out' });
});
