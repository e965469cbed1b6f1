import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import { isUuid } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { judgeSlot, type SlotVerdict } from '#shared/scheduling/availability.ts';
import { intervalAt, isDay } from '#shared/scheduling/wall-time.ts';

/** What has been chosen so far; kept on the device while it is half done. */
export interface BookingDraft {
  readonly patientId: string;
  readonly visitType: string;
  readonly reason: string;
  readonly comment: string;
  /** 0 is the usual length of the clinician. */
  readonly minutes: number;
  /** '' is anybody. */
  readonly practitionerId: string;
  /** The day whose free times are shown; '' shows the next ones. */
  readonly day: string;
  readonly chosen: { readonly wall: string; readonly practitionerId: string } | null;
  readonly overbookingReason: string;
  /** The address that this draft began from. */
  readonly from: string;
}
export const EMPTY: BookingDraft = {
  patientId: '',
  visitType: '',
  reason: '',
  comment: '',
  minutes: 0,
  practitionerId: '',
  day: '',
  chosen: null,
  overbookingReason: '',
  from: '',
};

/** What an address says beforehand: a person from a chart, a free time from the calendar. Nothing else is taken from it. */
export function seedOf(query: Readonly<Record<string, string>>): Partial<BookingDraft> {
  const { patient, practitioner, wall = '', minutes = '' } = query;
  const who = isUuid(practitioner) ? practitioner : '';
  const isWall = isDay(wall.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(wall.slice(10));
  const length = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0;
  return {
    from: [patient, practitioner, wall, minutes].join(' ').trim(),
    ...(isUuid(patient) ? { patientId: patient } : {}),
    ...(who ? { practitionerId: who } : {}),
    ...(who && isWall ? { chosen: { wall, practitionerId: who }, day: wall.slice(0, 10) } : {}),
    ...(length > 0 && length <= 480 ? { minutes: length } : {}),
  };
}

/** Hours and bookings that a chosen time is judged by. */
type Held = Pick<Appointment, 'status' | 'slot' | 'expiresAt'>;
export interface Desk<B extends Held> {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly B[];
  readonly zone: string;
  readonly capacityOf?: (roomId: string) => number;
  /** Now; ends what was held only until then. */
  readonly after?: string;
}
/** A chosen time as it would be stored, and whether it is free or why not. */
export interface ChosenTime<B> {
  readonly slot: BookedSlot;
  readonly verdict: SlotVerdict<B>;
}

/** The chosen time, whole: place and zone come from the clinician's hours on that day. */
export function chosenTime<B extends Held>(
  { chosen, minutes }: Pick<BookingDraft, 'chosen' | 'minutes'>,
  { schedules, booked, zone, capacityOf, after = '' }: Desk<B>,
): ChosenTime<B> | null {
  if (!chosen) return null;
  const { practitionerId, wall } = chosen;
  const own = schedules.filter((one) => one.practitionerId === practitionerId);
  const usual = own.find((one) => judges(one, wall)) ?? own[0];
  const length = minutes || (usual?.slotMinutes ?? 15);
  const slot: BookedSlot = {
    ...intervalAt(wall, length, usual?.zone ?? zone),
    practitionerId: practitionerId as PractitionerId,
    ...(usual?.roomId ? { roomId: usual.roomId } : {}),
    ...(usual?.clinicId ? { clinicId: usual.clinicId } : {}),
  };
  const rooms = capacityOf ? { capacityOf } : {};
  return { slot, verdict: judgeSlot(slot, { schedules: own, booked, now: after, ...rooms }) };
}

/** True for the hours in which the time lies, where somebody works in several places. */
function judges(schedule: Schedule, wall: string): boolean {
  const slot = intervalAt(wall, 1, schedule.zone);
  return judgeSlot(slot, { schedules: [schedule], booked: [] }).kind === 'free';
}

/** What still stands in the way of booking; null where nothing does. */
export type Missing = 'person' | 'time' | 'reason';

export function missingIn<B>(
  draft: Pick<BookingDraft, 'patientId' | 'overbookingReason'>,
  time: ChosenTime<B> | null,
): Missing | null {
  if (!draft.patientId) return 'person';
  if (!time) return 'time';
  return time.verdict.kind !== 'free' && !draft.overbookingReason.trim() ? 'reason' : null;
}
