import type { Appointment } from '#shared/domain/appointment.ts';
import type { Location } from '#shared/domain/location.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JobEnd, LeasedJob } from '#server/store/jobs.ts';
import type { Store } from '#server/store/store.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { decide, emailOf, type Verdict } from './decide.ts';
import type { Mail, Mailer, MailOutcome } from './mailer.ts';
import {
  composeMessage,
  languageOf,
  notificationOf,
  type Message,
  type MessageParts,
} from './message.ts';
import { zoneOf, type ReminderPayload } from './plan.ts';
import { patientEvent } from './patient-event.ts';
import type { Pusher, PushOutcome } from './pusher.ts';
import { findSurvivor, readSurvivor } from './read-survivor.ts';
import { placeWords, readSettings, rulesFor } from './settings.ts';

export interface SendDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Null where no mail server is set. */
  readonly mailer: Mailer | null;
  /** Null where the hospital has no address outside. */
  readonly pusher: Pusher | null;
  /** Where a patient can stop messages; null where the hospital has no address outside. */
  readonly stopLinkOf: (patientId: string) => Promise<string | null>;
  /** A calendar file of one event. */
  readonly calendarOf: (event: CalendarEvent, method: 'PUBLISH' | 'CANCEL') => string;
  /** When a try is made again that came to nothing. */
  readonly nextTry: (tries: number, now: number) => string;
}
type Sending = Extract<Verdict, { kind: 'send' }>;

/** Does one message: looks whether it still is to go, writes it, marks it, and hands it to the mail server. */
export async function sendReminder(
  deps: SendDeps,
  job: LeasedJob,
  begin: () => Promise<boolean>,
): Promise<JobEnd | null> {
  const { store, clock } = deps;
  const payload = job.payload as unknown as ReminderPayload;
  const found = await store.readDocument('appointments', job.subject);
  const appointment = found?.content ?? null;
  const { patientId = '' } = (appointment ?? {}) as unknown as Appointment;
  const patient = await readSurvivor(store, patientId);
  const settings = await readSettings(store);
  const now = instantAt(clock.now());
  const verdict = decide(payload, { appointment, patient, settings, now });
  if (verdict.kind === 'later')
    return { state: 'waiting', due: verdict.due, outcome: 'quiet', isTry: false };
  if (verdict.kind === 'skip')
    return { state: verdict.reason === 'too-late' ? 'failed' : 'done', outcome: verdict.reason };
  const about = { appointment: appointment as unknown as Appointment, patient };
  if (payload.channel === 'push')
    return endOf(deps, job, await pushOne(deps, { verdict, about, job, begin }));
  if (!deps.mailer) return again(deps, job, 'not-set-up');
  const to = emailOf(patient) ?? '';
  const stopLink = await deps.stopLinkOf(patientId);
  const message = await messageOf(deps, verdict, { ...about, stopLink });
  const calendar = await calendarFor(deps, job.subject, verdict);
  const mail = { ...message, to, id: job.key, stopLink, ...(calendar ? { calendar } : {}) };
  const outcome = await deps.mailer.send(mail, begin);
  return endOf(deps, job, outcome);
}

interface Push {
  readonly verdict: Sending;
  readonly about: Omit<About, 'stopLink'>;
  readonly job: LeasedJob;
  readonly begin: () => Promise<boolean>;
}

/** One notification on each browser that the patient has named; what one of them has got is not sent again for the others. */
async function pushOne(
  { store, pusher, ...deps }: SendDeps,
  { verdict, about, job, begin }: Push,
): Promise<Pick<MailOutcome, 'kind' | 'reason'>> {
  if (!pusher) return { kind: 'not-now', reason: 'not-set-up' };
  const { patientId = '' } = about.appointment;
  const survivor = await findSurvivor(store, patientId);
  const ids = [...new Set([patientId, survivor?.id ?? patientId])];
  const devices = (await Promise.all(ids.map(store.pushDevices.listPushDevices))).flat();
  if (devices.length === 0) return { kind: 'refused', reason: 'no-device' };
  const parts = await partsOf({ store, pusher, ...deps }, verdict, { ...about, stopLink: null });
  const notification = notificationOf(parts, job.key);
  if (!(await begin())) return { kind: 'not-begun', reason: null };
  const outcomes: PushOutcome[] = [];
  for (const device of devices) {
    const outcome = await pusher.send(device, notification);
    if (outcome.kind === 'gone') await store.pushDevices.dropPushDevice(device.id);
    outcomes.push(outcome);
  }
  return pushedOutcome(outcomes);
}

/** The best that became of it, as far as it is sure: once one may have it, nothing is sent again. */
function pushedOutcome(outcomes: readonly PushOutcome[]): Pick<MailOutcome, 'kind' | 'reason'> {
  for (const kind of ['sent', 'unclear', 'not-now', 'refused'] as const) {
    const found = outcomes.find((one) => one.kind === kind);
    if (found) return { kind, reason: found.reason };
  }
  return { kind: 'refused', reason: 'no-device' };
}

function endOf(
  deps: SendDeps,
  job: LeasedJob,
  { kind, reason }: Pick<MailOutcome, 'kind' | 'reason'>,
): JobEnd | null {
  switch (kind) {
    case 'sent':
      return { state: 'done', outcome: 'sent' };
    case 'not-now':
      return again(deps, job, reason ?? 'unreachable');
    case 'refused':
      return { state: 'failed', outcome: reason ?? 'refused' };
    case 'unclear':
      return { state: 'unclear', outcome: reason ?? 'cut-off' };
    case 'not-begun':
      return null;
  }
}

function again({ clock, nextTry }: SendDeps, { tries }: LeasedJob, outcome: string): JobEnd {
  return { state: 'waiting', due: nextTry(tries, clock.now()), outcome, isTry: true };
}

/** The patient's calendar follows; it takes out what is cancelled. */
async function calendarFor(
  { store, calendarOf }: SendDeps,
  id: string,
  { message }: Sending,
): Promise<Mail['calendar'] | null> {
  const event = await patientEvent(store, id);
  const method = message === 'cancelled' ? 'CANCEL' : 'PUBLISH';
  return event && { method, text: calendarOf(event, method) };
}

interface About {
  readonly appointment: Appointment;
  readonly patient: Patient | null;
  readonly stopLink: string | null;
}

async function messageOf(deps: SendDeps, sending: Sending, about: About): Promise<Message> {
  return composeMessage(await partsOf(deps, sending, about));
}

async function partsOf(
  { store }: SendDeps,
  { message, at, was }: Sending,
  { appointment, patient, stopLink }: About,
): Promise<MessageParts> {
  const { slot } = appointment;
  const { facility } = await store.readFacility();
  const rules = rulesFor(await readSettings(store), slot?.clinicId);
  const place = async (id: string | undefined): Promise<Location | undefined> =>
    id ? ((await store.readDocument('locations', id))?.content as Location | undefined) : undefined;
  return {
    kind: message,
    at,
    was,
    hospital: facility?.name ?? '',
    place: placeWords(rules, await place(slot?.clinicId), await place(facility?.id)),
    phone: rules.phone,
    language: languageOf(patient, facility?.language),
    zone: zoneOf(patient, at),
    stopLink,
  };
}
