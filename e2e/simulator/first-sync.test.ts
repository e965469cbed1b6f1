import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import { scopesOfDevice } from '#shared/sync/scope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import { byHand } from './real-tablet.ts';
import { createDisk, FIRST_NAMES, startLife, type Life, type RealDisk } from './first-life.ts';

/** A new device with real RxDB against the real server: what it loads in segments, and what becomes of it when it is ended at any point. */
let server: InProcess;
let doctor: PersonId;
let tablet: Browser;
let asked: string[];
let spoil: (path: string, answer: Response) => Promise<Response>;
let disk: RealDisk;
let life: Life | null;
const TODAY = '2026-05-04';
const soon = { timeout: 8000, interval: 5 };

beforeEach(async () => {
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'UTC', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  doctor = (await server.addPerson('doctor', 'doctor', 'records')).id;
  tablet = server.browser();
  await tablet.signIn('doctor');
  asked = [];
  spoil = async (_, answer) => answer;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const door = path.split('/')[3] ?? '';
    asked.push(door);
    const body: unknown = init.body ? JSON.parse(String(init.body)) : undefined;
    return spoil(path, await tablet.send(init.method ?? 'GET', path, body));
  });
  disk = createDisk();
  life = null;
  await fill();
});
afterEach(async () => {
  await life?.end();
  vi.unstubAllGlobals();
  await server.stop();
});

async function add(collection: WireName, content: JsonMap): Promise<string> {
  const id = newId<string>();
  const options = { action: 'import', at: `${TODAY}T07:00:00Z`, onExisting: 'keep' } as const;
  const rows = [{ collection, id, content }];
  await server.store.bulkWrite(rows, { ...options, isInWindow: () => true });
  return id;
}
type WireName = (typeof FIRST_NAMES)[number];

/** Something for every tier. */
async function fill(): Promise<void> {
  await add('locations', { kind: 'ward', name: 'Ward 3' });
  for (let n = 0; n < 3; n += 1) {
    const [coming, lying] = [await person(), await person()];
    await person();
    const wall = `${TODAY}T0${n}:00`;
    await add('appointments', { patientId: coming, status: 'booked', slot: { wall } });
    await add('encounters', { patientId: lying, status: 'in-progress', class: 'IMP' });
  }
}
const person = (): Promise<string> => add('patients', { comment: newId() });
const leave = (id: string): Promise<void> =>
  server.store.transaction(async (tx) => tx.moveInFeed('patients', id, 'leave'));
async function edit(id: string): Promise<void> {
  const trail = [byHand(doctor, 1, [{ path: '/birthDate', after: '1950-01-02' }])];
  const rows = [{ id, rev: '', trail }];
  const answer = await tablet.send('POST', '/sync/v1/push', { collection: 'patients', rows });
  const said = (await answer.json()) as PushAnswer;
  expect(said.results.map(({ document }) => document?.content['birthDate'])).toEqual([
    '1950-01-02',
  ]);
}

/** Everything that a device holds that has pulled it all. */
async function hospital(): Promise<ReadonlyMap<string, string>> {
  const all: WireDocument[] = [];
  for (const collection of FIRST_NAMES) {
    const request = { collection, checkpoint: null, limit: 1000 };
    const answer = await tablet.send('POST', '/sync/v1/pull', request);
    all.push(...((await answer.json()) as PullAnswer).documents);
  }
  return new Map(all.filter(({ _deleted }) => !_deleted).map(({ id, rev }) => [id, rev]));
}
async function goesToTheEnd(): Promise<void> {
  const now = startLife(disk, server.clock);
  life = now;
  await expect.poll(now.isInStep, soon).toBe(true);
  expect(await now.held()).toEqual(await hospital());
  for (const { id, content } of await now.all())
    expect(content).toEqual((await contentOf(id)) ?? {});
}
async function contentOf(id: string): Promise<unknown> {
  for (const name of FIRST_NAMES) {
    const document = await server.store.readDocument(name, id);
    if (document) return document.content;
  }
  return null;
}
/** Each with its note: nothing here looks like a local write. */
async function hasEveryNote(): Promise<void> {
  expect(await life?.noted()).toEqual(await hospital());
}

