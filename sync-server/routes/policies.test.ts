import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';
import { policyOf } from './policies.ts';

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
  expect(policyOf('DELETE', '/api/v1/people/:id')).toBeNull();
  expect(policyOf('GET', '/fhirs')).toBeNull();
});

const EVERYBODY = ['nurse', 'reception', 'doctor', 'records', 'admin'];
/** Who gets past the door, route by route, written down once more: a slip in the table of policies must not go unseen. */
const LET_IN: Readonly<Record<string, readonly string[]>> = {
  'GET /api/v1/hospital': ['nobody', ...EVERYBODY],
  'POST /api/v1/sign-in': ['nobody', ...EVERYBODY],
  'POST /api/v1/set-up': ['nobody', ...EVERYBODY],
  'GET /api/v1/me': EVERYBODY,
  'POST /api/v1/password': EVERYBODY,
  'GET /api/v1/staff': EVERYBODY,
  'GET /api/v1/staff/:id/photo': EVERYBODY,
  'GET /api/v1/patients/:id/history': EVERYBODY,
  'GET /api/v1/patients/:id/record': EVERYBODY,
  'POST /api/v1/patients/:id/opening': EVERYBODY,
  'GET /api/v1/appointments/:id/reminders': EVERYBODY,
  'GET /api/v1/appointments/:id/calendar': EVERYBODY,
  'GET /api/v1/feed': EVERYBODY,
  'POST /api/v1/feed': EVERYBODY,
  'DELETE /api/v1/feed': EVERYBODY,
  'GET /api/v1/reminders': ['admin'],
  'PUT /api/v1/reminders': ['admin'],
  'POST /api/v1/reminders/test': ['admin'],
  'POST /api/v1/reminders/retry': ['admin'],
  'GET /api/v1/fleet': ['admin'],
  'PATCH /api/v1/devices/:id': ['admin'],
  'GET /api/v1/escrow': ['admin'],
  'POST /api/v1/escrow/decision': ['admin'],
  'GET /api/v1/people': ['admin'],
  'POST /api/v1/people': ['admin'],
  'PATCH /api/v1/people/:id': ['admin'],
  'POST /api/v1/people/:id/password-reset': ['admin'],
  'PUT /api/v1/people/:id/photo': ['admin'],
  'DELETE /api/v1/people/:id/photo': ['admin'],
  'GET /api/v1/files': ['records'],
  'POST /api/v1/files': ['records'],
  'GET /api/v1/files/:id': ['records'],
  'DELETE /api/v1/files/:id': ['records'],
  'PUT /api/v1/files/:id/part/:from': ['records'],
  'POST /api/v1/files/:id/step': ['records'],
  'GET /api/v1/files/:id/rows/:after': ['records'],
  'GET /api/v1/files/:id/content': ['records'],
  // Last: it ends the session that the other lines need.
  'POST /api/v1/sign-out': EVERYBODY,
};

test('each human route lets in exactly whom it should', async () => {
  const human = handlers().filter(({ path }) => path.startsWith('/api/'));
  expect(human.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    Object.keys(LET_IN).toSorted(),
  );
  for (const [route, allowed] of Object.entries(LET_IN)) {
    const [method = '', path = ''] = route.split(' ');
    for (const [role, browser] of browsers) {
      const answer = await browser.send(method, path.replace(':id', 'not-an-id'));
      const isShut = /:(signed-out|not-allowed|must-change-password|no-policy)"/.test(
        await answer.text(),
      );
      expect([route, role, !isShut]).toEqual([route, role, allowed.includes(role)]);
    }
  }
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
