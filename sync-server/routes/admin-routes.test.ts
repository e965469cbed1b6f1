import { afterEach, beforeEach, expect, test } from 'vitest';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import type { AckRequest } from '#shared/sync/ack.ts';
import type {
  AccountAnswer,
  AccountsAnswer,
  HospitalAnswer,
  SignInAnswer,
} from '#shared/sync/accounts.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import {
  jsonOf,
  PASSWORD,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let hospital: InProcess;
let desktop: Browser;
beforeEach(async () => {
  hospital = startInProcess();
  await hospital.addPerson('admin', 'admin');
  desktop = hospital.browser();
  await desktop.signIn('admin');
});
afterEach(() => hospital.stop());
const kindOf = async (answer: Promise<Response>): Promise<string> =>
  (await jsonOf<{ type: string }>(answer)).type.split(':').at(-1) ?? '';

test('a new person gets a password once, must change it, and then works', async () => {
  const added = await jsonOf<AccountAnswer>(
    desktop.send('POST', '/api/v1/people', {
      username: ' Marta ',
      name: 'Marta Silva',
      roles: ['nurse'],
    }),
  );
  expect(added.person).toMatchObject({
    username: 'marta',
    mustChangePassword: true,
    lastSignedInAt: null,
  });
  const temporary = added.temporaryPassword ?? '';
  const tablet = hospital.browser();
  expect((await jsonOf<SignInAnswer>(tablet.signIn('marta', temporary))).mustChangePassword).toBe(
    true,
  );
  expect(await kindOf(tablet.send('GET', '/api/v1/staff'))).toBe('must-change-password');
  expect((await tablet.send('GET', '/api/v1/me')).status).toBe(200);
  const change = { current: temporary, next: 'words of her own' };
  expect((await tablet.send('POST', '/api/v1/password', change)).status).toBe(200);
  const staff = await jsonOf<AccountsAnswer>(tablet.send('GET', '/api/v1/staff'));
  expect(staff.people.map(({ username }) => username)).toEqual(['marta', 'admin']);
  expect(JSON.stringify(staff)).not.toMatch(/assword|lastSignedInAt/);
});

test('a username is taken once, and names, roles and ids are read strictly', async () => {
  const add = (body: unknown) => desktop.send('POST', '/api/v1/people', body);
  const marta = { username: 'marta', name: 'Marta Silva', roles: ['nurse'] };
  expect((await add(marta)).status).toBe(201);
  expect(await kindOf(add(marta))).toBe('username-taken');
  for (const wrong of [
    { ...marta, username: 'x' },
    { ...marta, username: 'two words' },
    { ...marta, username: 'u1', roles: [] },
    { ...marta, username: 'u2', roles: ['chief'] },
    { ...marta, username: 'u3', name: ' ' },
    { ...marta, username: 'u4', practitionerId: 'someone' },
    { ...marta, username: 'u5', isActive: true },
  ]) {
    expect(await kindOf(add(wrong))).toBe('not-readable');
  }
  expect(await kindOf(add({ ...marta, username: 'u6', password: 'short' }))).toBe('too-short');
});

test('who is no longer active loses every session and every device at once', async () => {
  const marta = await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  expect((await tablet.send('GET', '/api/v1/me')).status).toBe(200);
  const path = `/api/v1/people/${marta.id}`;
  expect((await desktop.send('PATCH', path, { isActive: false })).status).toBe(200);
  expect((await tablet.send('GET', '/api/v1/me')).status).toBe(401);
  expect((await tablet.signIn('marta')).status).toBe(401);
  const fleet = await jsonOf<FleetAnswer>(desktop.send('GET', '/api/v1/fleet'));
  expect(
    fleet.devices.find(({ kind, people }) => kind === 'tablet' && people.length === 0),
  ).toBeTruthy();
});

test('the last administrator stays one', async () => {
  const admin = await hospital.store.accounts.readAccountByUsername('admin');
  const path = `/api/v1/people/${admin?.id}`;
  expect(await kindOf(desktop.send('PATCH', path, { roles: ['nurse'] }))).toBe('last-admin');
  expect(await kindOf(desktop.send('PATCH', path, { isActive: false }))).toBe('last-admin');
  await hospital.addPerson('second', 'admin');
  expect((await desktop.send('PATCH', path, { roles: ['nurse'] })).status).toBe(200);
  expect(await kindOf(desktop.send('GET', '/api/v1/people'))).toBe('not-allowed');
});

test('a reset ends every session and gives a password for one sign-in', async () => {
  const marta = await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const reset = await jsonOf<AccountAnswer>(
    desktop.send('POST', `/api/v1/people/${marta.id}/password-reset`),
  );
  expect((await tablet.send('GET', '/api/v1/me')).status).toBe(401);
  expect((await tablet.signIn('marta', PASSWORD)).status).toBe(401);
  const again = await jsonOf<SignInAnswer>(tablet.signIn('marta', reset.temporaryPassword ?? ''));
  expect(again.mustChangePassword).toBe(true);
});

