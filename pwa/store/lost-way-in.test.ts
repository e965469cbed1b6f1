import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aDoor, type TestDoor } from '#pwa/testing/a-door.ts';
import type { SessionKeeper } from './session-keeper.ts';

let door: TestDoor;
let keeper: SessionKeeper;
beforeEach(async () => {
  door = aDoor();
  keeper = await door.open();
  await keeper.signIn('lena', 'lena’s own');
  await keeper.lock();
  await keeper.signIn('marta', 'marta’s own');
});
afterEach(() => vi.unstubAllGlobals());

const enrolled = (username: string, password: string): Promise<boolean | null> =>
  door.vault.open(door.account(username).person.id, password);
/** An administrator gives somebody a new password. */
function reset(username: string): void {
  Object.assign(door.account(username), { password: 'given 1', mustChange: true });
}
function deactivate(username: string): void {
  const account = door.account(username);
  account.person = { ...account.person, isActive: false };
}

test('a password that was reset closes the open device at the next contact, with a sentence that says why', async () => {
  reset('marta');
  await keeper.refresh(door.renewal());
  const ended = { why: 'password-changed', name: 'marta' };
  expect(keeper.session.value).toMatchObject({ kind: 'signed-out', ended });
  expect((await door.open()).session.value).toMatchObject({ kind: 'signed-out', ended });
  expect(await enrolled('marta', 'marta’s own')).toBeNull();
  door.isReachable = false;
  const tried = await keeper.signIn('marta', 'marta’s own');
  expect(tried).toEqual({ ok: false, error: { kind: 'password-changed' } });
  door.isReachable = true;
  await keeper.signIn('marta', 'given 1');
  expect(keeper.session.value).toMatchObject({ kind: 'signed-in', mustChangePassword: true });
  await keeper.lock();
  expect(keeper.session.value).toMatchObject({ ended: null });
});

test('a reset while somebody else has the device open takes nothing from them', async () => {
  reset('lena');
  await keeper.refresh(door.renewal());
  expect(keeper.session.value.kind).toBe('signed-in');
  expect(await enrolled('lena', 'lena’s own')).toBeNull();
  expect(await enrolled('marta', 'marta’s own')).toBe(true);
});

test('a temporary password that is replaced by another ends the session that it opened', async () => {
  reset('marta');
  await keeper.signIn('marta', 'given 1');
  door.account('marta').password = 'given 2';
  await keeper.refresh(door.renewal());
  expect(keeper.session.value).toMatchObject({ ended: { why: 'password-changed' } });
});

test('who may not come in any more is named, and their password is forgotten here', async () => {
  deactivate('marta');
  await keeper.refresh(door.renewal());
  expect(keeper.session.value).toMatchObject({
    kind: 'signed-out',
    ended: { why: 'no-account', name: 'marta' },
    known: [{ person: { username: 'lena' } }],
  });
  expect(await enrolled('marta', 'marta’s own')).toBeNull();
  expect(await enrolled('lena', 'lena’s own')).toBe(true);
  door.isReachable = false;
  await keeper.signIn('lena', 'lena’s own');
  await keeper.lock();
  expect(keeper.session.value).toMatchObject({ ended: null });
});

test('the last one of a device hears why, though the device is cut off first', async () => {
  deactivate('lena');
  deactivate('marta');
  await keeper.lockDevice();
  await keeper.refresh(door.renewal());
  expect(keeper.session.value).toMatchObject({
    known: [],
    isDeviceLocked: false,
    ended: { why: 'no-account', name: 'marta' },
  });
});

test('one’s own change of password goes on here, whatever the hospital says first', async () => {
  const other = await door.open();
  door.whileChanging = () => other.refresh(door.renewal());
  await keeper.changePassword('marta’s own', 'rain on the roof');
  expect(keeper.session.value.kind).toBe('signed-in');
  await keeper.refresh(door.renewal());
  expect(keeper.session.value.kind).toBe('signed-in');
  expect(await enrolled('marta', 'rain on the roof')).toBe(true);
});

test('a change whose answer was lost is found at a later contact', async () => {
  door.whileChanging = () => Promise.reject(new TypeError('cut'));
  const answer = await keeper.changePassword('marta’s own', 'rain on the roof');
  expect(answer.ok).toBe(false);
  await keeper.refresh(door.renewal());
  expect(keeper.session.value).toMatchObject({ ended: { why: 'password-changed' } });
});

test('a tab that dies while it changes a password shields the old one for half a minute, not longer', async () => {
  door.whileChanging = () => new Promise(() => undefined);
  void keeper.changePassword('marta’s own', 'rain on the roof');
  await vi.waitUntil(() => door.account('marta').password === 'rain on the roof');
  const other = await door.open();
  await other.refresh(door.renewal());
  expect(other.session.value.kind).toBe('signed-in');
  door.at += 31_000;
  await other.refresh(door.renewal());
  expect(other.session.value.kind).toBe('signed-out');
  expect(await enrolled('marta', 'marta’s own')).toBeNull();
});
