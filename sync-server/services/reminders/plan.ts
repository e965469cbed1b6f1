import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { leadInstant, outsideQuiet, quietAt } from '#shared/scheduling/quiet-hours.ts';
import type { Channel, ReminderSettings } from '#shared/sync/reminders.ts';
import type { Job, NewJob } from '#server/store/jobs.ts';
import type { StoreTx } from '#server/store/store.ts';
import { safeZone } from './safe-zone.ts';
import { findSurvivor } from './read-survivor.ts';
import { readSettings, rulesFor } from './settings.ts';

export const REMINDER = 'reminder';

/** A time as a message names it. */
export interface Told {
  readonly start: string;
  readonly zone: string;
}
/** What a job of ours says. `from` is the time that the patient was told last, where they were. */
export type ReminderPayload = { readonly channel: Channel } & (
  | { readonly rule: 'before'; readonly hours: number; readonly start: string }
  | {
      readonly rule: 'notice';
      readonly from: Told | null;
      /** What they are to be told; `unsettled` while nobody can say. */
      readonly to: Told | 'cancelled' | 'unsettled';
    }
);
type Notice = Extract<ReminderPayload, { rule: 'notice' }>;

/** How an appointment stands, as far as a patient is concerned. */
export type Standing =
  | { readonly kind: 'booked'; readonly at: Told }
  | { readonly kind: 'unsettled' | 'cancelled' | 'none' | 'over' };

/** Time to take a change back before anybody hears of it. */
const GRACE_MS = 5 * 60_000;

/** Only what the hospital has confirmed is a booking for its patient. */
export function standingOf(content: JsonMap | null): Standing {
  const { status, booking, slot } = (content ?? {}) as unknown as Appointment;
  if (status === 'cancelled' || status === 'entered-in-error') return { kind: 'cancelled' };
  if (status === 'arrived' || status === 'checked-in' || status === 'fulfilled')
    return { kind: 'over' };
  if (status === 'noshow') return { kind: 'over' };
  if (status !== 'booked' || !slot) return { kind: 'none' };
  return booking === 'confirmed'
    ? { kind: 'booked', at: { start: slot.start, zone: safeZone(slot.zone) } }
    : { kind: 'unsettled' };
}

export interface Planning {
  readonly tx: StoreTx;
  /** When the change was accepted. */
  readonly now: string;
  /** False where nobody made the change just now: an import, what came back after a restore, new rules. */
  readonly isNews: boolean;
}
export interface Landed {
  readonly id: string;
  readonly before: JsonMap | null;
  readonly content: JsonMap;
}

/** The messages that an appointment is to have as it stands now; what waits and fits it no more is withdrawn. One transaction with the change. */
export async function planReminders(
  { tx, now, isNews }: Planning,
  { id, before, content }: Landed,
): Promise<void> {
  const settings = await readSettings(tx);
  if (!settings.isOn) return;
  const there = await tx.listJobsOf(id);
  const { patientId, slot } = content as unknown as Appointment;
  const patient = patientId ? await findSurvivor(tx, patientId) : null;
  const zone = slot ? zoneOf((patient?.content ?? null) as Patient | null, slot) : 'UTC';
  const channels = await channelsOf(tx, [patientId, patient?.id]);
  const deps: Plan = { id, now, zone, settings, there, slot, channels };
  const standing = standingOf(content);
  const jobs = patientId
    ? [
        ...remindersOf(deps, standing),
        ...noticesOf(deps, {
          standing,
          before,
          isNews: isNews && !(await isLaterOfSeries(tx, id, content)),
        }),
      ]
    : [];
  if (jobs.length > 0 || there.length > 0)
    tx.wantJobs({ subject: id, kind: REMINDER, jobs, at: now });
}

/** E-mail always, whether there is an address is seen when it goes; notifications where a browser of theirs takes them. */
async function channelsOf(
  tx: StoreTx,
  ids: readonly (string | undefined)[],
): Promise<readonly Channel[]> {
  for (const id of new Set(ids)) if (id && (await tx.hasPushDevice(id))) return ['email', 'push'];
  return ['email'];
}

/** Nobody is told of thirty times at once: of a series, the first that is to come speaks for all. */
async function isLaterOfSeries(tx: StoreTx, id: string, content: JsonMap): Promise<boolean> {
  const { seriesId, slot, status } = content as unknown as Appointment;
  if (!seriesId || !slot || status !== 'booked') return false;
  const { documents } = await tx.find({
    collection: 'appointments',
    where: [{ key: 'seriesId', anyOf: [seriesId] }],
    limit: MOST_OF_SERIES,
  });
  return documents.some((other) => {
    const standing = standingOf(other.content);
    return other.id !== id && standing.kind === 'booked' && standing.at.start < slot.start;
  });
}
const MOST_OF_SERIES = 500;

interface Plan {
  readonly id: string;
  readonly now: string;
  /** Where the patient is. */
  readonly zone: string;
  readonly settings: ReminderSettings;
  readonly there: readonly Job[];
  readonly slot: BookedSlot | undefined;
  readonly channels: readonly Channel[];
}

