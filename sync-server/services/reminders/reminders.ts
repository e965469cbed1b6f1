import type { Appointment } from '#shared/domain/appointment.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type {
  AppointmentReminders,
  ReminderEntry,
  ReminderSettings,
  RemindersPage,
  TestAnswer,
} from '#shared/sync/reminders.ts';
import type { Job } from '#server/store/jobs.ts';
import type { Store } from '#server/store/store.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { keptBy } from './decide.ts';
import { lineOf } from './lines.ts';
import type { Mailer } from './mailer.ts';
import { escaped } from './message.ts';
import { REMINDER } from './plan.ts';
import { patientEvent } from './patient-event.ts';
import { readSurvivor } from './read-survivor.ts';
import { wantReplan } from './replan.ts';
import { readSettings, settingsRow } from './settings.ts';
import { messageLanguage, WORDS } from './words.ts';

/** Reminders as people see and set them. */
export interface Reminders {
  readonly page: () => Promise<RemindersPage>;
  /** Refused where nothing could be sent. */
  readonly change: (
    settings: ReminderSettings,
  ) => Promise<Result<RemindersPage, { kind: 'no-mail' }>>;
  /** One message to an address that an administrator names, at once. */
  readonly test: (to: string) => Promise<Result<TestAnswer, { kind: 'no-mail' }>>;
  /** Lets a message go again that failed or may have been sent; false where it is none of those. */
  readonly retry: (key: string) => Promise<boolean>;
  /** What is planned and what was sent of one appointment. */
  readonly ofAppointment: (id: string) => Promise<AppointmentReminders>;
  /** An appointment for its patient's calendar, as neutral as a message; null where there is none to be kept. */
  readonly eventOf: (id: string) => Promise<CalendarEvent | null>;
}
export interface RemindersDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly mailer: Mailer | null;
  readonly publicUrl: string | null;
  /** Looks for what is due now. */
  readonly onDue: () => void;
}

const KINDS = [REMINDER];
const SHOWN = 100;

/** The administrator's page and the appointment's own. */
export function createReminders(deps: RemindersDeps): Reminders {
  const { store, clock, mailer, onDue } = deps;
  return {
    page: () => page(deps),
    change: async (settings) => {
      if (settings.isOn && !mailer) return err({ kind: 'no-mail' });
      await store.transaction(async (tx) => {
        tx.writeMeta(...settingsRow(settings));
        wantReplan(tx, instantAt(clock.now()));
      });
      onDue();
      return ok(await page(deps));
    },
    test: async (to) => (mailer ? ok(await sendTest(deps, mailer, to)) : err({ kind: 'no-mail' })),
    retry: async (key) => {
      const isAgain = await store.jobs.retryJob(key, instantAt(clock.now()));
      if (isAgain) onDue();
      return isAgain;
    },
    ofAppointment: (id) => ofAppointment(deps, id),
    eventOf: (id) => patientEvent(store, id),
  };
}

async function page({ store, mailer, publicUrl }: RemindersDeps): Promise<RemindersPage> {
  const { jobs } = store;
  const counts = await jobs.countJobs(KINDS);
  const trouble = await jobs.listJobs({
    kinds: KINDS,
    states: ['failed', 'unclear'],
    limit: SHOWN,
  });
  const lately = await jobs.listJobs({ kinds: KINDS, states: ['done', 'begun'], limit: SHOWN });
  const entries = (some: readonly Job[]): Promise<readonly ReminderEntry[]> =>
    Promise.all(some.map((job) => entryOf(store, job)));
  return {
    settings: await readSettings(store),
    mail: mailer && { host: mailer.host, from: mailer.from },
    publicUrl,
    counts: {
      planned: counts.waiting + counts.leased,
      sent: counts.done,
      failed: counts.failed,
      unclear: counts.unclear,
    },
    trouble: await entries(trouble),
    lately: await entries(lately),
  };
}

/** Which clinic and when, for somebody who may not see whose appointment it is. */
async function entryOf(store: Store, job: Job): Promise<ReminderEntry> {
  const found = await store.readDocument('appointments', job.subject);
  const { slot } = (found?.content ?? {}) as unknown as Partial<Appointment>;
  return {
    ...lineOf(job, null),
    start: slot?.start ?? null,
    zone: slot?.zone ?? 'UTC',
    clinicId: slot?.clinicId ?? null,
    tries: job.tries,
  };
}

async function ofAppointment({ store }: RemindersDeps, id: string): Promise<AppointmentReminders> {
  const { isOn } = await readSettings(store);
  const found = await store.readDocument('appointments', id);
  const { patientId } = (found?.content ?? {}) as unknown as Partial<Appointment>;
  const patient = patientId ? await readSurvivor(store, patientId) : null;
  const jobs = (await store.jobs.listJobsOf(id)).filter(
    ({ kind, state }) => kind === REMINDER && state !== 'withdrawn',
  );
  const lines = jobs
    .filter(({ payload }) => payload['to'] !== 'unsettled')
    .map((job) => lineOf(job, (channel) => keptBy(patient, channel)));
  return { isOn, lines };
}

async function sendTest(
  { store, clock }: RemindersDeps,
  mailer: Mailer,
  to: string,
): Promise<TestAnswer> {
  const { facility } = await store.readFacility();
  const { subject, text } = WORDS[messageLanguage(facility?.language)].test;
  const html = `<!doctype html>\n<html><body><p>${escaped(text)}</p></body></html>\n`;
  const id = `test ${clock.now()}`;
  const { kind, reason, said } = await mailer.send(
    { to, subject, text: `${text}\n`, html, id, stopLink: null },
    async () => true,
  );
  return { state: kind === 'sent' || kind === 'unclear' ? kind : 'failed', reason, said };
}
