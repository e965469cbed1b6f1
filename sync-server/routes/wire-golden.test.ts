import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { ActionId, MutationId } from '#shared/domain/ids.ts';
import { parsePushRow } from '#shared/sync/parse-push.ts';
import { parseFrame } from '#shared/sync/parse-frame.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import {
  AT,
  DEVICE,
  goldenFolder,
  goldenId,
  matchesGolden,
  openGoldenHospital,
  PERSON,
  sendGolden,
} from '#server/testing/golden-hospital.ts';
import { startInProcess, type InProcess } from '#server/testing/in-process.ts';

/** What apps of the first version say and hear, still: a device that holds the whole hospital. A change of one fails here. */
const VERSION = 1;
const FOLDER = goldenFolder(VERSION);

let server: InProcess;
beforeEach(async () => {
  server = await openGoldenHospital(null);
});
afterEach(() => server.stop());

const send = (path: string, body?: unknown, token?: string): Promise<Response> =>
  sendGolden(server, path, body, token);
const entry = (n: number, changes: TrailEntry['changes']): TrailEntry => ({
  id: goldenId(100 + n) as MutationId,
  device: DEVICE,
  n,
  by: PERSON,
  at: AT,
  action: { id: goldenId(200 + n) as ActionId, name: 'register' },
  changes,
});
const matches = (name: string, request: unknown, answer: Response): Promise<void> =>
  matchesGolden(FOLDER, name, { request, answer });
const PATIENT = goldenId(10);
const REGISTER = {
  collection: 'patients',
  rows: [
    {
      id: PATIENT,
      rev: '',
      trail: [
        entry(1, [
          { path: '/names', after: { n: { use: 'official', family: 'Ó Briain', given: 'Seán' } } },
          { path: '/birthDate', after: '1959' },
          { path: '/bloodGroup', after: { abo: 'A' } },
        ]),
      ],
    },
  ],
};

test('session', async () => {
  const request = {
    protocol: [VERSION, VERSION],
    appVersion: '0.1.0+test',
    clock: '2026-05-04T08:00:01.000Z',
    mrnLeft: 19,
  };
  await matches('session', request, await send('session', request));
});

test('a session that says how much was written under the last one', async () => {
  const said = { appVersion: '0', clock: AT, mrnLeft: 50, mutations: 3 };
  const request = { protocol: [1, VERSION], ...said };
  await matches('session-mutations', request, await send('session', request));
});

test('a session and an ack by the word of the last session', async () => {
  const said = { appVersion: '0', clock: AT, mrnLeft: 50, mutations: 3, contact: null };
  const request = { protocol: [1, VERSION], ...said };
  const answer = await send('session', request);
  const { contact = '', ...rest } = (await answer.json()) as SessionAnswer;
  // The word is random.
  const shown = { ...rest, contact: contact.replace(/^[\w-]{43}$/, 'a word of 43 letters') };
  await matches('session-contact', request, Response.json(shown));
  const ack = {
    checkpoints: {},
    unsent: 0,
    oldestUnsent: null,
    storage: null,
    appVersion: '0',
    kind: 'tablet',
    clock: AT,
    contact: 'a word of 43 letters',
    mutations: 3,
    vitals: [],
  };
  await matches('ack-contact', ack, await send('ack', ack));
});

test('a session of people with a photo', async () => {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff]);
  await server.store.photos.changePhoto(PERSON, { hash: '9f86d081', type: 'image/jpeg', bytes });
  const request = { protocol: [1, VERSION], appVersion: '0', clock: AT, mrnLeft: 50 };
  await matches('session-photo', request, await send('session', request));
});

test('a session in a protocol that is not spoken', async () => {
  const request = { protocol: [98, 99], appVersion: '9', clock: AT, mrnLeft: 50 };
  await matches('session-other-protocol', request, await send('session', request));
});

test('push: applied, merged, noop and rejected', async () => {
  await matches('push-applied', REGISTER, await send('push', REGISTER));
  const edit = (n: number, after: string) => ({
    collection: 'patients',
    rows: [
      {
        id: PATIENT,
        rev: 'epoch1.1',
        trail: [entry(n, [{ path: '/birthDate', before: '1959', after }])],
      },
    ],
  });
  await send('push', edit(2, '1959-03-14'));
  await matches('push-merged', edit(3, '1960-01-01'), await send('push', edit(3, '1960-01-01')));
  await matches('push-noop', REGISTER, await send('push', REGISTER));
  const bed = { id: goldenId(11), rev: '', trail: [entry(4, [{ path: '/name', after: 'Bed 1' }])] };
  const refused = { collection: 'locations', rows: [bed, { id: goldenId(12), trail: 'none' }] };
  await matches('push-rejected', refused, await send('push', refused));
  const disputes = { collection: 'disputes', checkpoint: null, limit: 100 };
  await matches('pull-disputes', disputes, await send('pull', disputes));
});