function remindersOf(plan: Plan, standing: Standing): NewJob[] {
  const { now, zone, settings, slot, channels } = plan;
  if (standing.kind !== 'booked') return [];
  const rules = rulesFor(settings, slot?.clinicId);
  if (!rules.isOn) return [];
  const { at } = standing;
  const jobs = new Map<string, readonly NewJob[]>();
  // Two that quiet hours bring to the same moment are one, the nearer.
  for (const hours of rules.leads.toSorted((a, b) => b - a)) {
    const meant = leadInstant(at, hours);
    const due = outsideQuiet(meant, { start: at.start, zone, quiet: settings.quiet });
    // What was to be told before somebody asked for the time is told by the booking itself; what is on its way stays.
    const isPast = due <= now || meant <= now || due >= at.start;
    const meantHere = channels.map((channel) => reminderJob(plan, { at, hours, due, channel }));
    if (!isPast) jobs.set(due, meantHere);
    else
      jobs.set(
        `${hours}`,
        meantHere.flatMap(({ key }) => openOf(plan, key)),
      );
  }
  return [...jobs.values()].flat();
}

function reminderJob(
  { id }: Plan,
  {
    at,
    hours,
    due,
    channel,
  }: {
    readonly at: Told;
    readonly hours: number;
    readonly due: string;
    readonly channel: Channel;
  },
): NewJob {
  const payload: ReminderPayload = { rule: 'before', hours, start: at.start, channel };
  return jobOf(`${id}/${at.start}/${hours}/${channel}`, { id, due, payload });
}

function openOf({ there }: Plan, key: string): readonly NewJob[] {
  return there.filter((job) => job.key === key && isOpen(job)).map(asItIs);
}

/** The news of a change: from what the patient was told last to what is so now. A change that was taken back in time is none. */
function noticesOf(
  plan: Plan,
  {
    standing,
    before,
    isNews,
  }: { readonly standing: Standing; readonly before: JsonMap | null; readonly isNews: boolean },
): NewJob[] {
  const waiting = plan.there.filter(isOpenNotice);
  const was = standingOf(before);
  if (isSameStanding(was, standing)) return waiting.map(asItIs);
  if (standing.kind === 'over' || !isNews) return [];
  const [first] = waiting;
  const from = first
    ? (first.payload as unknown as Notice).from
    : was.kind === 'booked'
      ? was.at
      : null;
  const to =
    standing.kind === 'booked'
      ? standing.at
      : standing.kind === 'unsettled'
        ? 'unsettled'
        : 'cancelled';
  return plan.channels.flatMap((channel) => {
    const payload: Notice = { rule: 'notice', from, to, channel };
    const due = dueOfNotice(plan, payload);
    if (due === null) return [];
    return [jobOf(`${plan.id}/notice/${plan.now}/${channel}`, { id: plan.id, due, payload })];
  });
}

/** Null where there is nothing to say. */
function dueOfNotice({ now, zone, settings, slot }: Plan, notice: Notice): string | null {
  const kind = kindOf(notice);
  if (notice.to === 'unsettled') return notice.from?.start ?? slot?.start ?? null;
  const rules = rulesFor(settings, slot?.clinicId);
  if (!kind || !rules.isOn || !settings.notices[kind]) return null;
  const times = [notice.from, notice.to === 'cancelled' ? null : notice.to];
  const coming = times.flatMap((time) => (time && time.start > now ? [time.start] : []));
  const soonest = coming.toSorted()[0];
  if (soonest === undefined) return null;
  const soon = instantAt(Date.parse(now) + GRACE_MS);
  const night = quietAt(soon, zone, settings.quiet);
  // Somebody who would be on the way by morning is told at night.
  return night && night.until < soonest ? night.until : soon;
}

/** What a notice tells; null where it tells nothing. */
export function kindOf({ from, to }: Notice): 'booked' | 'moved' | 'cancelled' | null {
  if (to === 'unsettled') return null;
  if (to === 'cancelled') return from ? 'cancelled' : null;
  if (!from) return 'booked';
  return from.start === to.start ? null : 'moved';
}

/** Where the patient's day and night are: as their record says, else at the place. */
export function zoneOf(patient: Patient | null, slot: Pick<BookedSlot, 'zone'>): string {
  return safeZone(patient?.reminders?.zone, slot.zone);
}

function isSameStanding(one: Standing, other: Standing): boolean {
  if (one.kind !== 'booked' || other.kind !== 'booked') return one.kind === other.kind;
  return one.at.start === other.at.start;
}

function isOpenNotice(job: Job): boolean {
  return job.kind === REMINDER && isOpen(job) && job.payload['rule'] === 'notice';
}

/** Nobody has begun with it. */
function isOpen({ state }: Job): boolean {
  return state === 'waiting' || state === 'leased';
}

function asItIs({ key, kind, subject, due, payload, isOnce }: Job): NewJob {
  return { key, kind, subject, due, payload, isOnce };
}

function jobOf(
  key: string,
  { id, due, payload }: { readonly id: string; readonly due: string; readonly payload: object },
): NewJob {
  return { key, kind: REMINDER, subject: id, due, payload: payload as JsonMap, isOnce: true };
}
