import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionAnswer } from '#shared/sync/session.ts';
import { newId } from '#shared/domain/ids.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

let hospital: InProcess;
let tablet: Browser;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  hospital = startInProcess();
  await hospital.store.transaction(async (tx) =>
    tx.writeFacility({ id: newId(), name: 'House', zone: 'UTC', language: 'en' }),
  );
  await hospital.addPerson('marta', 'nurse');
  tablet = hospital.browser();
  await tablet.signIn('marta');
});
afterEach(async () => {
  await hospital.stop();
  vi.useRealTimers();
});
const pull = (): Promise<Response> =>
  tablet.send('POST', '/sync/v1/pull', { collection: 'patients', checkpoint: null, limit: 10 });
const deactivate = async (): Promise<void> => {
  const [marta] = await hospital.store.accounts.listAccounts();
  if (marta) await hospital.services.people.change(marta.id, { isActive: false });
};

test('a device whose people have all lost their account is told nothing more, and learns so', async () => {
  expect((await pull()).status).toBe(200);
  await deactivate();
  expect((await pull()).status).toBe(401);
  expect((await tablet.send('GET', '/sync/v1/stream')).status).toBe(401);
  const said = {
    protocol: [1, 1],
    appVersion: '0',
    clock: '2026-05-04T08:00:00.000Z',
    mrnLeft: 50,
  };
  const session = await tablet.send('POST', '/sync/v1/session', said);
  expect([session.status, ((await session.json()) as SessionAnswer).people]).toEqual([200, []]);
});

test('the open stream of such a device ends', async () => {
  const stream = await tablet.send('GET', '/sync/v1/stream');
  const text = stream.text();
  await vi.advanceTimersByTimeAsync(2000);
  await deactivate();
  await vi.advanceTimersByTimeAsync(2000);
  expect(await text).toContain('event: signed-out');
});
