import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account, AccountsAnswer, SignInAnswer } from '#shared/sync/accounts.ts';
import { startInProcess, type Browser, type InProcess } from '#server/testing/in-process.ts';

let hospital: InProcess;
let desktop: Browser;
let tablet: Browser;
let marta: string;
beforeEach(async () => {
  hospital = startInProcess();
  await hospital.addPerson('admin', 'admin');
  marta = (await hospital.addPerson('marta', 'nurse')).id;
  desktop = hospital.browser();
  tablet = hospital.browser();
  await desktop.signIn('admin');
  await tablet.signIn('marta');
});
afterEach(() => hospital.stop());

const picture = (head: string, size = 600): Uint8Array => {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(head, 'latin1'));
  return bytes;
};
const JPEG = picture('\xff\xd8\xff\xe0');
const PNG = picture('\x89PNG\r\n\x1a\n');
const WEBP = picture('RIFF\x00\x00\x00\x00WEBPVP8 ');
const put = (bytes: Uint8Array, type: string, id = marta): Promise<Response> =>
  desktop.send('PUT', `/api/v1/people/${id}/photo`, bytes, { 'content-type': type });
const see = (browser = tablet, headers = {}): Promise<Response> =>
  browser.send('GET', `/api/v1/staff/${marta}/photo`, undefined, headers);
async function kindOf(answer: Promise<Response>): Promise<string> {
  const { type } = (await (await answer).json()) as { type: string };
  return type.split(':').at(-1) ?? '';
}

test.each([
  ['image/jpeg', JPEG],
  ['image/png', PNG],
  ['image/webp', WEBP],
])('a photo in %s is seen by a colleague as it was sent', async (type, bytes) => {
  expect((await put(bytes, type)).status).toBe(200);
  const seen = await see();
  expect(seen.status).toBe(200);
  expect(new Uint8Array(await seen.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'content-type': type,
    'content-length': '600',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
});

test('who has the photo is not sent it again, who has an older one is', async () => {
  await put(JPEG, 'image/jpeg');
  const etag = (await see()).headers.get('etag') ?? '';
  const again = await see(tablet, { 'if-none-match': etag });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  await put(PNG, 'image/png');
  const next = await see(tablet, { 'if-none-match': etag });
  expect(next.status).toBe(200);
  expect(next.headers.get('etag')).not.toBe(etag);
});

test('the name of a photo travels with the person, and goes with the photo', async () => {
  const { person } = (await (await put(JPEG, 'image/jpeg')).json()) as { person: Account };
  expect(person.photo).toMatch(/^[0-9a-f]{16}$/);
  const me = (await (await tablet.send('GET', '/api/v1/me')).json()) as SignInAnswer;
  expect(me.person.photo).toBe(person.photo);
  const staff = (await (
    await tablet.send('GET', '/api/v1/staff')
  ).json()) as Partial<AccountsAnswer>;
  expect(staff.people?.map(({ photo }) => photo)).toEqual([undefined, person.photo]);
  const removed = await desktop.send('DELETE', `/api/v1/people/${marta}/photo`);
  expect(((await removed.json()) as { person: Account }).person).not.toHaveProperty('photo');
  expect(await kindOf(see())).toBe('no-such-photo');
});

test('only a picture that is what it says, of at most 200 KiB, is taken', async () => {
  expect(await kindOf(put(picture('<svg onload='), 'image/svg+xml'))).toBe('not-a-photo');
  expect(await kindOf(put(picture('<script>'), 'image/png'))).toBe('not-a-photo');
  expect(await kindOf(put(PNG, 'image/jpeg'))).toBe('not-a-photo');
  expect(await kindOf(put(PNG, 'application/json'))).toBe('not-a-photo');
  expect(await kindOf(put(new Uint8Array(), 'image/png'))).toBe('not-a-photo');
  expect((await put(picture('\xff\xd8\xff', 200 * 1024), 'image/jpeg')).status).toBe(200);
  const large = await put(picture('\xff\xd8\xff', 200 * 1024 + 1), 'image/jpeg');
  expect([large.status, ((await large.json()) as { detail: string }).detail]).toEqual([
    413,
    'At most 200 KiB are taken at once.',
  ]);
  const nobody = '01900000-0000-7000-8000-000000000000';
  expect(await kindOf(put(JPEG, 'image/jpeg', nobody))).toBe('no-such-person');
  expect(await kindOf(put(JPEG, 'image/jpeg', 'x'))).toBe('no-such-person');
});

test('every other route still takes JSON alone, of its own size', async () => {
  const asPicture = { 'content-type': 'image/jpeg' };
  const path = `/api/v1/people/${marta}`;
  expect(await kindOf(desktop.send('PATCH', path, JPEG, asPicture))).toBe('not-json');
  expect(await kindOf(desktop.send('POST', `${path}/photo`, JPEG, asPicture))).toBe('not-json');
  const long = { name: 'x'.repeat(65 * 1024) };
  expect(await kindOf(desktop.send('PATCH', path, long))).toBe('too-large');
});

test('another site cannot put a photo in an administrator’s name', async () => {
  const headers = { 'content-type': 'image/jpeg', origin: 'https://evil.example' };
  const path = `/api/v1/people/${marta}/photo`;
  expect(await kindOf(desktop.send('PUT', path, JPEG, headers))).toBe('other-origin');
});

test('faces cost nobody a request of their budget', async () => {
  const small = startInProcess({ budgets: { person: { points: 3, seconds: 60 } } });
  await small.addPerson('ana', 'nurse');
  const browser = small.browser();
  await browser.signIn('ana');
  for (let i = 0; i < 10; i += 1) {
    expect((await browser.send('GET', `/api/v1/staff/${marta}/photo`)).status).toBe(404);
  }
  await small.stop();
});
