import { connect } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import type { Problem } from '#shared/sync/problem.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import { listen } from '#server/listen.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let hospital: InProcess;
let tablet: Browser;
let device: DeviceId;
let doctor: string;
beforeEach(async () => {
  hospital = startInProcess();
  doctor = (await hospital.addPerson('doctor', 'doctor')).id;
  tablet = hospital.browser();
  const answer = await jsonOf<{ device: { id: DeviceId } }>(tablet.signIn('doctor'));
  device = answer.device.id;
});
afterEach(() => hospital.stop());

const bytes = (text: string | Buffer, how: BufferEncoding = 'utf8'): Uint8Array =>
  new Uint8Array(typeof text === 'string' ? Buffer.from(text, how) : text);
const push = (body: Uint8Array, headers = {}): Promise<Response> =>
  tablet.send('POST', '/sync/v1/push', body, headers);
const entry = (changes: readonly unknown[]): object => ({
  id: newId(),
  device,
  n: 1,
  by: doctor,
  at: '2026-05-04T08:00:00.000Z',
  action: { id: newId(), name: 'edit' },
  changes,
});
const metrics = async (): Promise<string> => (await tablet.send('GET', '/metrics')).text();

test('bytes that are no text are refused: nobody’s words are changed on the way', async () => {
  const id = newId<string>();
  const row = { id, rev: '', trail: [entry([{ path: '/comment', after: 'Zoë' }])] };
  const text = JSON.stringify({ collection: 'patients', rows: [row] });
  const refused = await push(bytes(text, 'latin1'));
  expect([refused.status, (await jsonOf<Problem>(Promise.resolve(refused))).where]).toEqual([
    422,
    '/',
  ]);
  expect(await hospital.store.readDocument('patients', id)).toBeNull();
  expect((await jsonOf<PushAnswer>(push(bytes(text)))).results[0]?.outcome).toBe('applied');
});

test('a number that JSON cannot say again is no part of a document', async () => {
  const id = newId<string>();
  const changes = [
    { path: '/comment', after: 'x' },
    { path: '/order', after: 42 },
  ];
  const row = { id, rev: '', trail: [entry(changes)] };
  const text = JSON.stringify({ collection: 'patients', rows: [row] });
  const { results } = await jsonOf<PushAnswer>(
    push(bytes(text.replace('"after":42', '"after":1e400'))),
  );
  expect(results).toEqual([{ id, outcome: 'rejected', code: 'not-readable', document: null }]);
});

test('a compressed body is not taken, whatever is in it, and the answer says so', async () => {
  const body = gzipSync(JSON.stringify({ collection: 'patients', rows: [] }));
  const refused = await push(bytes(body), { 'content-encoding': 'gzip' });
  expect(refused.status).toBe(415);
  expect(await refused.json()).toMatchObject({ title: 'A compressed body is not taken' });
});

test('asking for the head of the stream opens none', async () => {
  expect((await tablet.send('HEAD', '/sync/v1/stream')).status).toBe(200);
  expect(await metrics()).toContain('\nwardline_streams 0\n');
});

test('a caller that leaves in the middle of a body is no failure of the server', async () => {
  const listening = await listen(hospital.app, { host: 'localhost', port: 0, tls: null });
  if (!listening.ok) throw new Error(listening.error.sentence);
  const { url, close } = listening.value;
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const cookie = [...tablet.cookies].map((pair) => pair.join('=')).join('; ');
  socket.write(
    `POST /sync/v1/push HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n` +
      'content-type: application/json\r\ncontent-length: 100\r\n\r\n{"collection"',
    () => socket.destroy(),
  );
  await once(socket, 'close');
  await expect.poll(metrics).toMatch(/route="\/sync\/v1\/push",status="400"/);
  expect(await metrics()).not.toMatch(/status="5/);
  await close();
});

test('what is turned down is counted by door and reason, for the administrator and in the metrics', async () => {
  await hospital.addPerson('admin', 'admin');
  const desk = hospital.browser();
  await desk.signIn('admin');
  const fleet = async (): Promise<FleetAnswer['refused']> =>
    (await jsonOf<FleetAnswer>(desk.send('GET', '/api/v1/fleet'))).refused;
  expect(await fleet()).toBeUndefined();
  await hospital.browser().send('POST', '/sync/v1/pull', {});
  hospital.clock.at += 1000;
  await push(bytes('['));
  await push(bytes('['));
  hospital.clock.at += 1000;
  const nameless = { collection: 'patients', rows: ['x', { id: 'y' }] };
  expect((await tablet.send('POST', '/sync/v1/push', nameless)).status).toBe(200);
  await tablet.send('POST', '/sync/v1/bush', {});
  const at = (seconds: number): string => `2026-05-04T08:00:0${seconds}.000Z`;
  const request = { of: 'request', count: 1 } as const;
  expect(await fleet()).toEqual([
    { ...request, door: 'other', code: 'not-found', lastAt: at(2), device: null },
    { door: 'push', of: 'row', code: 'not-readable', count: 2, lastAt: at(2), device: 'Tablet 1' },
    { ...request, door: 'push', code: 'not-readable', count: 2, lastAt: at(1), device: 'Tablet 1' },
    { ...request, door: 'pull', code: 'unknown-device', lastAt: at(0), device: null },
  ]);
  expect(await metrics()).toContain(
    'wardline_sync_refused_total{door="push",of="row",code="not-readable"} 2',
  );
});
