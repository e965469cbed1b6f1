import 'temporal-polyfill/global';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type AppointmentId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { wholeRecord } from '#server/interop/source-record.ts';
import { createImportRecords } from '#server/services/import-records.ts';
import { aChange, anEntry, aRow } from '#server/testing/a-hospital.ts';
import { headerOf, smtpAnswer, textOf } from '#server/testing/a-mail-server.ts';
import {
  aRemindingHospital,
  CLINIC,
  slotAt,
  type RemindingHospital,
} from '#server/testing/a-patient-to-remind.ts';

let ward: RemindingHospital;
beforeEach(async () => {
  ward = await aRemindingHospital();
});
afterEach(() => ward.close());

/** The messages of an appointment as its page shows them. */
const linesOf = async (id: AppointmentId): Promise<readonly (readonly string[])[]> => {
  const { lines } = await ward.reminders.ofAppointment(id);
  return lines.map(({ kind, state, reason }) => [kind, state, ...(reason ? [reason] : [])]);
};
const subjects = (): readonly string[] => ward.mail.mails.map((mail) => headerOf(mail, 'subject'));

test('a confirmed booking is told of, and reminded of three days and one day before, once each', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  expect(await linesOf(id)).toEqual([
    ['booked', 'planned', 'quiet'].slice(0, 2),
    ['before', 'planned'],
    ['before', 'planned'],
  ]);
  for (const at of [
    '11-24T08:00',
    '11-30T10:29',
    '11-30T10:30',
    '12-02T10:30',
    '12-02T10:31',
    '12-04T10:30',
  ])
    await ward.at(`2026-${at}:00.000Z`);
  expect(subjects()).toEqual([
    'Appointment booked: Thu 3 Dec 10:30, St Brigid',
    'Appointment Thu 3 Dec 10:30, St Brigid',
    'Appointment Thu 3 Dec 10:30, St Brigid',
  ]);
  expect(new Set(await linesOf(id))).toEqual(
    new Set([
      ['booked', 'sent'],
      ['before', 'sent'],
      ['before', 'sent'],
    ]),
  );
});

test('a message says when, where and whom to call, and nothing of who or what for', async () => {
  await ward.set({ clinics: { [CLINIC]: { shownName: 'Building B' } } });
  await ward.book(await ward.addPatient(), '2026-12-03T10:30', { comment: 'bring the biopsy' });
  await ward.at('2026-11-24T08:05:00.000Z');
  const [mail] = ward.mail.mails;
  if (!mail) throw new Error('no mail');
  expect(mail.to).toEqual(['ana@home.example']);
  const text = textOf(mail).replaceAll('\r\n', '\n');
  expect(text).toMatch(
    /^Your appointment is booked\.\nWhen: Thursday,? 3 December 2026, 10:30\nWhere: Building B, St Brigid, 2 Main St\nIf you cannot come, or have a question, call \+353 1 555 0100\.\n\nTo get no more of these messages: https:\/\/ward\.example\/r\/[\w-]{59}\n/,
  );
  expect(mail.raw).toMatch(/content-type: text\/calendar; charset=utf-8; method=PUBLISH/i);
  const [, file = ''] = /filename=.?appointment\.ics.?\r\n\r\n([\w+/=\r\n]+)/.exec(mail.raw) ?? [];
  const calendar = Buffer.from(file, 'base64').toString('utf8');
  expect(calendar).toContain('DTSTART:20261203T103000Z');
  expect(mail.raw + text + calendar).not.toMatch(/Verysecret|Ana\b|Colposcopy|HIV|Oncology|biopsy/);
});

test('the words are in the language of the record, from right to left where it runs so', async () => {
  const languages = { a: { code: 'en' }, b: { code: 'ar-EG', isPreferred: true } };
  await ward.book(await ward.addPatient({ languages }), '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  const [mail] = ward.mail.mails;
  expect(mail && textOf(mail)).toContain('حُجز موعدك.');
  expect(mail?.raw).toMatch(/dir=3D"rtl"|dir="rtl"/);
  expect(mail && textOf(mail)).toMatch(/10:30/);
});

test('moved: the old messages are withdrawn, the news goes after a while, the new time is reminded of', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  await ward.change(id, { slot: slotAt('2026-12-10T09:00') });
  await ward.at('2026-11-24T08:06:00.000Z');
  expect(ward.mail.mails).toHaveLength(1);
  await ward.at('2026-11-24T08:12:00.000Z');
  await ward.at('2026-12-02T11:00:00.000Z');
  expect(subjects().slice(1)).toEqual(['New time: Thu 10 Dec 09:00, St Brigid']);
  expect(textOf(ward.mail.mails[1] ?? { to: [], from: '', raw: '' })).toMatch(
    /Before: Thursday,? 3 December 2026, 10:30/,
  );
  await ward.at('2026-12-07T09:00:00.000Z');
  expect(subjects()).toHaveLength(3);
});

