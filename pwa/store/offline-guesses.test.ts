import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aDoor, type TestDoor } from '#pwa/testing/a-door.ts';
import type { SessionKeeper } from './session-keeper.ts';

let door: TestDoor;
let keeper: SessionKeeper;
const RIGHT = 'marta’s own';
beforeEach(async () => {
  door = aDoor();
  keeper = await door.open();
  for (const name of ['lena', 'marta']) {
    await keeper.signIn(name, `${name}’s own`);
    await keeper.lock();
  }
  door.isReachable = false;
});
afterEach(() => vi.unstubAllGlobals());

const wrong = async (tab: SessionKeeper = keeper): Promise<unknown> => {
  const tried = await tab.signIn('marta', 'a guess');
  return tried.ok ? 'open' : tried.error;
};
const wait = (minutes: number) => ({ kind: 'too-many-tries', retryAfterSeconds: minutes * 60 });

test('five wrong passwords without a network are free and say how many are left, then the device waits', async () => {
  const said: unknown[] = [];
  for (let n = 1; n <= 5; n += 1) said.push(await wrong());
  expect(said).toEqual([
    ...[4, 3, 2, 1].map((triesLeft) => ({ kind: 'wrong-password', triesLeft })),
    wait(1),
  ]);
  // The right one does not help meanwhile, so that nobody learns by trying.
  expect(await keeper.signIn('marta', RIGHT)).toEqual({ ok: false, error: wait(1) });
  door.at += 30_000;
  expect(await keeper.signIn('marta', RIGHT)).toEqual({ ok: false, error: wait(0.5) });
  door.at += 30_000;
  expect((await keeper.signIn('marta', RIGHT)).ok).toBe(true);
});

test('each further guess costs twice the wait, an hour at most', async () => {
  for (let n = 1; n <= 5; n += 1) await wrong();
  const waits: unknown[] = [];
  for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
    door.at += minutes * 60_000;
    waits.push(await wrong());
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60].map(wait));
});

test('a reload forgets no guess, and a success forgets them all', async () => {
  for (let n = 1; n <= 4; n += 1) await wrong();
  expect(await wrong(await door.open())).toEqual(wait(1));
  door.at += 60_000;
  expect((await keeper.signIn('marta', RIGHT)).ok).toBe(true);
  await keeper.lock();
  expect(await wrong()).toEqual({ kind: 'wrong-password', triesLeft: 4 });
});

test('a sign-in at the hospital forgets them too, and another person is not held up', async () => {
  for (let n = 1; n <= 5; n += 1) await wrong();
  expect((await keeper.signIn('lena', 'lena’s own')).ok).toBe(true);
  await keeper.lock();
  door.isReachable = true;
  expect((await keeper.signIn('marta', RIGHT)).ok).toBe(true);
  await keeper.lock();
  door.isReachable = false;
  expect(await wrong()).toEqual({ kind: 'wrong-password', triesLeft: 4 });
});

test('two tabs have one allowance together, however fast they ask', async () => {
  const looked = vi.spyOn(door.vault, 'open');
  const other = await door.open();
  await Promise.all(Array.from({ length: 12 }, (_, n) => wrong(n % 2 ? keeper : other)));
  expect(looked).toHaveBeenCalledTimes(5);
});

test('a clock that is set back gains nothing, and shuts nobody out for longer than the wait', async () => {
  for (let n = 1; n <= 5; n += 1) await wrong();
  door.at -= 3_600_000;
  expect(await wrong()).toEqual(wait(1));
  door.at += 60_000;
  expect((await keeper.signIn('marta', RIGHT)).ok).toBe(true);
});

test('a device that can keep nothing counts as long as its page is open', async () => {
  vi.spyOn(door.deviceStore, 'change').mockRejectedValue(new Error('full'));
  for (let n = 1; n <= 5; n += 1) await wrong();
  expect(await keeper.signIn('marta', RIGHT)).toEqual({ ok: false, error: wait(1) });
});
