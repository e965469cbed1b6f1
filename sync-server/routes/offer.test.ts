import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import type { OfferAnswer } from '#shared/sync/offer.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

let folder: string;
let server: InProcess;
let admin: Browser;
let tablet: Browser;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  const before = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'UTC', language: 'en' };
  await before.store.transaction(async (tx) => tx.writeFacility(facility));
  await before.addPerson('admin', 'admin');
  await before.addPerson('nurse', 'nurse');
  tablet = before.browser();
  await tablet.signIn('nurse');
  await before.browser().signIn('nurse');
  await before.store.backup(join(folder, 'restored.db'));
  await before.stop();
  server = startInProcess({ file: join(folder, 'restored.db') });
  server.clock.at += 60_000;
  const { cookies } = tablet;
  tablet = server.browser();
  for (const cookie of cookies) tablet.cookies.set(...cookie);
  admin = server.browser();
  await admin.signIn('admin');
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
const said = { protocol: [1, 1], appVersion: '1', clock: '2026-05-04T08:00:00.000Z', mrnLeft: 50 };
const offer = (body: unknown): Promise<Response> => tablet.send('POST', '/sync/v1/offer', body);
const aPatient = (comment: string) => ({
  collection: 'patients',
  id: newId<string>(),
  held: { rev: 'epoch1.9', content: { comment } },
  mutations: [],
});

test('the session says what is lost, the administrator sees what came back and who is still missing (S11)', async () => {
  const session = (await (
    await tablet.send('POST', '/sync/v1/session', said)
  ).json()) as SessionAnswer;
  expect(session.past).toEqual([{ epoch: 'epoch1', lastSeq: 0 }]);
  const fleet = async (): Promise<FleetAnswer['restore']> =>
    ((await (await admin.send('GET', '/api/v1/fleet')).json()) as FleetAnswer).restore;
  expect((await fleet())?.missing.map(({ name }) => name)).toEqual(['Tablet 1', 'Tablet 2']);
  const page = {
    epoch: session.epoch,
    documents: [aPatient('a'), aPatient('b'), 'x'],
    isLast: true,
  };
  const { results } = (await (await offer(page)).json()) as OfferAnswer;
  expect(results.map(({ restored }) => restored)).toEqual([1, 1]);
  expect(await fleet()).toMatchObject({
    lastSeq: 0,
    documents: 2,
    mutations: 0,
    refused: 1,
    devices: [{ name: 'Tablet 1', documents: 2, mutations: 0, refused: 1 }],
    missing: [{ name: 'Tablet 2' }],
  });
  server.clock.at += 36 * 86_400_000;
  await admin.signIn('admin');
  expect(await fleet()).toBeUndefined();
});

test('what cannot be read, is too much or is for another generation is refused in words', async () => {
  const { epoch } = await server.store.readFacility();
  const one = aPatient('a');
  const refusals = [
    [422, { documents: [], isLast: true }],
    [422, { epoch, documents: {}, isLast: true }],
    [422, { epoch, documents: [] }],
    [413, { epoch, documents: Array.from({ length: 101 }, () => one), isLast: true }],
    [409, { epoch: 'epoch1', documents: [one], isLast: true }],
  ] as const;
  for (const [status, body] of refusals) {
    const answer = await offer(body);
    expect([answer.status, body]).toEqual([status, body]);
    expect(await answer.json()).toMatchObject({ detail: expect.any(String) as string });
  }
  const deep = `{"epoch":"${epoch}","documents":${'['.repeat(9000)}${']'.repeat(9000)},"isLast":true}`;
  const answer = await server.app.request('http://localhost/sync/v1/offer', {
    method: 'POST',
    headers: {
      cookie: `wardline-device=${tablet.cookies.get('wardline-device')}`,
      'content-type': 'application/json',
    },
    body: deep,
  });
  expect(answer.status).toBe(422);
  const proto = JSON.parse(
    `{"collection":"patients","id":"${newId()}","held":{"rev":"epoch1.9","content":{"__proto__":{"x":1}}},"mutations":[]}`,
  ) as unknown;
  const large = aPatient('x'.repeat(600_000));
  const kept = await offer({
    epoch,
    documents: [proto, large, { ...one, held: { ...one.held, content: { names: 7 } } }],
    isLast: true,
  });
  expect(kept.status).toBe(200);
  expect(await server.store.countEscrow()).toBe(3);
  expect(await server.store.count('patients')).toBe(0);
});
