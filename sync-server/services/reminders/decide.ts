import type { Appointment } from '#shared/domain/appointment.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { isAddressLike } from '#shared/domain/telecom.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { quietAt } from '#shared/scheduling/quiet-hours.ts';
import type { MessageKind, ReminderReason, ReminderSettings } from '#shared/sync/reminders.ts';
import { kindOf, standingOf, zoneOf, type ReminderPayload, type Told } from './plan.ts';
import { rulesFor } from './settings.ts';

/** What is known when a message is due. */
export interface Known {
  readonly appointment: JsonMap | null;
  readonly patient: Patient | null;
  readonly settings: ReminderSettings;
  readonly now: string;
}
export type Verdict =
  | {
      readonly kind: 'send';
      readonly message: MessageKind;
      readonly at: Told;
      readonly was: Told | null;
    }
  | { readonly kind: 'later'; readonly due: string }
  | { readonly kind: 'skip'; readonly reason: ReminderReason };

/** Whether a message still is to go, looked at anew in the moment in which it is due. */
export function decide(payload: ReminderPayload, known: Known): Verdict {
  const { appointment, settings, now, patient } = known;
  const { slot } = (appointment ?? {}) as unknown as Appointment;
  if (!appointment || !rulesFor(settings, slot?.clinicId).isOn) return skip('switched-off');
  const message =
    payload.rule === 'before' ? reminderOf(payload, appointment) : newsOf(payload, appointment);
  if (!message) return skip('changed');
  const latest = [message.at.start, message.was?.start ?? ''].toSorted().at(-1) ?? '';
  if (latest <= now) return skip('too-late');
  const kept = keptBy(patient, payload.channel);
  if (kept) return skip(kept);
  return atNight(message, known) ?? message;
}

/** What of a patient's record keeps a channel from being used; null where nothing does. */
export function keptBy(
  patient: Patient | null,
  channel: ReminderPayload['channel'],
): ReminderReason | null {
  if (patient?.deceased) return 'deceased';
  if (patient?.reminders?.[channel] === 'off') return 'opted-out';
  // Whether a browser takes them, its push service says.
  if (channel === 'push') return null;
  const address = emailOf(patient);
  if (address === undefined) return 'no-address';
  return isAddressLike(address) ? null : 'bad-address';
}

/** Where the patient's e-mail goes: the first address of their record. */
export function emailOf(patient: Patient | null): string | undefined {
  const [first] = Object.values(patient?.telecom ?? {}).filter(({ kind }) => kind === 'email');
  return first?.value.trim();
}

type Send = Extract<Verdict, { kind: 'send' }>;

function reminderOf(
  { start }: Extract<ReminderPayload, { rule: 'before' }>,
  appointment: JsonMap,
): Send | null {
  const standing = standingOf(appointment);
  if (standing.kind !== 'booked' || standing.at.start !== start) return null;
  return { kind: 'send', message: 'before', at: standing.at, was: null };
}

function newsOf(
  notice: Extract<ReminderPayload, { rule: 'notice' }>,
  appointment: JsonMap,
): Send | null {
  const message = kindOf(notice);
  const standing = standingOf(appointment);
  if (!message) return null;
  if (notice.to === 'cancelled') {
    const isGone = standing.kind === 'cancelled' || standing.kind === 'none';
    return isGone && notice.from ? { kind: 'send', message, at: notice.from, was: null } : null;
  }
  if (standing.kind !== 'booked' || notice.to === 'unsettled') return null;
  if (standing.at.start !== notice.to.start) return null;
  return { kind: 'send', message, at: standing.at, was: message === 'moved' ? notice.from : null };
}

/** The night lasts until morning, but not for somebody who would be on the way by then. */
function atNight({ message, at, was }: Send, { patient, settings, now }: Known): Verdict | null {
  const night = quietAt(now, zoneOf(patient, at), settings.quiet);
  if (!night) return null;
  const soonest = [at.start, was?.start ?? at.start].filter((start) => start > now).toSorted()[0];
  if (soonest === undefined || night.until < soonest) return { kind: 'later', due: night.until };
  return message === 'before' ? skip('too-late') : null;
}

function skip(reason: ReminderReason): Verdict {
  return { kind: 'skip', reason };
}
