import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

const disk = { freeBytes: 1e12 };
let hospital: InProcess;
let tablet: Browser;
let device: string;
let nurse: string;

beforeEach(async () => {
  disk.freeBytes = 1e12;
  hospital = startInProcess({ disk });
  await hospital.addPerson('admin', 'admin');
  nurse = (await hospital.addPerson('marta', 'nurse')).id;
  tablet = hospital.browser();
  ({
    device: { id: device },
  } = await jsonOf<{ device: { id: string } }>(tablet.signIn('marta')));
});
afterEach(() => hospital.stop());

const send = (rows: readonly unknown[]): Promise<Response> =>
  tablet.send('POST', '/sync/v1/push', { collection: 'patients', rows });

test('a nearly full disk takes no more: devices keep what they have, hear when to ask again, and lose nothing (S8)', async () => {
  const entry = {
    id: newId(),
    device,
    n: 1,
    by: nurse,
    at: '2026-05-04T08:00:00.000Z',
    action: { id: newId(), name: 'edit' },
    changes: [{ path: '/comment', after: 'seen' }],
  };
  const row = { id: newId<string>(), rev: '', trail: [entry] };
  disk.freeBytes = 1e6;
  const refused = await send([row]);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([507, '30']);
  expect(await refused.json()).toMatchObject({
    type: expect.stringMatching(/disk-full$/),
    retryAfterSeconds: 30,
  });
  expect((await hospital.store.readFacility()).head).toBe(0);
  disk.freeBytes = 1e12;
  const taken = await send([row]);
  expect(await taken.json()).toMatchObject({ results: [{ id: row.id, outcome: 'applied' }] });
});

test('what reads, and what locks a device or lets somebody go, needs no room', async () => {
  const desktop = hospital.browser();
  await desktop.signIn('admin');
  disk.freeBytes = 0;
  const pull = { collection: 'patients', checkpoint: null, limit: 10 };
  expect((await tablet.send('POST', '/sync/v1/pull', pull)).status).toBe(200);
  const lock = await desktop.send('PATCH', `/api/v1/devices/${device}`, { isLocked: true });
  expect(lock.status).toBe(204);
  expect((await hospital.browser().signIn('marta')).status).toBe(200);
  expect((await desktop.send('GET', '/readyz')).status).toBe(503);
});