test('pull: a page, the end, and what left', async () => {
  await send('push', REGISTER);
  const far = {
    wall: '2028-01-01T10:00',
    zone: 'UTC',
    start: '2028-01-01T10:00:00.000Z',
    end: '2028-01-01T10:30:00.000Z',
  };
  await server.store.bulkWrite(
    [
      {
        collection: 'appointments',
        id: goldenId(20),
        content: { status: 'booked', slot: far, patientId: PATIENT },
      },
    ],
    { action: 'import', at: AT, onExisting: 'keep', isInWindow: () => true },
  );
  await server.store.transaction(async (tx) =>
    tx.moveInFeed('appointments', goldenId(20), 'leave'),
  );
  const first = { collection: 'patients', checkpoint: null, limit: 100 };
  await matches('pull', first, await send('pull', first));
  const end = { ...first, checkpoint: { epoch: 'epoch1', scopes: { facility: 1 } } };
  await matches('pull-end', end, await send('pull', end));
  const left = { ...first, collection: 'appointments' };
  await matches('pull-left', left, await send('pull', left));
});

test('a session and an offer after a restore', async () => {
  await send('push', REGISTER);
  const folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  const file = join(folder, 'restored.db');
  await server.store.backup(file);
  await server.stop();
  server = startInProcess({ file });
  const request = { protocol: [1, VERSION], appVersion: '0', clock: AT, mrnLeft: 50 };
  await matches('session-restored', request, await send('session', request));
  const changes = [{ path: '/birthDate', before: '1959', after: '1959-03-14' }];
  const mutations = [{ rev: 'epoch1.2', entry: entry(2, changes) }];
  const held = { rev: 'epoch1.2', content: { birthDate: '1959-03-14' } };
  const lost = { collection: 'patients', id: PATIENT, held, mutations };
  const gone = { collection: 'appointments', id: goldenId(21), held: null, mutations: [] };
  const offer = { epoch: 'restored1', documents: [lost, gone], isLast: true };
  await matches('offer', offer, await send('offer', offer));
  const other = { ...offer, epoch: 'epoch1' };
  await matches('refused-other-epoch', other, await send('offer', other));
  const push = { ...REGISTER, epoch: 'epoch1' };
  await matches('push-other-epoch', push, await send('push', push));
  expect((await send('push', { ...push, epoch: 'restored1' })).status).toBe(200);
  rmSync(folder, { recursive: true });
});

test('ack', async () => {
  const request = {
    checkpoints: {},
    unsent: 2,
    oldestUnsent: AT,
    storage: { used: 1000, quota: 1_000_000, isPersisted: true },
    appVersion: '0.1.0+test',
    kind: 'tablet',
    clock: AT,
    vitals: [{ name: 'INP', value: 48, where: '/patients/:id' }],
  };
  await matches('ack', request, await send('ack', request));
});

test('an ack that says who has the device open', async () => {
  const stands = { checkpoints: {}, unsent: 0, oldestUnsent: null, storage: null, vitals: [] };
  const request = { ...stands, appVersion: '0', kind: 'tablet', clock: AT, person: PERSON };
  await matches('ack-person', request, await send('ack', request));
});

test('refusals of a whole request', async () => {
  await matches('refused-unknown-device', {}, await send('pull', {}, 'nobody'));
  await matches(
    'refused-not-readable',
    { collection: 'bugs' },
    await send('pull', { collection: 'bugs' }),
  );
  await server.store.devices.changeDevice(DEVICE, { isLocked: true });
  await matches('refused-locked', {}, await send('pull', {}));
});

test('stream: hello, change, poke, signed-out', async () => {
  const stream = await send('stream');
  await send('push', REGISTER);
  await server.services.people.change(PERSON, { name: 'Niamh Byrne-Walsh' });
  await server.services.devices.change(DEVICE, { isLocked: true });
  const text = await stream.text();
  const frames = text.trimEnd().split('\n\n');
  expect(frames.map((frame) => parseFrame(frame.split('data: ')[1] ?? '')?.kind)).not.toContain(
    undefined,
  );
  await expect(text).toMatchFileSnapshot(join(FOLDER, 'stream.txt'));
});

test('every row of a golden push can still be read', () => {
  const pushes = readdirSync(FOLDER).filter(
    (name) => name.startsWith('push-') && name !== 'push-rejected.txt',
  );
  expect(pushes.length).toBeGreaterThan(2);
  for (const name of pushes) {
    const { request } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as {
      request: typeof REGISTER;
    };
    for (const row of request.rows) expect(parsePushRow(row).ok).toBe(true);
  }
});
