import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PasswordAnswer, SignInAnswer } from '#shared/sync/accounts.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import {
  jsonOf,
  PASSWORD,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let hospital: InProcess;
let desktop: Browser;
beforeEach(async () => {
  hospital = startInProcess();
  await hospital.addPerson('admin', 'admin');
  desktop = hospital.browser();
  await desktop.signIn('admin');
});
afterEach(() => hospital.stop());

test('a device learns of a new password by a stamp that tells nothing of it', async () => {
  const marta = await hospital.addPerson('marta', 'nurse');
  const facility = { id: marta.id, name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await hospital.store.transaction(async (tx) => tx.writeFacility(facility));
  const tablet = hospital.browser();
  const greet = async (): Promise<string | undefined> => {
    const said = { protocol: [1, 1], appVersion: '1', clock: '2026-05-04T08:00:00Z', mrnLeft: 50 };
    const answer = await jsonOf<SessionAnswer>(tablet.send('POST', '/sync/v1/session', said));
    return answer.passwordStamps?.[marta.id];
  };
  const { passwordStamp: first } = await jsonOf<SignInAnswer>(tablet.signIn('marta'));
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect([
    await greet(),
    (await jsonOf<SignInAnswer>(tablet.signIn('marta'))).passwordStamp,
  ]).toEqual([first, first]);

  const change = { current: PASSWORD, next: 'rain on the roof' };
  const own = await jsonOf<PasswordAnswer>(tablet.send('POST', '/api/v1/password', change));
  expect(own.passwordStamp).not.toBe(first);
  expect(await greet()).toBe(own.passwordStamp);

  await jsonOf(desktop.send('POST', `/api/v1/people/${marta.id}/password-reset`));
  const third = await greet();
  expect([first, own.passwordStamp]).not.toContain(third);
  await hospital.store.accounts.changeAccount(marta.id, { name: 'Marta Silva' });
  expect(await greet()).toBe(third);
});

test('a device that was opened without the hospital says who has it, once it is back', async () => {
  const [marta, lena, nobody] = await Promise.all(
    ['marta', 'lena', 'nobody'].map((name) => hospital.addPerson(name, 'nurse')),
  );
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const { device } = await jsonOf<SignInAnswer>(tablet.signIn('lena'));
  const saidBy = async (person?: string | null): Promise<string | undefined> => {
    const stands = { checkpoints: {}, unsent: 0, oldestUnsent: null, storage: null, vitals: [] };
    const said = { ...stands, appVersion: '1', kind: 'tablet', clock: '2026-05-04T08:00:00Z' };
    const ack = person === undefined ? said : { ...said, person };
    expect((await tablet.send('POST', '/sync/v1/ack', ack)).status).toBe(204);
    const fleet = await jsonOf<FleetAnswer>(desktop.send('GET', '/api/v1/fleet'));
    return fleet.devices.find(({ id }) => id === device.id)?.person?.name;
  };
  expect(await saidBy()).toBe(lena?.name);
  expect(await saidBy(marta?.id)).toBe(marta?.name);
  // Nobody has it open now: who had it last is still named. Who never signed in on it never is.
  expect(await saidBy(null)).toBe(marta?.name);
  expect(await saidBy(nobody?.id)).toBe(marta?.name);
});
