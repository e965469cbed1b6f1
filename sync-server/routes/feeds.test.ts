import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type PractitionerId } from '#shared/domain/ids.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';
import type { FeedAnswer } from '#shared/sync/feeds.ts';
import { FIRST_SETTINGS, settingsRow } from '#server/services/reminders/settings.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let server: InProcess;
let account: Awaited<ReturnType<InProcess['addPerson']>>;
const practitioner = newId<PractitionerId>();
const patientId = newId<string>();
beforeEach(async () => {
  server = startInProcess({ budgets: { anonymous: { points: 6, seconds: 60 } } });
  account = await server.addPerson('petrova', 'doctor');
  await server.store.accounts.changeAccount(account.id, { practitionerId: practitioner });
  await put('practitioners', practitioner, {
    isActive: true,
    names: { n: { family: 'Petrova', given: 'Elena', prefix: 'Dr' } },
  });
  await put('patients', patientId, {
    names: { n: { use: 'official', family: 'Verysecret', given: 'Ana' } },
  });
});
afterEach(() => server.stop());

async function aDoctor(): Promise<Browser> {
  const doctor = server.browser();
  await doctor.signIn('petrova');
  return doctor;
}

const entry = { mutationId: null, by: null, device: null, at: '', action: null, changes: [] };
const put = (collection: CollectionName, id: string, content: JsonMap): Promise<void> =>
  server.store.transaction(async (tx) =>
    tx.put({ collection, id, content, kind: 'put', entries: [entry] }),
  );
const anAppointment = async (wall: string, more: JsonMap = {}): Promise<string> => {
  const id = newId<string>();
  await put('appointments', id, {
    patientId,
    status: 'booked',
    booking: 'confirmed',
    visitType: 'Colposcopy',
    reason: 'HIV result',
    slot: { ...intervalAt(wall, 30, 'Europe/Dublin'), practitionerId: practitioner },
    ...more,
  });
  return id;
};
const makeFeed = async (): Promise<string> => {
  const person = { ...account, practitionerId: practitioner };
  return (await server.services.feeds.make(person, 'en'))?.path ?? '';
};
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(server.app.request(`http://localhost${path}`, { headers }));
const read = async (path: string): Promise<readonly ICAL.Event[]> => {
  const calendar = new ICAL.Component(ICAL.parse(await (await get(path)).text()));
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
};

test('a clinician’s calendar says when and that they are busy, and nothing of whom or what for', async () => {
  await anAppointment('2026-05-06T10:30');
  await anAppointment('2026-05-05T09:00', { status: 'cancelled' });
  await anAppointment('2026-05-05T09:00', { booking: 'clash' });
  await anAppointment('2027-05-05T09:00');
  await anAppointment('2026-05-07T09:00', {
    slot: intervalAt('2026-05-07T09:00', 30, 'Europe/Dublin'),
  });
  const path = await makeFeed();
  const answer = await get(path);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await answer.text();
  expect(text).not.toMatch(/Verysecret|Ana\b|Colposcopy|HIV/);
  const events = await read(path);
  expect(
    events.map(({ summary, component }) => [summary, component.getFirstPropertyValue('status')]),
  ).toEqual([
    ['Appointment', 'CANCELLED'],
    ['Appointment', 'CONFIRMED'],
  ]);
  expect(events[1]?.startDate.toJSDate().toISOString()).toBe('2026-05-06T09:30:00.000Z');
});

test('initials stand there where the hospital says so', async () => {
  await server.store.transaction(async (tx) =>
    tx.writeMeta(...settingsRow({ ...FIRST_SETTINGS, feeds: { hasInitials: true } })),
  );
  await anAppointment('2026-05-06T10:30');
  const [event] = await read(await makeFeed());
  expect(event?.summary).toBe('Appointment A. V.');
});

test('a change keeps the uid and raises the number; what has not changed is not sent again', async () => {
  const id = await anAppointment('2026-05-06T10:30');
  const path = await makeFeed();
  const first = await get(path);
  const etag = first.headers.get('etag') ?? '';
  expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  const [before] = await read(path);
  server.clock.at += 60_000;
  const { content } = (await server.store.readDocument('appointments', id)) ?? { content: {} };
  await put('appointments', id, { ...content, status: 'cancelled' });
  expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
  const [after] = await read(path);
  expect(after?.uid).toBe(before?.uid);
  expect(after && before && after.sequence > before.sequence).toBe(true);
});

test('an address ends when it is taken back, when a new one is made, and with its owner', async () => {
  const doctor = await aDoctor();
  const first = await makeFeed();
  expect((await get(first)).status).toBe(200);
  const second = await makeFeed();
  expect((await get(first)).status).toBe(404);
  expect((await get(second)).status).toBe(200);
  const told = await jsonOf<FeedAnswer>(doctor.send('GET', '/api/v1/feed'));
  expect(told).toMatchObject({
    isPossible: true,
    path: null,
    link: { readAt: '2026-05-04T08:00:00.000Z' },
  });
  await doctor.send('DELETE', '/api/v1/feed');
  expect((await get(second)).status).toBe(404);
  const third = await makeFeed();
  await server.services.people.change(account.id, { practitionerId: null });
  expect((await get(third)).status).toBe(404);
});

test('nobody guesses many addresses, and guesses keep no calendar from its own', async () => {
  const path = await makeFeed();
  const statuses: number[] = [];
  for (let i = 0; i < 7; i += 1) statuses.push((await get(`/feed/${'x'.repeat(43)}.ics`)).status);
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 429]);
  expect((await get(path)).status).toBe(200);
});

test('who is no clinician has no calendar to give away', async () => {
  await server.addPerson('lena', 'reception');
  const lena = server.browser();
  await lena.signIn('lena');
  expect((await lena.send('POST', '/api/v1/feed', { language: 'en' })).status).toBe(409);
});

test('one appointment is a file for its patient, as neutral as a message', async () => {
  const id = await anAppointment('2026-05-06T10:30');
  const doctor = await aDoctor();
  const answer = await doctor.send('GET', `/api/v1/appointments/${id}/calendar`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="appointment.ics"');
  const text = await answer.text();
  expect(text).not.toMatch(/Verysecret|Colposcopy|HIV/);
  const [component] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  expect(component && new ICAL.Event(component).uid).toBe(`${id}@wardline`);
  const lost = await anAppointment('2026-05-06T10:30', { booking: 'clash' });
  expect((await doctor.send('GET', `/api/v1/appointments/${lost}/calendar`)).status).toBe(404);
});
