import { IDBFactory } from 'fake-indexeddb';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Change } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { OfferAnswer, OfferedMutation } from '#shared/sync/offer.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import { openDeviceStore } from '#pwa/platform/device-store.ts';
import { comeBack } from '#pwa/store/sync/come-back.ts';
import { createKeptMutations, type KeptMutations } from '#pwa/store/sync/kept-mutations.ts';
import { greet } from '#pwa/store/sync/run-line.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import { byHand, openTablet, type RealTablet } from './real-tablet.ts';

/** A real tablet that syncs with a real hospital, which is put back to a backup under it; a desk beside it speaks the wire by hand. */
const soon = { timeout: 5000, interval: 10 };
let folder: string;
let server: InProcess;
let nurse: StoredAccount;
let doctor: StoredAccount;
let tablet: Browser;
let desk: Browser;
let deskSaid: (OfferedMutation & { readonly id: string })[];
let isReachable: boolean;
let replica: RealTablet;
let stopStream = new AbortController();
let kept: KeptMutations;
let offers: number;
let copies = 0;

async function connect(): Promise<void> {
  isReachable = true;
  stopStream = new AbortController();
  const { signal } = stopStream;
  const deviceStore = openDeviceStore();
  const greeted = await greet(
    {
      clock: server.clock,
      appVersion: '1',
      mrnLeft: async () => 50,
      mutations: async () => 0,
      offer: (session) => comeBack({ ...replica, deviceStore, kept }, session, signal),
      onSession: async () => undefined,
    },
    signal,
  );
  expect(greeted.ok).toBe(true);
  await replica.connect(signal);
}
function disconnect(): void {
  isReachable = false;
  stopStream.abort();
  replica.line.down();
}
async function backup(): Promise<string> {
  const file = join(folder, `copy${(copies += 1)}.db`);
  await server.store.backup(file);
  return file;
}
/** The hospital goes on from a backup; its devices are who they were. */
async function restore(file: string): Promise<void> {
  await server.stop();
  const live = join(folder, `live${(copies += 1)}-.db`);
  copyFileSync(file, live);
  server = startInProcess({ file: live });
  const [before, beside] = [tablet, desk];
  [tablet, desk] = [server.browser(), server.browser()];
  for (const cookie of before.cookies) tablet.cookies.set(...cookie);
  for (const cookie of beside.cookies) desk.cookies.set(...cookie);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-restore-'));
  vi.stubGlobal('indexedDB', new IDBFactory());
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  nurse = await server.addPerson('nurse', 'nurse');
  doctor = await server.addPerson('doctor', 'doctor');
  [tablet, desk, deskSaid, offers] = [server.browser(), server.browser(), [], 0];
  await tablet.signIn('nurse');
  await desk.signIn('doctor');
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!isReachable) throw new TypeError('no network');
    if (path.endsWith('/offer')) offers += 1;
    return tablet.send(init.method ?? 'GET', path, init.body && JSON.parse(String(init.body)));
  });
  kept = createKeptMutations(openAcceptedStore());
  replica = await openTablet({
    clock: { now: () => server.clock.at },
    author: { person: nurse.id, roles: nurse.roles },
    kept,
  });
  await connect();
});
afterEach(async () => {
  disconnect();
  await replica.close();
  vi.unstubAllGlobals();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const held = (id: string) => replica.held('patients', id);
const settled = () => expect.poll(() => replica.unsent(), soon).toBe(0);
async function atDesk(id: string, ...changes: readonly Change[]): Promise<void> {
  const entry = byHand(doctor.id, deskSaid.length + 1, changes);
  const rows = [{ id, rev: '', trail: [entry] }];
  const answer = await desk.send('POST', '/sync/v1/push', { collection: 'patients', rows });
  const rev = ((await answer.json()) as PushAnswer).results[0]?.document?.rev ?? '';
  deskSaid.push({ id, rev, entry });
}
async function deskComesBack(): Promise<OfferAnswer> {
  const { epoch } = await server.store.readFacility();
  const documents = deskSaid.map(({ id, ...one }) => ({
    collection: 'patients',
    id,
    held: null,
    mutations: [one],
  }));
  const body = { epoch, documents, isLast: true };
  return (await (await desk.send('POST', '/sync/v1/offer', body)).json()) as OfferAnswer;
}
const content = async (id: string) => (await server.store.readDocument('patients', id))?.content;
const authors = async (id: string) =>
  (await server.store.readHistory({ collection: 'patients', id, limit: 100 }))
    .toReversed()
    .flatMap(({ by }) => by ?? []);

test('a hospital restored from a backup gets back everything it had accepted since, once, with its authors (S11)', async () => {
  const [old, fresh, theirs] = [newId<string>(), newId<string>(), newId<string>()];
  await replica.write(old, { comment: 'before', birthDate: '1959' });
  await settled();
  const file = await backup();
  await replica.write(old, { comment: 'after' });
  await settled();
  await atDesk(old, { path: '/birthDate', before: '1959', after: '1959-03-14' });
  await replica.write(fresh, { comment: 'new here' });
  await settled();
  await atDesk(theirs, { path: '/comment', after: 'new at the desk' });
  await atDesk(fresh, { path: '/sex', after: 'female' });
  await expect.poll(() => held(theirs), soon).toBeDefined();
  await expect.poll(() => held(fresh), soon).toMatchObject({ content: { sex: 'female' } });
  disconnect();
  await replica.write(fresh, { comment: 'unsent' });
  const isAllThere = async (): Promise<void> => {
    await settled();
    expect(await content(old)).toEqual({ comment: 'after', birthDate: '1959-03-14' });
    expect(await content(fresh)).toEqual({ comment: 'unsent', sex: 'female' });
    expect(await content(theirs)).toEqual({ comment: 'new at the desk' });
    const { epoch, head } = await server.store.readFacility();
    for (const id of [old, fresh, theirs]) {
      const { rev = '' } = (await server.store.readDocument('patients', id)) ?? {};
      await expect
        .poll(() => held(id), soon)
        .toMatchObject({ rev, content: (await content(id)) ?? {} });
      expect(rev.startsWith(`${epoch}.`)).toBe(true);
    }
    expect((await deskComesBack()).results.every(({ refused }) => refused === 0)).toBe(true);
    expect((await authors(old)).toSorted()).toEqual([nurse.id, nurse.id, doctor.id].toSorted());
    expect((await authors(fresh)).toSorted()).toEqual([nurse.id, nurse.id, doctor.id].toSorted());
    expect(await authors(theirs)).toEqual([doctor.id]);
    expect(await server.store.count('disputes')).toBe(0);
    expect((await server.store.readFacility()).head).toBeGreaterThan(head - 1);
    const again = (await deskComesBack()).results;
    expect(again.every(({ restored, refused }) => restored + refused === 0)).toBe(true);
  };

  await restore(file);
  expect([await content(old), await content(fresh)]).toEqual([
    { comment: 'before', birthDate: '1959' },
    undefined,
  ]);
  await connect();
  await isAllThere();
  expect(offers).toBe(1);

  disconnect();
  await restore(file);
  await connect();
  await isAllThere();

  disconnect();
  await connect();
  expect(offers).toBe(2);
}, 30_000);
