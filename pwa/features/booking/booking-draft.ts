import { needsOf, type Appointment, type BookedSlot } from '#shared/domain/appointment.ts';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import type { LocationId, PatientId, PractitionerId } from '#shared/domain/ids.ts';
import { isUuid } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { NamedVisitKind } from '#shared/domain/visit-kind.ts';
import { wishOfKind, type Wish } from '#shared/scheduling/free-times.ts';
import { judgeSlot, type SlotVerdict } from '#shared/scheduling/availability.ts';
import { intervalAt, isDay } from '#shared/scheduling/wall-time.ts';

/** A time that was taken from those on offer, or typed. */
export interface Chosen {
  readonly wall: string;
  readonly practitionerId: string;
  /** Where it was offered. */
  readonly roomId?: LocationId | undefined;
}

/** What has been chosen so far; kept on the device while it is half done. */
export interface BookingDraft {
  readonly patientId: string;
  readonly visitType: string;
  /** The kind of visit that the hospital has set; '' where it has none, or none is chosen. */
  readonly visitKindId: string;
  readonly reason: string;
  readonly comment: string;
  /** 0 is the usual length of the clinician. */
  readonly minutes: number;
  /** '' is anybody. */
  readonly practitionerId: string;
  /** Anybody of these; empty is everybody. */
  readonly among: readonly string[];
  /** The day whose free times are shown; '' shows the next ones. */
  readonly day: string;
  readonly chosen: Chosen | null;
  readonly overbookingReason: string;
  /** The address that this draft began from. */
  readonly from: string;
}
export const EMPTY: BookingDraft = {
  patientId: '',
  visitType: '',
  visitKindId: '',
  reason: '',
  comment: '',
  minutes: 0,
  practitionerId: '',
  among: [],
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
  readonly kinds?: readonly NamedVisitKind[];
  readonly capacityOf?: (roomId: string) => number;
  /** Now; ends what was held only until then. */
  readonly after?: string;
}
/** A chosen time as it would be stored, and whether it is free or why not. */
export interface ChosenTime<B> {
  readonly slot: BookedSlot;
  readonly verdict: SlotVerdict<B>;
}

/** What the draft wishes for; a kind of visit says what it needs and who does it. */
export function wishIn(
  draft: Pick<BookingDraft, 'minutes' | 'practitionerId' | 'among' | 'visitKindId'>,
  { kinds = [], after = '' }: Pick<Desk<Held>, 'kinds' | 'after'>,
): Wish {
  const { minutes, practitionerId, among } = draft;
  const kind = kinds.find(({ id }) => id === draft.visitKindId);
  const wish = { ...(kind ? wishOfKind(kind, minutes || kind.minutes) : { minutes }), after };
  if (practitionerId) return { ...wish, practitionerIds: [practitionerId] };
  if (among.length === 0) return wish;
  const able = 'practitionerIds' in wish ? wish.practitionerIds : undefined;
  return { ...wish, practitionerIds: able ? among.filter((id) => able.includes(id)) : among };
}

/** The chosen time, whole: place and zone come from the clinician's hours on that day, what it needs from the kind of visit. */
export function chosenTime<B extends Held>(
  {
    chosen,
    minutes,
    visitKindId = '',
  }: Pick<BookingDraft, 'chosen' | 'minutes'> & {
    readonly visitKindId?: string;
  },
  { schedules, booked, zone, capacityOf, kinds, after = '' }: Desk<B>,
): ChosenTime<B> | null {
  if (!chosen) return null;
  const { practitionerId, wall } = chosen;
  const own = schedules.filter((one) => one.practitionerId === practitionerId);
  const usual = own.find((one) => judges(one, wall)) ?? own[0];
  const kind = kinds?.find(({ id }) => id === visitKindId);
  const length = minutes || (usual?.slotMinutes ?? 15);
  const [room = usual?.roomId] = Object.keys(kind?.rooms ?? {}) as LocationId[];
  const roomId = chosen.roomId ?? room;
  const slot: BookedSlot = {
    ...intervalAt(wall, length, usual?.zone ?? zone),
    practitionerId: practitionerId as PractitionerId,
    ...(roomId ? { roomId } : {}),
    ...(usual?.clinicId ? { clinicId: usual.clinicId } : {}),
    ...needsOf(kind),
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

/** The appointment that the draft makes of a time. */
export function appointmentIn(
  { patientId, visitType, visitKindId, reason, comment }: BookingDraft,
  time: { readonly slot: BookedSlot; readonly overbookingReason: string; readonly at: string },
): Appointment {
  const words = { visitType, visitKindId, reason, comment };
  return bookAppointment({ patientId: patientId as PatientId, ...words, ...time });
}