test('a device that says how it stands is on the administrator’s page', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  const { device } = await jsonOf<SignInAnswer>(tablet.signIn('marta'));
  const ack: AckRequest = {
    checkpoints: { patients: 1 },
    unsent: 3,
    oldestUnsent: '2026-05-04T07:00:00.000Z',
    storage: { used: 10, quota: 100, isPersisted: true },
    appVersion: '0.1.0+abc',
    kind: 'tablet',
    clock: new Date(hospital.clock.at - 90_000).toISOString(),
    repaired: 2,
    vitals: [{ name: 'LCP', value: 640, where: '/patients/:id' }],
  };
  expect((await tablet.send('POST', '/sync/v1/ack', ack)).status).toBe(204);
  const fleet = await jsonOf<FleetAnswer>(desktop.send('GET', '/api/v1/fleet'));
  expect(fleet.devices.find(({ id }) => id === device.id)).toEqual({
    id: device.id,
    name: 'Tablet 2',
    kind: 'tablet',
    isLocked: false,
    places: null,
    enrolledAt: '2026-05-04T08:00:00.000Z',
    person: { id: expect.any(String), name: 'marta of the ward' },
    people: [{ id: expect.any(String), name: 'marta of the ward' }],
    isConnected: false,
    lastContact: '2026-05-04T08:00:00.000Z',
    unsent: 3,
    oldestUnsent: '2026-05-04T07:00:00.000Z',
    appVersion: '0.1.0+abc',
    storage: { used: 10, quota: 100, isPersisted: true },
    clockSkewMs: -90_000,
    repaired: 2,
  });
  expect(Object.keys(fleet.documents).toSorted()).toEqual([...COLLECTIONS].toSorted());
  expect(fleet.vitals).toMatchObject([{ name: 'LCP', deviceKind: 'tablet', samples: 1, p75: 640 }]);
});

test('a device is connected while its stream is open, and a lock ends it', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  const { device } = await jsonOf<SignInAnswer>(tablet.signIn('marta'));
  const stream = await tablet.send('GET', '/sync/v1/stream');
  const isConnected = async (): Promise<boolean | undefined> =>
    (await jsonOf<FleetAnswer>(desktop.send('GET', '/api/v1/fleet'))).devices.find(
      ({ id }) => id === device.id,
    )?.isConnected;
  expect(await isConnected()).toBe(true);
  const lock = desktop.send('PATCH', `/api/v1/devices/${device.id}`, { isLocked: true });
  expect((await lock).status).toBe(204);
  expect(await isConnected()).toBe(false);
  expect(await stream.text()).toContain('signed-out');
  expect(await kindOf(tablet.send('POST', '/sync/v1/pull', {}))).toBe('device-locked');
});

test('a device has a name of its own', async () => {
  const other = hospital.browser();
  const { device } = await jsonOf<SignInAnswer>(other.signIn('admin'));
  const rename = (name: string) => desktop.send('PATCH', `/api/v1/devices/${device.id}`, { name });
  expect(await kindOf(rename('Tablet 1'))).toBe('name-taken');
  expect((await rename('Ward 4 window')).status).toBe(204);
  expect((await jsonOf<SignInAnswer>(other.send('GET', '/api/v1/me'))).device.name).toBe(
    'Ward 4 window',
  );
});

test('an empty hospital is set up once, by the first who comes', async () => {
  const empty = startInProcess();
  try {
    const [first, second] = [empty.browser(), empty.browser()];
    const before = await jsonOf<HospitalAnswer>(first.send('GET', '/api/v1/hospital'));
    expect(before).toMatchObject({ facility: null, isSetUp: false, demo: [] });
    const request = (username: string, zone = 'Europe/Lisbon') => ({
      facility: { name: `Santa Clara of ${username}`, zone, language: 'pt' },
      admin: { username, name: 'Ana Reis', password: 'words of her own' },
      deviceKind: 'desktop',
    });
    expect(await kindOf(first.send('POST', '/api/v1/set-up', request('ana', 'Moon/Sea')))).toBe(
      'not-readable',
    );
    const answers = await Promise.all([
      first.send('POST', '/api/v1/set-up', request('ana')),
      second.send('POST', '/api/v1/set-up', request('eva')),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const after = await jsonOf<HospitalAnswer>(first.send('GET', '/api/v1/hospital'));
    expect(after).toMatchObject({
      isSetUp: true,
      facility: { language: 'pt' },
    });
    const winner = answers[0]?.status === 200 ? first : second;
    const founder = winner === first ? 'ana' : 'eva';
    expect(after.facility?.name).toBe(`Santa Clara of ${founder}`);
    const place = await empty.store.readDocument('locations', after.facility?.id ?? '');
    expect(place?.content).toMatchObject({ kind: 'facility', zone: 'Europe/Lisbon' });
    expect((await winner.send('GET', '/api/v1/people')).status).toBe(200);
  } finally {
    await empty.stop();
  }
});
