import type {
  Channel,
  ReminderLine,
  ReminderReason,
  ReminderState,
} from '#shared/sync/reminders.ts';
import type { Job, JobState } from '#server/store/jobs.ts';
import { kindOf, type ReminderPayload } from './plan.ts';

const STATES: Readonly<Record<JobState, ReminderState>> = {
  waiting: 'planned',
  leased: 'planned',
  begun: 'sending',
  done: 'sent',
  failed: 'failed',
  unclear: 'unclear',
  withdrawn: 'not-needed',
};

/** A message as people see it; `keptBy` says what would keep it now, had it to go. */
export function lineOf(
  job: Job,
  keptBy: ((channel: Channel) => ReminderReason | null) | null,
): ReminderLine {
  const payload = job.payload as unknown as ReminderPayload;
  const isSent = job.outcome === 'sent';
  const state = job.state === 'done' && !isSent ? 'not-needed' : STATES[job.state];
  const isPlanned = state === 'planned';
  const kept = isPlanned ? (keptBy?.(payload.channel) ?? null) : null;
  return {
    key: job.key,
    appointmentId: job.subject,
    channel: payload.channel,
    kind: payload.rule === 'before' ? 'before' : (kindOf(payload) ?? 'booked'),
    state,
    reason: kept ?? (isSent ? null : (job.outcome as ReminderReason | null)),
    at: isPlanned ? job.due : job.changedAt,
  };
}
