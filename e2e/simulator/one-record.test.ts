import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { Change, WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import { moveWindow } from '#server/services/window.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import { byHand, openTablet, type RealTablet } from './real-tablet.ts';

/** A real replica with its real sync against the real server, in one process; a second device that speaks the wire by hand. */
let server: InProcess;
let nurse: StoredAccount;
let doctor: StoredAccount;
let other: Browser;
let isReachable: boolean;
let tablet: RealTablet;
let stopStream: AbortController;

async function goOnline(): Promise<void> {
  isReachable = true;
  stopStream = new AbortController();
  await tablet.connect(stopStream.signal);
}
function goOffline(): void {
  isReachable = false;
  stopStream.abort();
  tablet.line.down();
}

beforeEach(async () => {
  server = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await server.store.transaction(async (tx) => tx.writeFacility(facility));
  nurse = await server.addPerson('nurse', 'nurse');
  doctor = await server.addPerson('doctor', 'doctor');
  const mine = server.browser();
  await mine.signIn('doctor');
  await mine.signIn('nurse');
  other = server.browser();
  await other.signIn('doctor');
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!isReachable) throw new TypeError('no network');
    const body: unknown = init.body ? JSON.parse(String(init.body)) : undefined;
    return mine.send(init.method ?? 'GET', path, body);
  });
  const author = { person: nurse.id, roles: nurse.roles };
  tablet = await openTablet({ clock: server.clock, author });
  await goOnline();
});
afterEach(async () => {
  goOffline();
  await tablet.close();
  vi.unstubAllGlobals();
  await server.stop();
});

const onlyDispute = async (): Promise<{ readonly id: string; readonly content: Dispute }> => {
  const [first] = await tablet.collections.disputes.find().exec();
  return first?.toJSON() as unknown as { readonly id: string; readonly content: Dispute };
};
async function byOther(
  collection: CollectionName,
  id: string,
  changes: readonly Change[],
): Promise<WireDocument | null> {
  const rows = [{ id, rev: '', trail: [byHand(doctor.id, 1, changes)] }];
  const answer = await other.send('POST', '/sync/v1/push', { collection, rows });
  return ((await answer.json()) as PushAnswer).results[0]?.document ?? null;
}
const soon = { timeout: 5000, interval: 10 };

test('what one device writes, the other way round too, is there at once and once', async () => {
  const [mine, theirs] = [newId<string>(), newId<string>()];
  await tablet.write(mine, { comment: 'from here' });
  await byOther('patients', theirs, [{ path: '/comment', after: 'from there' }]);
  await expect.poll(() => server.store.readDocument('patients', mine), soon).not.toBeNull();
  await expect
    .poll(() => tablet.held('patients', theirs), soon)
    .toMatchObject({ content: { comment: 'from there' } });
  await expect.poll(() => tablet.unsent(), soon).toBe(0);
  expect((await server.store.readFacility()).head).toBe(2);
});

test('edits of different fields merge by themselves; a clash is shown on the device until a person settles it (M1, M2)', async () => {
  const id = newId<string>();
  await tablet.write(id, { birthDate: '1959', sex: 'male' });
  await expect.poll(() => tablet.unsent(), soon).toBe(0);
  goOffline();
  await tablet.write(id, { birthDate: '1959-03-14' });
  await tablet.write(id, { comment: 'speaks Irish' });
  await byOther('patients', id, [{ path: '/birthDate', before: '1959', after: '1960-01-01' }]);
  await byOther('patients', id, [{ path: '/sex', before: 'male', after: 'female' }]);
  expect(await tablet.unsent()).toBe(1);
  await goOnline();
  await expect.poll(() => tablet.unsent(), soon).toBe(0);
  const content = { birthDate: '1960-01-01', sex: 'female', comment: 'speaks Irish' };
  await expect.poll(() => tablet.held('patients', id), soon).toMatchObject({ content, trail: [] });
  await expect.poll(() => tablet.collections.disputes.count().exec(), soon).toBe(1);
  const dispute = await onlyDispute();
  const readings = Object.entries(dispute.content.readings ?? {});
  expect(readings.map(([, { value }]) => value)).toEqual(['1960-01-01', '1959-03-14']);
  const reading = readings.find(([, { by }]) => by === nurse.id)?.[0];
  await tablet.acts.act('decide', [
    {
      collection: 'disputes',
      id: dispute.id,
      change: (before: object) => ({
        ...before,
        decision: { reading, by: nurse.id, at: '2026-05-04T08:00:00.000Z' },
        status: 'decided',
      }),
    } as never,
  ]);
  await expect
    .poll(() => tablet.held('patients', id), soon)
    .toMatchObject({ content: { birthDate: '1959-03-14' } });
  await expect.poll(() => tablet.unsent(), soon).toBe(0);
});

test('a refused write leaves the device as the hospital has it, and comes back with the reason (S4)', async () => {
  const id = newId<string>();
  goOffline();
  await tablet.write(id, { comment: 'typed by somebody who lost the way in' });
  await server.services.people.change(nurse.id, { isActive: false });
  await goOnline();
  await expect.poll(() => tablet.collections.disputes.count().exec(), soon).toBe(1);
  await expect.poll(() => tablet.held('patients', id), soon).toBeUndefined();
  expect((await onlyDispute()).content).toMatchObject({
    kind: 'refused',
    code: 'unknown-author',
    author: nurse.id,
  });
  expect(await tablet.unsent()).toBe(0);
});

test('what moves out of the window leaves the device when the night has come', async () => {
  const id = newId<string>();
  const slot = (day: string) => ({
    wall: `${day}T10:00`,
    zone: 'Europe/Dublin',
    start: `${day}T09:00:00.000Z`,
    end: `${day}T09:30:00.000Z`,
  });
  const [near, far] = [slot('2026-05-05'), slot('2028-05-05')];
  await byOther('appointments', id, [
    { path: '/status', after: 'booked' },
    { path: '/booking', after: 'provisional' },
    { path: '/slot', after: near },
  ]);
  await expect
    .poll(() => tablet.held('appointments', id), soon)
    .toMatchObject({ day: '2026-05-05', content: { booking: 'confirmed' } });
  await byOther('appointments', id, [{ path: '/slot', before: near, after: far }]);
  await expect
    .poll(() => tablet.held('appointments', id), soon)
    .toMatchObject({ day: '2028-05-05', content: { booking: 'confirmed' } });
  server.clock.at += 86_400_000;
  await moveWindow(server.store, server.clock);
  await expect.poll(() => tablet.held('appointments', id), soon).toBeUndefined();
});
