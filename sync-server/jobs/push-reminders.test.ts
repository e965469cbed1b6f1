import 'temporal-polyfill/global';
import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppointmentId } from '#shared/domain/ids.ts';
import { createWebPusher } from '#server/interop/push/web-pusher.ts';
import { keptVapidKeys } from '#server/services/reminders/vapid-keys.ts';
import { aRemindingHospital, type RemindingHospital } from '#server/testing/a-patient-to-remind.ts';

let ward: RemindingHospital;
beforeEach(async () => {
  ward = await aRemindingHospital();
});
afterEach(() => ward.close());

const SOON = '2026-11-24T08:05:00.000Z';
const lines = async (id: AppointmentId): Promise<readonly unknown[]> =>
  (await ward.reminders.ofAppointment(id)).lines
    .filter(({ channel, kind }) => channel === 'push' && kind === 'booked')
    .map(({ state, reason }) => [state, ...(reason ? [reason] : [])]);
/** A booking of somebody whose browser takes notifications, due in five minutes. */
async function booked(browsers = 1, wall = '2026-12-03T10:30'): Promise<AppointmentId> {
  const patient = await ward.addPatient();
  for (let n = 0; n < browsers; n += 1) await ward.addBrowser(patient);
  return ward.book(patient, wall);
}

test('a browser shows when and where, sealed for it alone, and nothing of who or what for', async () => {
  const id = await booked();
  await ward.at(SOON);
  expect(await lines(id)).toEqual([['sent']]);
  const [push] = ward.push.pushes;
  expect(JSON.parse(push?.text ?? '')).toEqual({
    title: 'Appointment booked: Thu 3 Dec 10:30, St Brigid',
    body: 'Your appointment is booked.\nIf you cannot come, or have a question, call +353 1 555 0100.',
    language: 'en',
    tag: expect.stringMatching(/^[\w-]{32}$/),
  });
  expect(push?.sealed.includes('Brigid')).toBe(false);
  expect(push?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '786300' });
  await ward.at('2026-11-24T08:06:00.000Z');
  expect(ward.push.pushes).toHaveLength(1);
});

test('the push service sees who asks: the hospital’s own key, the same after a restore (RFC 8292)', async () => {
  await booked();
  await ward.at(SOON);
  const authorization = ward.push.pushes[0]?.headers.authorization ?? '';
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((n) => n.toString('base64url'));
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
    format: 'jwk',
  });
  const signed = Buffer.from(`${head}.${body}`);
  const proof = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', signed, proof, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
    aud: `http://${ward.push.host}`,
    sub: 'mailto:it@ward.example',
  });
  const restore = await ward.hospital.backup();
  await restore();
  const { clock, store } = ward.hospital;
  const pusher = createWebPusher({ clock, subject: 'x', keys: keptVapidKeys(store) });
  expect(await pusher.publicKey()).toBe(key);
});

test('a browser that does not want them any more is forgotten; the others still get theirs', async () => {
  const id = await booked();
  ward.push.answer.status = 410;
  await ward.at(SOON);
  expect(await lines(id)).toEqual([['failed', 'no-device']]);
  const found = await ward.hospital.content('appointments', id);
  const patient = String(found?.['patientId']);
  expect(await ward.hospital.store.pushDevices.listPushDevices(patient)).toEqual([]);
  ward.push.answer.status = 201;
  const more = await booked(2, '2026-12-03T11:30');
  await ward.at('2026-11-24T08:20:00.000Z');
  expect(await lines(more)).toEqual([['sent']]);
  expect(ward.push.pushes).toHaveLength(2);
});

test('not now is tried again; a line that is cut leaves it open and is not', async () => {
  const id = await booked();
  ward.push.answer.status = 503;
  await ward.at(SOON);
  expect(await lines(id)).toEqual([['planned', 'deferred']]);
  ward.push.answer.status = 'cut';
  await ward.at('2026-11-24T08:07:00.000Z');
  expect(await lines(id)).toEqual([['unclear', 'cut-off']]);
  ward.push.answer.status = 201;
  await ward.at('2026-11-24T20:00:00.000Z');
  expect(ward.push.pushes).toEqual([]);
});

test('what is booked already comes to a browser that is added later', async () => {
  const patient = await ward.addPatient();
  await ward.book(patient, '2026-12-03T10:30');
  await ward.at(SOON);
  expect(await ward.addBrowser(patient)).toBe(true);
  await ward.at('2026-11-30T10:30:00.000Z');
  expect(ward.push.pushes.map(({ text }) => JSON.parse(text).title)).toEqual([
    'Appointment Thu 3 Dec 10:30, St Brigid',
  ]);
  expect(ward.mail.mails).toHaveLength(2);
});

test('notifications go to push services alone, whatever address a link holder names', async () => {
  const { clock, store } = ward.hospital;
  const pusher = createWebPusher({ clock, subject: 'x', keys: keptVapidKeys(store) });
  for (const good of ['https://fcm.googleapis.com/fcm/send/x', 'https://web.push.apple.com/x'])
    expect([good, pusher.isService(good)]).toEqual([good, true]);
  for (const bad of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com@evil.example/x',
    `http://${ward.push.host}/x`,
    'https://127.0.0.1/x',
    'not an address',
  ])
    expect([bad, pusher.isService(bad)]).toEqual([bad, false]);
});
