import type { Logger } from 'pino';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { calendarText } from '#server/interop/icalendar/calendar-text.ts';
import { createLinks } from '#server/services/reminders/links.ts';
import type { Mailer } from '#server/services/reminders/mailer.ts';
import type { Pusher } from '#server/services/reminders/pusher.ts';
import { REMINDER } from '#server/services/reminders/plan.ts';
import { keepReplanning, REPLAN, replanReminders } from '#server/services/reminders/replan.ts';
import { sendReminder, type SendDeps } from '#server/services/reminders/send-reminder.ts';
import { readSettings } from '#server/services/reminders/settings.ts';
import { safeCause } from '#server/services/safe-cause.ts';
import type { Store } from '#server/store/store.ts';
import { nextTry, runJobs, type JobsRunner } from './run-jobs.ts';

export interface SendRemindersDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly mailer: Mailer | null;
  readonly pusher: Pusher | null;
  readonly publicUrl: string | null;
  readonly logger: Logger | null;
}

/** Sends what is due, and looks once a night whether every coming appointment has its messages. Without a mail server they wait. */
export function startSendingReminders(deps: SendRemindersDeps): JobsRunner {
  const { store, clock, mailer, pusher, publicUrl, logger } = deps;
  const { linkOf } = createLinks(store, publicUrl);
  const sending: SendDeps = {
    store,
    clock,
    mailer,
    pusher,
    nextTry,
    stopLinkOf: linkOf,
    calendarOf: (event, method) => calendarText([event], { name: null, method }),
  };
  const onFailure = (cause: unknown): void =>
    logger?.error(safeCause(cause), 'a reminder could not be sent or planned');
  const runner = runJobs({
    jobs: store.jobs,
    clock,
    workers: {
      [REPLAN]: () => replanReminders(deps),
      ...(mailer ? { [REMINDER]: (job, begin) => sendReminder(sending, job, begin) } : {}),
    },
    onFailure,
  });
  void keepNightly(deps).catch(onFailure).then(runner.look);
  return runner;
}

async function keepNightly({ store, clock }: SendRemindersDeps): Promise<void> {
  const { isOn } = await readSettings(store);
  if (isOn) await store.transaction((tx) => keepReplanning(tx, instantAt(clock.now())));
}