const KINDS = ['memory', 'sealed'] as const;

test.each(KINDS)(
  'a new device loads everything in segments, and pushes nothing of it, over %s (S15)',
  async (kind) => {
    disk = createDisk(kind);
    await goesToTheEnd();
    await hasEveryNote();
    expect(asked.filter((door) => door === 'snapshot').length).toBe(7);
    expect(asked).not.toContain('push');
    // Each collection asks once what was written since the watermark.
    expect(asked.filter((door) => door === 'pull')).toHaveLength(FIRST_NAMES.length);
    expect(life?.progress()).toEqual({ received: 16, expected: 16 });
  },
);

test('today’s list is here before whoever is in the house, and they before the rest (S15)', async () => {
  await goesToTheEnd();
  const tiers = disk.order().map(({ content }) => {
    const said = content as JsonMap;
    return said['comment'] ?? said['status'] ?? 'place';
  });
  const [, ...rest] = tiers.map(String);
  expect(tiers[0]).toBe('place');
  expect(rest.slice(0, 3)).toEqual(['booked', 'booked', 'booked']);
  expect(rest.slice(6, 9)).toEqual(['in-progress', 'in-progress', 'in-progress']);
  expect(rest).toHaveLength(15);
});

test.each(KINDS)(
  'killed at any write it goes on, ends complete, and pushes nothing, over %s (S15)',
  async (kind) => {
    // Before and behind a write in turn.
    for (let at = 1, isWhole = false; !isWhole; at += 3) {
      disk = createDisk(kind);
      const first = startLife(disk, server.clock, { dieAt: at });
      await Promise.race([first.died, expect.poll(first.isInStep, soon).toBe(true)]);
      isWhole = !first.isDead();
      await first.end();
      await goesToTheEnd();
      await hasEveryNote();
      await life?.end();
      expect(asked).not.toContain('push');
      if (at === 1) expect(isWhole).toBe(false);
    }
  },
  60_000,
);

test('what is stored already is not asked for again, and progress goes on from there (S15)', async () => {
  const first = startLife(disk, server.clock, { dieAt: 16 });
  await first.died;
  await first.end();
  const stored = new Set(disk.order().map(({ id }) => id)).size;
  expect(stored).toBeGreaterThan(4);
  const before = disk.order().length;
  await goesToTheEnd();
  expect(disk.order().length - before).toBe(16 - stored);
  expect(life?.progress()).toEqual({ received: 16, expected: 16 });
});

test.each([
  ['the same day', 0],
  ['another day, with other segments', 1],
])(
  'what changes or leaves while it is away is right when it has come back on %s (S15)',
  async (_, days) => {
    const lives = [
      ...[9, 13, 24, 27].map((dieAt) => ({ dieAt, kind: 'memory' as const })),
      ...[7, 8, 15].map((dieAt) => ({ dieAt, kind: 'sealed' as const })),
    ];
    for (const { dieAt, kind } of lives) {
      disk = createDisk(kind);
      const first = startLife(disk, server.clock, { dieAt });
      await Promise.race([first.died, expect.poll(first.isInStep, soon).toBe(true)]);
      await first.end();
      // Somebody who is here already, and somebody who may be or not.
      const loaded = await idsOf(disk.order().map(({ id }) => id));
      const people = await idsOf([...(await hospital()).keys()]);
      await edit(loaded.at(-1) ?? people[0] ?? '');
      await leave(people.at(-1) ?? '');
      await person();
      server.clock.at += days * 86_400_000;
      await goesToTheEnd();
      await life?.end();
      await fill();
    }
    expect(asked).not.toContain('push');
  },
  60_000,
);

