import type { Appointment } from '#shared/domain/appointment.ts';
import type { Location } from '#shared/domain/location.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JobEnd, LeasedJob } from '#server/store/jobs.ts';
import type { Store } from '#server/store/store.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { decide, emailOf, type Verdict } from './decide.ts';
import type { Mail, Mailer, MailOutcome } from './mailer.ts';
import { composeMessage, languageOf, type Message } from './message.ts';
import { zoneOf, type ReminderPayload } from './plan.ts';
import { patientEvent } from './patient-event.ts';
import { readSurvivor } from './read-survivor.ts';
import { placeWords, readSettings, rulesFor } from './settings.ts';

export interface SendDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Null where no mail server is set. */
  readonly mailer: Mailer | null;
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
  if (!deps.mailer) return again(deps, job, 'not-set-up');
  const to = emailOf(patient) ?? '';
  const stopLink = await deps.stopLinkOf(patientId);
  const about = { appointment: appointment as unknown as Appointment, patient, stopLink };
  const message = await messageOf(deps, verdict, about);
  const calendar = await calendarFor(deps, job.subject, verdict);
  const mail = { ...message, to, id: job.key, stopLink, ...(calendar ? { calendar } : {}) };
  const outcome = await deps.mailer.send(mail, begin);
  return endOf(deps, job, outcome);
}

function endOf(deps: SendDeps, job: LeasedJob, { kind, reason }: MailOutcome): JobEnd | null {
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

async function messageOf(
  { store }: SendDeps,
  { message, at, was }: Sending,
  { appointment, patient, stopLink }: About,
): Promise<Message> {
  const { slot } = appointment;
  const { facility } = await store.readFacility();
  const rules = rulesFor(await readSettings(store), slot?.clinicId);
  const place = async (id: string | undefined): Promise<Location | undefined> =>
    id ? ((await store.readDocument('locations', id))?.content as Location | undefined) : undefined;
  return composeMessage({
    kind: message,
    at,
    was,
    hospital: facility?.name ?? '',
    place: placeWords(rules, await place(slot?.clinicId), await place(facility?.id)),
    phone: rules.phone,
    language: languageOf(patient, facility?.language),
    zone: zoneOf(patient, at),
    stopLink,
  });
}
