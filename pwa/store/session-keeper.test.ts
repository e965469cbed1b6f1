import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { memoryStore } from '#pwa/testing/memory-store.ts';
import { callHospital } from './call-hospital.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';

const marta: Person = {
  id: newId<PersonId>(),
  username: 'marta',
  name: 'Marta',
  roles: ['nurse'],
  practitionerId: null,
  isActive: true,
};
const answer = {
  person: marta,
  mustChangePassword: false,
  device: { id: newId(), name: 'Tablet 1' },
};
const vault = {
  isSealing: false,
  key: signal(null),
  recall: async () => undefined,
  enrol: async () => undefined,
  open: async () => true,
  forget: async () => undefined,
};

const DAY = 86_400_000;
let now = 0;
let isReachable = true;
/** Whose session cookie the browser carries, as the hospital sees it. */
let cookie: string | null = null;
const lena: Person = { ...marta, id: newId<PersonId>(), username: 'lena', name: 'Lena' };
const renewal = (people: readonly Person[], days: number) => ({
  people,
  serverTime: '2026-11-23T00:00:00.000Z',
  leaseUntil: new Date(Date.UTC(2026, 10, 23) + days * DAY).toISOString(),
});

async function hospital(path: string, init: RequestInit): Promise<Response> {
  if (!isReachable) throw new TypeError('no network');
  const meant = new Headers(init.headers).get('x-wardline-person');
  if (path.endsWith('/sign-in')) {
    const { username } = JSON.parse(String(init.body)) as { username: string };
    const person = username === 'lena' ? lena : marta;
    cookie = person.id;
    return Response.json({ ...answer, person });
  }
  if (!cookie || (meant && meant !== cookie)) return Response.json({}, { status: 401 });
  if (path.endsWith('/sign-out')) cookie = null;
  return new Response(null, { status: 204 });
}
let open: () => SessionKeeper;
let first: SessionKeeper;
let second: SessionKeeper;
beforeEach(async () => {
  vi.stubGlobal('fetch', hospital);
  [now, isReachable, cookie] = [0, true, null];
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('screen', { width: 1280, height: 800 });
  const deviceStore = memoryStore();
  open = () => createSessionKeeper({ deviceStore, vault, clock: { now: () => now } });
  first = open();
  await first.signIn('marta', 'correct horse 9');
  second = open();
  await vi.waitFor(() => expect(second.session.value.kind).toBe('signed-in'));
});
afterEach(() => vi.unstubAllGlobals());

test('a lock in one tab locks every tab of this browser', async () => {
  await first.lock();
  await vi.waitFor(() => expect(second.session.value.kind).toBe('signed-out'));
});

test('whoever lost their account is shown out of every tab', async () => {
  await first.refresh(renewal([], 7));
  await vi.waitFor(() =>
    expect(second.session.value).toMatchObject({ kind: 'signed-out', known: [] }),
  );
});

test('a lock without a line ends the session of whoever was there at the next contact', async () => {
  await second.lock();
  await second.signIn('lena', 'correct horse 9');
  await second.lock();
  await second.signIn('marta', 'correct horse 9');
  isReachable = false;
  await second.lock();
  await second.signIn('lena', 'correct horse 9');
  expect(second.session.value).toMatchObject({ kind: 'signed-in', person: lena, isOffline: true });
  expect(cookie).toBe(marta.id);
  isReachable = true;
  expect(await callHospital('GET', '/api/v1/me')).toMatchObject({ error: { kind: 'signed-out' } });
  await second.refresh(renewal([marta, lena], 7));
  await vi.waitFor(() => expect(cookie).toBeNull());
  expect(second.session.value.kind).toBe('signed-in');
});

test('a sign-out that is owed never ends the session after it', async () => {
  isReachable = false;
  await first.lock();
  isReachable = true;
  await first.signIn('lena', 'correct horse 9');
  await first.refresh(renewal([marta, lena], 7));
  expect(cookie).toBe(lena.id);
});

test('a device that the hospital locked opens for nobody until it answers again', async () => {
  await first.lockDevice();
  expect(first.session.value.kind).toBe('signed-out');
  isReachable = false;
  const tried = await first.signIn('marta', 'correct horse 9');
  expect(tried).toEqual({ ok: false, error: { kind: 'device-locked' } });
  await first.refresh(renewal([marta], 7));
  expect((await first.signIn('marta', 'correct horse 9')).ok).toBe(true);
});

test('a reload after the lease is over shows the door, with the last contact', async () => {
  await first.refresh(renewal([marta], 7));
  now = 8 * DAY;
  const third = open();
  await vi.waitFor(() =>
    expect(third.session.value).toMatchObject({
      kind: 'signed-out',
      leaseOver: new Date(0).toISOString(),
    }),
  );
});

test('a clock that is set back does not make the lease longer', async () => {
  await first.refresh(renewal([marta], 7));
  now = 8 * DAY;
  const third = open();
  await vi.waitFor(() => expect(third.session.value.kind).toBe('signed-out'));
  isReachable = false;
  now = DAY;
  const tried = await first.signIn('marta', 'correct horse 9');
  expect(tried).toMatchObject({ error: { kind: 'lease-over' } });
});

test('the lease ends while the page stays open', async () => {
  vi.useFakeTimers();
  const third = open();
  await vi.waitFor(() => expect(third.session.value.kind).toBe('signed-in'));
  now = 8 * DAY;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(third.session.value.kind).toBe('signed-out');
  vi.useRealTimers();
});

test('a clock that was always wrong has the lease that the hospital gave', async () => {
  now = 400 * 365 * DAY;
  await first.refresh(renewal([marta], 7));
  expect(first.session.value.kind).toBe('signed-in');
});