test('who gets other places in the middle of the first sync holds no version of before (S13, S15)', async () => {
  const wardId = newId<string>();
  const compared: string[] = [];
  const lives = [
    ...[9, 13, 17, 24].map((dieAt) => ({ dieAt, kind: 'memory' as const })),
    ...[11, 12, 13, 14, 15].map((dieAt) => ({ dieAt, kind: 'sealed' as const })),
  ];
  for (const { dieAt, kind } of lives) {
    disk = createDisk(kind);
    const first = startLife(disk, server.clock, { dieAt });
    await Promise.race([first.died, expect.poll(first.isInStep, soon).toBe(true)]);
    await first.end();
    const [patientId] = await idsOf(disk.order().map(({ id }) => id));
    if (patientId === undefined) continue;
    const stay = { bedId: newId<string>(), wardId, start: `${TODAY}T06:00:00Z` };
    await add('encounters', { patientId, status: 'in-progress', class: 'IMP', stays: { stay } });
    await edit(patientId);
    const [device] = await server.store.devices.listDevices();
    if (!device) throw new Error('no device');
    const places = [wardScope(wardId)];
    await server.store.devices.changeDevice(device.id, { places });
    const scopes = scopesOfDevice(device.id, places, [{ roles: ['doctor'], isActive: true }]);
    const now = startLife(disk, server.clock, { scopes });
    life = now;
    await expect.poll(now.isInStep, soon).toBe(true);
    const held = await now.held();
    expect(held.has(patientId)).toBe(true);
    expect(await hospital()).toEqual(held);
    compared.push(kind);
    await now.end();
    await server.store.devices.changeDevice(device.id, { places: null });
    await fill();
  }
  expect(compared.filter((kind) => kind === 'memory').length).toBeGreaterThan(1);
  expect(compared.filter((kind) => kind === 'sealed').length).toBeGreaterThan(1);
}, 60_000);

/** Patients among them whom nobody has edited. */
async function idsOf(among: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of among) {
    const document = await server.store.readDocument('patients', id);
    if (document && document.content['birthDate'] === undefined) found.push(id);
  }
  return found;
}

test.each<readonly [string, (path: string, answer: Response) => Promise<Response>]>([
  [
    'is refused: the hospital knows of no snapshots',
    async (path, answer) =>
      path.includes('/snapshot/') ? new Response('{}', { status: 404 }) : answer,
  ],
  [
    'is gone',
    async (path, answer) =>
      /snapshot\/\w+\/\w/.test(path) ? new Response('{}', { status: 404 }) : answer,
  ],
  [
    'is damaged',
    async (path, answer) => {
      if (!/snapshot\/\w+\/\w/.test(path)) return answer;
      return new Response((await answer.text()).replaceAll('"comment":"', '"comment":"x'));
    },
  ],
  [
    'is no JSON',
    async (path, answer) => (path.includes('/snapshot/') ? new Response('<html>') : answer),
  ],
])('where a segment %s, the collection is pulled from the start (S15)', async (_, spoiled) => {
  spoil = spoiled;
  for (const kind of KINDS) {
    disk = createDisk(kind);
    await goesToTheEnd();
    await life?.end();
  }
  expect(asked).not.toContain('push');
});

test('where there is no room the loading goes on as soon as there is', async () => {
  disk.isFull = true;
  life = startLife(disk, server.clock);
  await expect.poll(() => life?.isFull(), soon).toBe(true);
  disk.isFull = false;
  await expect.poll(life.isInStep, soon).toBe(true);
  expect(await life.held()).toEqual(await hospital());
  expect(life.isFull()).toBe(false);
  expect(asked).not.toContain('push');
});

test('what somebody writes on the first tier is sent while the rest is loaded (S15)', async () => {
  let letOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (letOn = resolve));
  let segments = 0;
  spoil = async (path, answer) => {
    if (/snapshot\/\w+\/\w/.test(path) && (segments += 1) > 3) await held;
    return answer;
  };
  life = startLife(disk, server.clock);
  await expect.poll(() => disk.order().length, soon).toBeGreaterThanOrEqual(7);
  const coming = disk.order()[4]?.id ?? '';
  await life.write(coming, '1951-02-03', doctor);
  await expect
    .poll(async () => (await server.store.readDocument('patients', coming))?.content, soon)
    .toMatchObject({ birthDate: '1951-02-03' });
  letOn();
  await expect.poll(life.isInStep, soon).toBe(true);
  expect(await life.held()).toEqual(await hospital());
  expect(asked.filter((door) => door === 'push')).toHaveLength(1);
});
