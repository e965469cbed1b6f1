import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HospitalAnswer, SignInAnswer } from '#shared/sync/accounts.ts';
import { DEMO_PASSWORD, hashPassword } from '#server/services/passwords.ts';
import { PASSWORD, startInProcess, type InProcess } from '#server/testing/in-process.ts';

let hospital: InProcess;
beforeEach(() => {
  hospital = startInProcess();
});
afterEach(async () => {
  vi.useRealTimers();
  await hospital.stop();
});
const mustChange = async (answer: Response): Promise<boolean> =>
  ((await answer.json()) as SignInAnswer).mustChangePassword;
const shareOf = async (answer: Response): Promise<string | undefined> =>
  ((await answer.json()) as SignInAnswer).storeShare;
const typeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { type: string }).type.replace('urn:wardline:problem:', '');

test('a first sign-in makes a device with a readable name, a second one knows it again', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  const first = await tablet.signIn('Marta ');
  expect(first.status).toBe(200);
  const answer = (await first.json()) as SignInAnswer;
  expect(answer.person).toMatchObject({ username: 'marta', roles: ['nurse'], isActive: true });
  expect(answer.device.name).toBe('Tablet 1');
  expect(JSON.stringify(answer)).not.toContain('argon2');

  const again = (await (await tablet.signIn('marta')).json()) as SignInAnswer;
  expect(again.device).toEqual(answer.device);
  const other = (await (await hospital.browser().signIn('marta')).json()) as SignInAnswer;
  expect(other.device.name).toBe('Tablet 2');
});

test('the hospital hands its share of the key of a store to whoever proves who they are on that device, and to nobody else', async () => {
  await hospital.addPerson('marta', 'nurse');
  await hospital.addPerson('lena', 'reception');
  const tablet = hospital.browser();
  const first = await shareOf(await tablet.signIn('marta'));
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(await shareOf(await tablet.signIn('lena'))).toBe(first);
  expect(await shareOf(await tablet.send('GET', '/api/v1/me'))).toBeUndefined();
  expect(await shareOf(await hospital.browser().signIn('marta'))).not.toBe(first);
  const change = { current: PASSWORD, next: 'rain on the tin roof' };
  expect(await shareOf(await tablet.send('POST', '/api/v1/password', change))).toBe(first);
});

test('both cookies are out of reach of scripts and of other sites, and only TLS makes them Secure', async () => {
  await hospital.addPerson('marta', 'nurse');
  const plain = await hospital.browser().signIn('marta');
  const cookies = plain.headers.getSetCookie();
  expect(cookies.map((line) => line.split('=')[0])).toEqual([
    'wardline-session',
    'wardline-device',
  ]);
  for (const line of cookies) {
    expect(line).toContain('HttpOnly');
    expect(line).toContain('SameSite=Strict');
    expect(line).not.toContain('Secure');
  }
  const behindProxy = await hospital
    .browser()
    .send(
      'POST',
      '/api/v1/sign-in',
      { username: 'marta', password: PASSWORD, deviceKind: 'desktop' },
      { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.9' },
    );
  expect(behindProxy.headers.getSetCookie().every((line) => line.includes('Secure'))).toBe(true);
  expect(behindProxy.headers.get('strict-transport-security')).toContain('max-age');
});

test('a stolen database opens nothing: neither cookie is in it', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const session = tablet.cookies.get('wardline-session') ?? '';
  expect(session).toHaveLength(43);
  expect(await hospital.store.accounts.readSession(session)).toBeNull();
  expect(
    await hospital.store.devices.readDeviceByToken(tablet.cookies.get('wardline-device') ?? ''),
  ).toBeNull();
});

test('a wrong password, an unknown name and an inactive person are told alike', async () => {
  const marta = await hospital.addPerson('marta', 'nurse');
  await hospital.addPerson('lena', 'reception');
  await hospital.store.accounts.changeAccount(marta.id, { isActive: false });
  const answers = await Promise.all([
    hospital.browser().signIn('marta'),
    hospital.browser().signIn('lena', 'wrong'),
    hospital.browser().signIn('nobody'),
  ]);
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(new Set(bodies).size).toBe(1);
});

