import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aDoor, type TestDoor } from '#pwa/testing/a-door.ts';
import type { SessionKeeper } from './session-keeper.ts';

let door: TestDoor;
let keeper: SessionKeeper;
beforeEach(async () => {
  door = aDoor();
  door.account('marta').mustChange = true;
  keeper = await door.open();
});
afterEach(() => vi.unstubAllGlobals());

test('a password that was given to somebody opens the device for its own change alone', async () => {
  await keeper.signIn('marta', 'marta’s own');
  expect(keeper.session.value).toMatchObject({ kind: 'signed-in', mustChangePassword: true });
  const reloaded = await door.open();
  expect(reloaded.session.value).toMatchObject({ kind: 'signed-in', mustChangePassword: true });
  await keeper.changePassword('marta’s own', 'rain on the roof');
  expect(keeper.session.value).toMatchObject({ mustChangePassword: false });
});

test('nobody gets round the change by letting somebody else sign in first', async () => {
  await keeper.signIn('marta', 'marta’s own');
  await keeper.lock();
  await keeper.signIn('lena', 'lena’s own');
  expect(keeper.session.value).toMatchObject({ mustChangePassword: false });
  await keeper.lock();
  door.isReachable = false;
  expect(await keeper.signIn('marta', 'marta’s own')).toEqual({
    ok: false,
    error: { kind: 'must-change' },
  });
  expect(await door.vault.open(door.account('marta').person.id, 'marta’s own')).toBeNull();
  const reloaded = await door.open();
  expect((await reloaded.signIn('marta', 'marta’s own')).ok).toBe(false);
  expect((await reloaded.signIn('lena', 'lena’s own')).ok).toBe(true);
});

test('somebody else’s change is not one’s own', async () => {
  door.account('lena').mustChange = true;
  await keeper.signIn('marta', 'marta’s own');
  await keeper.lock();
  await keeper.signIn('lena', 'lena’s own');
  await keeper.changePassword('lena’s own', 'rain on the roof');
  await keeper.lock();
  door.isReachable = false;
  expect((await keeper.signIn('marta', 'marta’s own')).ok).toBe(false);
  await keeper.signIn('lena', 'rain on the roof');
  expect(keeper.session.value).toMatchObject({ kind: 'signed-in', mustChangePassword: false });
});

test('with a password of their own the device opens for them without a network', async () => {
  await keeper.signIn('marta', 'marta’s own');
  await keeper.changePassword('marta’s own', 'rain on the roof');
  await keeper.lock();
  door.isReachable = false;
  expect((await keeper.signIn('marta', 'marta’s own')).ok).toBe(false);
  expect((await keeper.signIn('marta', 'rain on the roof')).ok).toBe(true);
});