test('what is moved and moved back at once, or booked and cancelled at once, is no news', async () => {
  const patient = await ward.addPatient();
  const id = await ward.book(patient, '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  await ward.change(id, { slot: slotAt('2026-12-10T09:00') });
  await ward.change(id, { slot: slotAt('2026-12-03T10:30') });
  const gone = await ward.book(patient, '2026-12-03T11:30');
  await ward.change(gone, { status: 'cancelled' });
  await ward.at('2026-11-24T09:00:00.000Z');
  expect(subjects()).toHaveLength(1);
  await ward.at('2026-12-02T10:30:00.000Z');
  expect(await linesOf(id)).toContainEqual(['before', 'sent']);
});

test('cancelled: nothing more is reminded of, and the patient is told', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  await ward.change(id, { status: 'cancelled' });
  await ward.at('2026-12-02T12:00:00.000Z');
  expect(subjects().slice(1)).toEqual(['Appointment cancelled: Thu 3 Dec 10:30, St Brigid']);
});

test('a booking that lost its time is told to nobody until it has one', async () => {
  const [ana, ben] = [await ward.addPatient(), await ward.addPatient()];
  const first = await ward.book(ana, '2026-12-03T10:30');
  const lost = await ward.book(ben, '2026-12-03T10:30');
  expect(await linesOf(lost)).toEqual([]);
  await ward.at('2026-11-24T08:05:00.000Z');
  expect(subjects()).toHaveLength(1);
  await ward.change(first, { status: 'cancelled' });
  await ward.at('2026-11-24T09:05:00.000Z');
  expect(subjects().slice(1).toSorted()).toEqual([
    'Appointment booked: Thu 3 Dec 10:30, St Brigid',
    'Appointment cancelled: Thu 3 Dec 10:30, St Brigid',
  ]);
  expect(await linesOf(lost)).toContainEqual(['before', 'planned']);
});

test('a change of something else, in the moment of sending too, keeps every message', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  const { store, clock } = ward.hospital;
  clock.set('2026-11-30T10:31:00.000Z');
  const now = '2026-11-30T10:31:00.000Z';
  const question = { kinds: ['reminder'], now, until: '2026-11-30T10:36:00.000Z', limit: 1 };
  const [job] = await store.jobs.leaseJobs(question);
  await ward.change(id, { comment: 'on foot' });
  expect(job && (await store.jobs.beginJob(job.key, job.lease, now))).toBe(true);
  expect(await linesOf(id)).toEqual([
    ['booked', 'sent'],
    ['before', 'sending'],
    ['before', 'planned'],
  ]);
});

test('a series booked at once is told of once, and reminded of each time', async () => {
  const patient = await ward.addPatient();
  const seriesId = 'series';
  const first = await ward.book(patient, '2026-12-03T10:30', { seriesId });
  const second = await ward.book(patient, '2026-12-10T10:30', { seriesId });
  expect(await linesOf(first)).toContainEqual(['booked', 'planned']);
  expect(await linesOf(second)).toEqual([
    ['before', 'planned'],
    ['before', 'planned'],
  ]);
});

test('what an import brings is reminded of, and is no news', async () => {
  const patientId = await ward.addPatient();
  const id = newId<AppointmentId>();
  const content = { patientId, status: 'booked', slot: slotAt('2026-12-03T10:30') };
  const record = wholeRecord('appointments', id, content as unknown as JsonMap);
  expect(await createImportRecords(ward.hospital)([record])).toMatchObject([{ outcome: 'added' }]);
  expect(await linesOf(id)).toEqual([
    ['before', 'planned'],
    ['before', 'planned'],
  ]);
});

test('whoever is here is reminded of nothing', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  await ward.change(id, { status: 'arrived' });
  await ward.at('2026-12-02T12:00:00.000Z');
  expect(subjects()).toHaveLength(1);
});

test('nothing goes in the patient’s night, wherever the hospital is; urgent news does', async () => {
  const reminders = { zone: 'Pacific/Auckland' };
  const patient = await ward.addPatient({ reminders });
  // 08:05 in Dublin is 21:05 in Auckland.
  const id = await ward.book(patient, '2026-12-03T10:30');
  await ward.at('2026-11-24T08:06:00.000Z');
  expect(subjects()).toEqual([]);
  await ward.at('2026-11-24T19:00:00.000Z');
  expect(subjects()).toHaveLength(1);
  expect(textOf(ward.mail.mails[0] ?? { to: [], from: '', raw: '' })).toContain('(Dublin time)');
  await ward.at('2026-12-03T08:30:00.000Z');
  await ward.change(id, { status: 'cancelled' });
  await ward.at('2026-12-03T08:36:00.000Z');
  expect(subjects()).toHaveLength(2);
});

test('opted out, without an address, and deceased: nothing goes, and the appointment says why', async () => {
  const who = [
    { reminders: { email: 'off' } },
    { telecom: {} },
    { telecom: { e: { kind: 'email', value: 'ana@home.example, all@home.example' } } },
    { deceased: {} },
  ] as const;
  const ids: AppointmentId[] = [];
  for (const [n, more] of who.entries())
    ids.push(await ward.book(await ward.addPatient(more), `2026-12-03T1${n}:00`));
  const reasons = async (): Promise<readonly unknown[]> =>
    Promise.all(ids.map(async (id) => (await linesOf(id))[0]?.at(-1)));
  expect(await reasons()).toEqual(['opted-out', 'no-address', 'bad-address', 'deceased']);
  await ward.at('2026-11-24T08:10:00.000Z');
  expect(ward.mail.mails).toEqual([]);
  expect(await reasons()).toEqual(['opted-out', 'no-address', 'bad-address', 'deceased']);
});