test('the sixth failure in a minute waits, whatever the password, and a minute later all is well', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  await hospital.addPerson('marta', 'nurse');
  await hospital.addPerson('lena', 'reception');
  for (let n = 0; n < 5; n += 1) {
    expect((await hospital.browser().signIn('marta', 'wrong')).status).toBe(401);
  }
  const refused = await hospital.browser().signIn('marta');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await typeOf(refused)).toBe('too-many-tries');
  expect((await hospital.browser().signIn('lena')).status).toBe(200);
  vi.advanceTimersByTime(61_000);
  expect((await hospital.browser().signIn('marta')).status).toBe(200);
});

test('a hundred anonymous requests an hour, then 429; a known browser counts for itself', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const stranger = hospital.browser();
  for (let n = 0; n < 99; n += 1) await stranger.send('GET', '/api/v1/hospital');
  const refused = await stranger.send('GET', '/api/v1/hospital');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
  expect((await tablet.send('GET', '/api/v1/hospital')).status).toBe(200);
  expect((await tablet.send('GET', '/api/v1/me')).status).toBe(200);
  await tablet.send('POST', '/api/v1/sign-out');
  expect((await tablet.send('GET', '/api/v1/hospital')).status).toBe(200);
  vi.advanceTimersByTime(3_601_000);
  expect((await stranger.send('GET', '/api/v1/hospital')).status).toBe(200);
});

test('a thousand requests an hour of one person, not of their neighbour', async () => {
  await hospital.stop();
  hospital = startInProcess({ budgets: { person: { points: 3, seconds: 3600 } } });
  await hospital.addPerson('marta', 'nurse');
  await hospital.addPerson('lena', 'reception');
  const [marta, lena] = [hospital.browser(), hospital.browser()];
  await marta.signIn('marta');
  await lena.signIn('lena');
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await marta.send('GET', '/api/v1/me')).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await lena.send('GET', '/api/v1/me')).status).toBe(200);
});

test('a session ends after a shift without a request, and after a week in any case', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const me = async (): Promise<number> => (await tablet.send('GET', '/api/v1/me')).status;
  for (let hour = 0; hour < 7 * 24; hour += 8) {
    expect(await me()).toBe(200);
    hospital.clock.at += 8 * 3_600_000;
  }
  hospital.clock.at += 1000;
  expect(await me()).toBe(401);

  await tablet.signIn('marta');
  hospital.clock.at += 12 * 3_600_000 + 1000;
  expect(await me()).toBe(401);
});

test('signing out ends the session and keeps the device', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const stolen = tablet.cookies.get('wardline-session') ?? '';
  expect((await tablet.send('POST', '/api/v1/sign-out')).status).toBe(204);
  expect([...tablet.cookies.keys()]).toEqual(['wardline-device']);
  tablet.cookies.set('wardline-session', stolen);
  expect((await tablet.send('GET', '/api/v1/me')).status).toBe(401);
});

test('a session is worth nothing in another browser', async () => {
  await hospital.addPerson('marta', 'nurse');
  await hospital.addPerson('lena', 'reception');
  const [tablet, other] = [hospital.browser(), hospital.browser()];
  await tablet.signIn('marta');
  await other.signIn('lena');
  other.cookies.set('wardline-session', tablet.cookies.get('wardline-session') ?? '');
  expect((await other.send('GET', '/api/v1/me')).status).toBe(401);
  other.cookies.delete('wardline-device');
  expect((await other.send('GET', '/api/v1/me')).status).toBe(401);
});

test('a locked device signs nobody in and out of date sessions on it do nothing', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const [device] = await hospital.store.devices.listDevices();
  await hospital.store.devices.changeDevice(device?.id as never, { isLocked: true });
  const again = await tablet.signIn('marta');
  expect([again.status, await typeOf(again)]).toEqual([403, 'device-locked']);
  const me = await tablet.send('GET', '/api/v1/me');
  expect([me.status, await typeOf(me)]).toEqual([403, 'device-locked']);
});

