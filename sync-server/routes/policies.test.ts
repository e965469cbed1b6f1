import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import { policyOf, type Policy } from './policies.ts';

let hospital: InProcess;
const browsers = new Map<string, Browser>();
beforeAll(async () => {
  hospital = startInProcess();
  browsers.set('nobody', hospital.browser());
  for (const role of ['nurse', 'reception', 'doctor', 'records', 'admin'] as const) {
    await hospital.addPerson(role, role);
    const browser = hospital.browser();
    await browser.signIn(role);
    browsers.set(role, browser);
  }
});
afterAll(() => hospital.stop());

/** Every handler that the app has; what `use` registers ends in a star. */
const handlers = (): readonly { method: string; path: string }[] =>
  hospital.app.routes.filter(({ method }) => method !== 'ALL');

test('every route of the app has a policy', () => {
  const open = handlers().filter(({ method, path }) => policyOf(method, path) === null);
  expect(open).toEqual([]);
  expect(handlers().length).toBeGreaterThan(20);
  const all = hospital.app.routes.filter(({ method }) => method === 'ALL');
  expect(all.filter(({ path }) => !path.endsWith('*'))).toEqual([]);
});

test('a route that no policy names is closed', async () => {
  expect(policyOf('GET', '/api/v1/secrets')).toBeNull();
  expect(policyOf('POST', '/fhir/Patient')).toBeNull();
  expect(policyOf('GET', '/fhirs')).toBeNull();
});

/** Who gets past the door, by policy: the rest is 401 for nobody and 403 for the wrong role. */
const EXPECTED: Readonly<Partial<Record<Policy, readonly string[]>>> = {
  anybody: ['nobody', 'nurse', 'reception', 'doctor', 'records', 'admin'],
  'own-account': ['nurse', 'reception', 'doctor', 'records', 'admin'],
  'signed-in': ['nurse', 'reception', 'doctor', 'records', 'admin'],
  admin: ['admin'],
};

test('each human route lets in exactly whom its policy names', async () => {
  const seen: string[] = [];
  for (const { method, path } of handlers()) {
    const allowed = EXPECTED[policyOf(method, path) ?? 'open'];
    // Signing out would end the session that the other lines need.
    if (!allowed || path.endsWith('/sign-out')) continue;
    seen.push(path);
    for (const [role, browser] of browsers) {
      const answer = await browser.send(method, path.replace(':id', 'not-an-id'));
      const type = ((await answer.json()) as { type?: string }).type ?? '';
      const isShut = /:(signed-out|not-allowed|must-change-password|no-policy)$/.test(type);
      expect([method, path, role, !isShut]).toEqual([method, path, role, allowed.includes(role)]);
    }
  }
  expect(seen.length).toBeGreaterThan(10);
});

test('sync wants a device, the read API a token, and figures are for this machine or a token', async () => {
  const { app, services } = hospital;
  for (const { method, path } of handlers()) {
    const policy = policyOf(method, path);
    if (policy !== 'device' && policy !== 'token') continue;
    if (path.includes('metadata')) continue;
    const answer = await app.request(path.replace(/:\w+/g, 'x'), { method });
    expect([method, path, answer.status]).toEqual([method, path, 401]);
  }
  const metrics = async (headers: Record<string, string>): Promise<number> =>
    (await app.request('http://localhost/metrics', { headers })).status;
  const { secret } = await services.tokens.create('monitoring');
  expect(await metrics({})).toBe(200);
  expect(await metrics({ 'x-forwarded-for': '10.0.0.9' })).toBe(403);
  expect(await metrics({ authorization: 'Bearer wrong' })).toBe(403);
  expect(await metrics({ 'x-forwarded-for': '10.0.0.9', authorization: `Bearer ${secret}` })).toBe(
    200,
  );
});

test('a name that leads elsewhere makes nobody local', async () => {
  const answer = await hospital.app.request('http://rebound.example/metrics');
  expect(answer.status).toBe(403);
});
