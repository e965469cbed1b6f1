import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';
import type { PushAnswer, PushResult } from '#shared/sync/push.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

/** What a device may write is what its people might when it last spoke with the hospital (S9). */
let server: InProcess;
let person: StoredAccount;
let tablet: Browser;
const device = newId<DeviceId>();
const DAY_MS = 86_400_000;

beforeEach(async () => {
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  await server.addPerson('boss', 'admin');
  person = await server.addPerson('lena', 'reception');
  tablet = server.browser();
  await tablet.signIn('lena');
});
afterEach(() => server.stop());

/** The device comes back, with so many mutations made on it so far. */
const comeBack = async (mutations?: number): Promise<void> => {
  const clock = new Date(server.clock.at).toISOString();
  const more = mutations === undefined ? {} : { mutations };
  const request = { protocol: [1, 2], appVersion: '1', clock, mrnLeft: 50, ...more };
  expect((await tablet.send('POST', '/sync/v1/session', request)).status).toBe(200);
};
const giveRoles = (...roles: readonly Role[]) =>
  server.services.people.change(person.id, { roles });
/** Sends a new patient, as the n-th mutation of the device. */
const register = async (n: number): Promise<PushResult | undefined> => {
  const at = new Date(server.clock.at).toISOString();
  const action = { id: newId(), name: 'register patient' };
  const changes = [{ path: '/sex', after: 'female' }];
  const entry = { id: newId(), device, n, by: person.id, at, action, changes };
  const rows = [{ id: newId(), rev: '', trail: [entry] }];
  const answer = await tablet.send('POST', '/sync/v1/push', { collection: 'patients', rows });
  return ((await answer.json()) as PushAnswer).results[0];
};
const wordOn = async (n: number): Promise<string | undefined> => {
  const result = await register(n);
  return result?.code ?? result?.outcome;
};

test('what was written under the last lease counts though the role is gone, what is written after the next one does not (S9)', async () => {
  await comeBack(0);
  await giveRoles('admin');
  expect(await wordOn(1)).toBe('applied');
  await comeBack(3);
  expect([await wordOn(2), await wordOn(3), await wordOn(4)]).toEqual([
    'applied',
    'applied',
    'not-allowed',
  ]);
  // The line breaks again before everything is sent: a lease that changes nothing ends none.
  await comeBack(5);
  expect([await wordOn(3), await wordOn(5)]).toEqual(['applied', 'not-allowed']);
});

test('who has signed in since the last session is judged by the roles of the sign-in (S9)', async () => {
  await giveRoles('admin');
  expect(await wordOn(1)).toBe('applied');
  await comeBack(1);
  expect(await wordOn(2)).toBe('not-allowed');
});

test('a right that was given counts at once', async () => {
  await giveRoles('admin');
  await comeBack(0);
  expect(await wordOn(1)).toBe('not-allowed');
  await giveRoles('reception');
  expect(await wordOn(2)).toBe('applied');
});

test('who may not come in any more is refused whatever the lease says, and the row is kept (S4, S9)', async () => {
  await comeBack(0);
  await server.services.people.change(person.id, { isActive: false });
  expect(await wordOn(1)).toBe('unknown-author');
  await server.services.people.change(person.id, { isActive: true });
  expect(await wordOn(2)).toBe('unknown-author');
  expect(await server.store.countEscrow()).toBe(2);
});

test('a device that never asks again does not keep a lost right for longer than a lease', async () => {
  await comeBack(0);
  await giveRoles('admin');
  server.clock.at += 8 * DAY_MS;
  expect(await wordOn(1)).toBe('not-allowed');
});

test('a device that counts wrong does not keep a lost right for longer than a lease', async () => {
  await comeBack(0);
  await giveRoles('admin');
  for (let day = 0; day < 9; day += 1) {
    await comeBack(day % 2 === 0 ? 1_000_000 : 0);
    expect(await wordOn(10 + day)).toBe(day < 7 ? 'applied' : 'not-allowed');
    server.clock.at += DAY_MS;
  }
});

test('an app that does not say how much it wrote is judged by the roles of now', async () => {
  await comeBack();
  await giveRoles('admin');
  await comeBack();
  expect(await wordOn(1)).toBe('not-allowed');
});