test('a new password ends every other session and may be none of the weak ones', async () => {
  await hospital.addPerson('marta-the-nurse', 'nurse');
  const [here, there] = [hospital.browser(), hospital.browser()];
  await here.signIn('marta-the-nurse');
  await there.signIn('marta-the-nurse');
  const change = async (current: string, next: string): Promise<readonly [number, string]> => {
    const answer = await here.send('POST', '/api/v1/password', { current, next });
    return [answer.status, answer.status === 200 ? '' : await typeOf(answer)];
  };
  expect(await change('wrong', 'a good long one')).toEqual([422, 'wrong-current-password']);
  expect(await change(PASSWORD, 'short')).toEqual([422, 'too-short']);
  expect(await change(PASSWORD, 'Marta-The-Nurse')).toEqual([422, 'is-username']);
  expect(await change(PASSWORD, DEMO_PASSWORD)).toEqual([422, 'is-demo']);
  expect(await change(PASSWORD, PASSWORD)).toEqual([422, 'is-old']);
  expect(await change(PASSWORD, 'a good long one')).toEqual([200, '']);
  expect((await here.send('GET', '/api/v1/me')).status).toBe(200);
  expect((await there.send('GET', '/api/v1/me')).status).toBe(401);
  expect((await there.signIn('marta-the-nurse')).status).toBe(401);
  expect((await there.signIn('marta-the-nurse', 'a good long one')).status).toBe(200);
});

test('the password of the demo opens the demo on this machine, and elsewhere only its own change', async () => {
  const nurse = await hospital.addPerson('nurse', 'nurse');
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await hospital.store.accounts.changeAccount(nurse.id, { passwordHash, hasDemoPassword: true });
  const here = hospital.browser();
  expect(await mustChange(await here.signIn('nurse', DEMO_PASSWORD))).toBe(false);

  const elsewhere = hospital.browser();
  const far = { 'x-forwarded-for': '10.0.0.9' };
  const known = await elsewhere.send('GET', '/api/v1/hospital', undefined, far);
  expect(((await known.json()) as HospitalAnswer).demo).toEqual([]);
  const body = { username: 'nurse', password: DEMO_PASSWORD, deviceKind: 'tablet' };
  const opened = await elsewhere.send('POST', '/api/v1/sign-in', body, far);
  expect(await shareOf(opened.clone())).toBeUndefined();
  expect(await mustChange(opened)).toBe(true);
  const staff = await elsewhere.send('GET', '/api/v1/staff');
  expect([staff.status, await typeOf(staff)]).toEqual([403, 'must-change-password']);
  const next = { current: DEMO_PASSWORD, next: 'my very own words' };
  expect((await elsewhere.send('POST', '/api/v1/password', next)).status).toBe(200);
  expect((await elsewhere.send('GET', '/api/v1/staff')).status).toBe(200);
});

test('another site cannot write in a person’s name, and only JSON is read', async () => {
  await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const signOut = async (headers: Record<string, string>): Promise<number> =>
    (await tablet.send('POST', '/api/v1/sign-out', undefined, headers)).status;
  expect(await signOut({ origin: 'https://evil.example' })).toBe(403);
  expect(await signOut({ origin: 'null' })).toBe(403);
  expect(await signOut({ origin: 'http://localhost:9999' })).toBe(403);
  expect(await signOut({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await signOut({ 'content-type': 'text/plain' })).toBe(415);
  expect(await signOut({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).toBe(204);
});

test('a body that is no sign-in is refused in words that repeat nothing of it', async () => {
  const bodies = [
    [null, '/'],
    [{ username: 'marta', deviceKind: 'tablet' }, '/password'],
    [{ username: 'marta', password: 'hunter2-canary', deviceKind: 'fridge' }, '/deviceKind'],
    [{ username: 'marta', password: 'x', deviceKind: 'tablet', admin: true }, '/admin'],
  ] as const;
  for (const [body, where] of bodies) {
    const answer = await hospital.browser().send('POST', '/api/v1/sign-in', body);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(JSON.parse(text).where).toBe(where);
    expect(text).not.toContain('canary');
  }
  const deep = await hospital.app.request('/api/v1/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '['.repeat(20_000),
  });
  expect(deep.status).toBe(422);
  const long = { username: 'x'.repeat(70_000), password: 'x', deviceKind: 'tablet' };
  expect((await hospital.browser().send('POST', '/api/v1/sign-in', long)).status).toBe(413);
});

test('a session serves only the person whom the app names', async () => {
  const admin = await hospital.addPerson('admin', 'admin');
  const marta = await hospital.addPerson('marta', 'nurse');
  const tablet = hospital.browser();
  await tablet.signIn('admin');
  const asked = async (person: string): Promise<number> =>
    (await tablet.send('GET', '/api/v1/people', undefined, { 'x-wardline-person': person })).status;
  expect(await asked(marta.id)).toBe(401);
  expect(await asked(admin.id)).toBe(200);
  expect((await tablet.send('GET', '/api/v1/people')).status).toBe(200);
});