test('a record that was found to be another’s is reached where that one is', async () => {
  const survivor = await ward.addPatient({
    telecom: { e: { kind: 'email', value: 'new@home.example' } },
  });
  const patient = await ward.addPatient();
  await ward.hospital.store.transaction(async (tx) => {
    const { content } = (await tx.readDocument('patients', patient)) ?? { content: {} };
    const links = { l: { kind: 'replaced-by', patientId: survivor } };
    const entries = [
      { mutationId: null, by: null, device: null, at: '', action: null, changes: [] },
    ];
    tx.put({
      collection: 'patients',
      id: patient,
      content: { ...content, links },
      kind: 'put',
      entries,
    });
  });
  await ward.book(patient, '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  expect(ward.mail.mails.map(({ to }) => to)).toEqual([['new@home.example']]);
});

test('new rules count for what is booked already; switched off, nothing goes', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  await ward.at('2026-11-24T08:05:00.000Z');
  await ward.set({ leads: [168] });
  expect(await linesOf(id)).toEqual([
    ['booked', 'sent'],
    ['before', 'planned'],
  ]);
  await ward.set({ clinics: { [CLINIC]: { leads: [48, 2] } } });
  expect(await linesOf(id)).toEqual([
    ['booked', 'sent'],
    ['before', 'planned'],
    ['before', 'planned'],
  ]);
  await ward.set({ isOn: false });
  expect(await linesOf(id)).toEqual([['booked', 'sent']]);
  await ward.at('2026-12-02T10:30:00.000Z');
  expect(subjects()).toHaveLength(1);
});

test('a mail server that says not now is asked again; one that says never, and a cut line, are told to a person', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  ward.mail.answer.data = () => smtpAnswer(451);
  await ward.at('2026-11-24T08:05:00.000Z');
  expect(await linesOf(id)).toContainEqual(['booked', 'planned', 'deferred']);
  ward.mail.answer.data = (close) => (close(), 'silence');
  await ward.at('2026-11-24T08:10:00.000Z');
  expect(await linesOf(id)).toContainEqual(['booked', 'unclear', 'cut-off']);
  ward.mail.answer.data = null;
  await ward.at('2026-11-24T20:00:00.000Z');
  expect(ward.mail.mails).toHaveLength(1);
  const { trouble, counts } = await ward.reminders.page();
  expect(counts).toMatchObject({ unclear: 1, failed: 0 });
  expect(trouble).toMatchObject([{ kind: 'booked', state: 'unclear', clinicId: CLINIC }]);
  expect(JSON.stringify(trouble)).not.toMatch(/Verysecret|home\.example/);
  expect(await ward.reminders.retry(trouble[0]?.key ?? '')).toBe(true);
  await ward.at('2026-11-24T20:01:00.000Z');
  expect(await linesOf(id)).toContainEqual(['booked', 'sent']);
  ward.mail.answer.rcpt = () => smtpAnswer(550);
  await ward.at('2026-11-30T10:30:00.000Z');
  expect(await linesOf(id)).toContainEqual(['before', 'failed', 'bad-address']);
});

test('a hospital that slept past the time says that it was too late', async () => {
  const id = await ward.book(await ward.addPatient(), '2026-12-03T10:30');
  await ward.at('2026-12-03T11:00:00.000Z');
  expect(ward.mail.mails).toEqual([]);
  expect(await linesOf(id)).toEqual(
    ['booked', 'before', 'before'].map((kind) => [kind, 'failed', 'too-late']),
  );
});

test('a backup that goes on sends nothing that may have been sent, and what came back is no news', async () => {
  const patient = await ward.addPatient();
  const id = await ward.book(patient, '2026-12-03T10:30');
  const restore = await ward.hospital.backup();
  await ward.at('2026-11-30T10:30:00.000Z');
  expect(subjects()).toHaveLength(2);
  await restore();
  await ward.at('2026-11-30T11:00:00.000Z');
  expect(subjects()).toHaveLength(2);
  expect(await linesOf(id)).toEqual([
    ['booked', 'unclear', 'restored'],
    ['before', 'unclear', 'restored'],
    ['before', 'planned'],
  ]);
});

test('a zone that is none in a record or a slot keeps nobody from booking', async () => {
  const patient = await ward.addPatient({ reminders: { zone: 'Mars/Olympus' } });
  const id = await ward.book(patient, '2026-12-03T10:30', {
    slot: { ...slotAt('2026-12-03T10:30'), zone: 'Nowhere' },
  });
  expect(await linesOf(id)).toHaveLength(3);
  const row = aRow(
    patient,
    anEntry(ward.hospital.doctor, [aChange('/reminders/email', undefined, 'never')]),
  );
  expect(await ward.hospital.push('patients', row)).toMatchObject([
    { outcome: 'rejected', code: 'not-readable' },
  ]);
});
