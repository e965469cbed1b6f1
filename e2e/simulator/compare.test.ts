import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { DigestRequest } from '#shared/sync/digest.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import { createDisk, startLife, type Life, type RealDisk } from './first-life.ts';

/** A device with real RxDB that holds something else than the hospital has, against the real server. */
let server: InProcess;
let doctor: PersonId;
let tablet: Browser;
let disk: RealDisk;
let life: Life;
let digests: DigestRequest['ask'][];
let pushes = 0;
let isReachable = true;
let canPush = true;
const AT = '2026-05-04T07:00:00Z';
const PEOPLE = 12;
const soon = { timeout: 8000, interval: 5 };

beforeEach(async () => {
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'UTC', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  doctor = (await server.addPerson('doctor', 'doctor')).id;
  tablet = server.browser();
  await tablet.signIn('doctor');
  await add(...Array.from({ length: PEOPLE }, () => newId<string>()));
  [digests, pushes, isReachable, canPush] = [[], 0, true, true];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!isReachable) throw new TypeError('no network');
    const body: unknown = init.body ? JSON.parse(String(init.body)) : undefined;
    if (path.endsWith('/digest')) digests.push((body as DigestRequest).ask);
    if (path.endsWith('/push')) {
      if (!canPush) return Response.json({ status: 429, retryAfterSeconds: 0.05 }, { status: 429 });
      pushes += 1;
    }
    return tablet.send(init.method ?? 'GET', path, body);
  });
  disk = createDisk();
  life = startLife(disk, server.clock);
  await expect.poll(life.isInStep, soon).toBe(true);
});
afterEach(async () => {
  await life.end();
  vi.unstubAllGlobals();
  await server.stop();
});

async function add(...ids: readonly string[]): Promise<void> {
  const rows = ids.map((id) => ({ collection: 'patients' as const, id, content: { comment: id } }));
  const options = { action: 'import', at: AT, onExisting: 'keep' } as const;
  await server.store.bulkWrite(rows, { ...options, isInWindow: () => true });
}
async function hospital(): Promise<ReadonlyMap<string, string>> {
  const request = { collection: 'patients', checkpoint: null, limit: 1000 };
  const answer = await tablet.send('POST', '/sync/v1/pull', request);
  const { documents } = (await answer.json()) as PullAnswer;
  return new Map(documents.filter(({ _deleted }) => !_deleted).map(({ id, rev }) => [id, rev]));
}
/** Goes wrong while the app is not open: nobody is told of it. */
async function whileClosed(work: () => Promise<void>): Promise<void> {
  await life.end();
  await work();
  life = startLife(disk, server.clock);
  await expect.poll(life.isInStep, soon).toBe(true);
}
/** Something goes wrong with what is stored. */
async function spoil(id: string, change: Partial<WireDocument> | null): Promise<void> {
  const instance = disk.instances.get('patients');
  const [row] = (await instance?.findDocumentsById([id], true)) ?? [];
  if (!instance) throw new Error('no storage');
  const document = {
    ...row,
    ...(change ?? { _deleted: true }),
    _rev: `${Number(row?._rev.split('-')[0] ?? 0) + 1}-spoilt`,
    _meta: { lwt: 2 },
    _attachments: {},
  };
  const rows = [row ? { previous: row, document } : { document }];
  const { error } = await instance.bulkWrite(rows as never, 'spoilt');
  expect(error).toEqual([]);
}
const blank = { trail: [], content: {}, nameKey: '', mrn: '', birthDate: '', _deleted: false };

test('a device that holds what the hospital has asks for nothing but hashes (S16)', async () => {
  expect(await life.compare()).toBe(0);
  expect(new Set(digests.map(({ kind }) => kind))).toEqual(new Set(['buckets']));
});

test('what is missing, old or too much is mended, bucket by bucket, and nothing else is asked for (S16)', async () => {
  const [missing = '', old = '', ...others] = [...(await hospital()).keys()];
  const tooMuch = newId<string>();
  await whileClosed(async () => {
    await spoil(missing, null);
    await spoil(old, { rev: 'epoch1.0' });
    await spoil(tooMuch, { ...blank, id: tooMuch, rev: 'epoch1.7' });
  });
  expect(await life.held()).not.toEqual(await hospital());
  // The hospital knows nobody under this id: it has never been there, and stays until somebody settles it.
  expect(await life.compare()).toBe(2);
  const held = new Map(await life.held());
  expect(held.delete(tooMuch)).toBe(true);
  expect(held).toEqual(await hospital());
  const asked = digests.flatMap((ask) => (ask.kind === 'documents' ? ask.ids : []));
  expect(asked.toSorted()).toEqual([missing, old, tooMuch].toSorted());
  for (const id of others) expect(asked).not.toContain(id);
  expect(await life.noted()).toEqual(await hospital());
  expect(pushes).toBe(0);
});

test('what has left the hospital’s feed leaves the device (S13, S16)', async () => {
  const [left = ''] = [...(await hospital()).keys()];
  await server.store.transaction(async (tx) => tx.moveInFeed('patients', left, 'leave'));
  await add(newId<string>());
  // The tombstone is pulled, and then the row comes back by some fault.
  life.resync();
  await expect.poll(life.held, soon).toEqual(await hospital());
  await whileClosed(() => spoil(left, { ...blank, id: left, rev: 'epoch1.1' }));
  expect(await life.compare()).toBe(1);
  expect(await life.held()).toEqual(await hospital());
});

test('what waits to be sent is left alone (S16)', async () => {
  const [waits = ''] = [...(await hospital()).keys()];
  canPush = false;
  await whileClosed(() => spoil(waits, { rev: 'epoch1.0' }));
  await life.write(waits, '1951-02-03', doctor);
  expect(await life.compare()).toBe(0);
  expect(digests.map(({ kind }) => kind)).toContain('bucket');
  expect(digests.map(({ kind }) => kind)).not.toContain('documents');
  expect((await life.held()).get(waits)).toBe('epoch1.0');
  canPush = true;
  await expect
    .poll(async () => (await server.store.readDocument('patients', waits))?.content, soon)
    .toMatchObject({ birthDate: '1951-02-03' });
});

test('a device that is behind, or without a line, compares nothing (S16)', async () => {
  const [old = ''] = [...(await hospital()).keys()];
  await whileClosed(() => spoil(old, { rev: 'epoch1.0' }));
  await add(newId<string>());
  expect(await life.compare()).toBe(0);
  expect((await life.held()).get(old)).toBe('epoch1.0');
  isReachable = false;
  expect(await life.compare()).toBe(0);
});
