import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type PatientId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { RemindersPage } from '#shared/sync/reminders.ts';
import { createLinks } from '#server/services/reminders/links.ts';
import { FIRST_SETTINGS } from '#server/services/reminders/settings.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let server: InProcess;
const sent: string[] = [];
beforeEach(() => {
  sent.length = 0;
  server = startInProcess({
    mailer: {
      host: 'mail.example',
      from: 'no-reply@ward.example',
      send: async ({ to }) => (sent.push(to), { kind: 'sent', reason: null, said: null }),
    },
    pusher: {
      publicKey: async () => 'hospital-key',
      isService: (endpoint) => endpoint.startsWith('https://push.example/'),
      send: async () => ({ kind: 'sent', reason: null }),
    },
    publicUrl: 'https://ward.example',
  });
});
afterEach(() => server.stop());

async function aBoss(): Promise<Browser> {
  await server.addPerson('boss', 'admin');
  const boss = server.browser();
  await boss.signIn('boss');
  return boss;
}

const entry = { mutationId: null, by: null, device: null, at: '', action: null, changes: [] };
async function aPatient(content: JsonMap = {}): Promise<PatientId> {
  const id = newId<PatientId>();
  await server.store.transaction(async (tx) =>
    tx.put({ collection: 'patients', id, content, kind: 'put', entries: [entry] }),
  );
  return id;
}
const pathOf = async (id: PatientId): Promise<string> => {
  const link = await createLinks(server.store, 'https://ward.example').linkOf(id);
  return new URL(link ?? '').pathname;
};
const post = (path: string, body: string, headers = {}): Promise<Response> =>
  Promise.resolve(
    server.app.request(`http://localhost${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }),
  );

test('the administrator sees how it stands, sets the rules and tries the way out', async () => {
  const boss = await aBoss();
  const page = await jsonOf<RemindersPage>(boss.send('GET', '/api/v1/reminders'));
  expect(page).toMatchObject({
    settings: { isOn: false },
    mail: { host: 'mail.example', from: 'no-reply@ward.example' },
    publicUrl: 'https://ward.example',
    trouble: [],
  });
  const settings = { ...FIRST_SETTINGS, isOn: true, phone: '+353 1 555 0100' };
  expect((await boss.send('PUT', '/api/v1/reminders', settings)).status).toBe(200);
  const after = await jsonOf<RemindersPage>(boss.send('GET', '/api/v1/reminders'));
  expect(after.settings).toEqual(settings);
  const tried = await jsonOf(
    boss.send('POST', '/api/v1/reminders/test', { to: 'me@ward.example' }),
  );
  expect(tried).toEqual({ state: 'sent', reason: null, said: null });
  expect(sent).toEqual(['me@ward.example']);
});

const WRONG = [
  ['a lead that nobody offers', { leads: [1] }],
  ['a night that is none', { quiet: { from: '25:00', until: '08:00' } }],
  ['a phone number of two lines', { phone: '1\r\nBcc: x' }],
  ['a field nobody knows', { colour: 'red' }],
] as const;
test('rules that cannot be are refused', async () => {
  const boss = await aBoss();
  for (const [what, more] of WRONG) {
    const answer = await boss.send('PUT', '/api/v1/reminders', { ...FIRST_SETTINGS, ...more });
    expect([what, answer.status]).toEqual([what, 422]);
  }
});

test('without a mail server nothing is switched on', async () => {
  await server.stop();
  server = startInProcess();
  const boss = await aBoss();
  const on = await boss.send('PUT', '/api/v1/reminders', { ...FIRST_SETTINGS, isOn: true });
  expect([on.status, await on.json()]).toMatchObject([409, { title: 'No mail server is set' }]);
});

test('the page behind a link names the hospital and nobody; looking at it changes nothing', async () => {
  const id = await aPatient({
    names: { n: { family: 'Verysecret' } },
    languages: { a: { code: 'es' } },
  });
  const path = await pathOf(id);
  expect(path).not.toContain(id);
  const page = await server.app.request(`http://localhost${path}`);
  const text = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('lang="es"');
  expect(text).not.toMatch(new RegExp(`Verysecret|${id}`));
  expect((await server.store.readDocument('patients', id))?.content).not.toHaveProperty(
    'reminders',
  );
});

test('one tap stops the messages, on the record and for every device; another starts them again', async () => {
  const id = await aPatient();
  const path = await pathOf(id);
  const wish = async (): Promise<unknown> =>
    (await server.store.readDocument('patients', id))?.content['reminders'];
  const done = await post(path, 'email=off', { origin: 'null', 'sec-fetch-site': 'cross-site' });
  expect(await done.text()).toContain('No more e-mails will be sent');
  expect(await wish()).toEqual({ email: 'off' });
  const [line] = await server.store.readHistory({ collection: 'patients', id, limit: 1 });
  expect(line).toMatchObject({ by: null, changes: [{ path: '/reminders/email', after: 'off' }] });
  await post(path, 'email=on');
  expect(await wish()).toEqual({});
  // The button of the patient's own mail program (RFC 8058).
  await post(path, 'List-Unsubscribe=One-Click');
  expect(await wish()).toEqual({ email: 'off' });
});

test('a link that is cut, changed or made up opens nothing, and nobody tries many', async () => {
  const path = await pathOf(await aPatient());
  // The last letter holds bits that say nothing.
  const changed = `${path.slice(0, -2)}${path.at(-2) === 'A' ? 'B' : 'A'}${path.slice(-1)}`;
  for (const wrong of [path.slice(0, -3), changed, '/r/x', `/r/${newId()}`]) {
    expect((await server.app.request(`http://localhost${wrong}`)).status).toBe(404);
    expect((await post(wrong, 'email=off')).status).toBe(404);
  }
  const statuses: number[] = [];
  for (let i = 0; i < 100; i += 1)
    statuses.push((await server.app.request(`http://localhost/r/${i}`)).status);
  expect(statuses.at(-1)).toBe(429);
});

test('a browser is added and ended by the link, where the hospital sends notifications', async () => {
  const id = await aPatient();
  const path = await pathOf(id);
  const keys = {
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16).toString('base64url'),
  };
  const ask = async (body: unknown, to = path): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    return (await post(`${to}/push`, JSON.stringify(body), headers)).status;
  };
  const endpoint = 'https://push.example/1';
  const page = await (await server.app.request(`http://localhost${path}`)).text();
  expect(page).toContain('data-key="hospital-key"');
  expect(await ask({ endpoint, keys })).toBe(204);
  expect(await server.store.pushDevices.listPushDevices(id)).toMatchObject([{ endpoint, ...keys }]);
  expect(await ask({ endpoint: 'https://elsewhere.example/', keys })).toBe(404);
  expect(await ask({ endpoint, keys: { ...keys, auth: 'short' } })).toBe(422);
  expect(await ask({ endpoint, keys }, '/r/made-up')).toBe(404);
  expect(await ask({ endpoint, isOff: true })).toBe(204);
  expect(await server.store.pushDevices.listPushDevices(id)).toEqual([]);
});

test('a link stays good in a hospital that goes on from a backup', async () => {
  const id = await aPatient();
  const { openLink } = createLinks(server.store, null);
  const token = (await pathOf(id)).slice('/r/'.length);
  expect(await openLink(token)).toBe(id);
  const other = startInProcess();
  expect(await createLinks(other.store, null).openLink(token)).toBeNull();
  await other.stop();
});
