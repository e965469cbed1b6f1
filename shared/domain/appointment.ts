import type { LocationId, PatientId, PractitionerId, EncounterId, AppointmentId } from './ids.ts';
import type { SeriesDeed } from './series-deed.ts';

/** FHIR R4 AppointmentStatus, all ten. */
export const APPOINTMENT_STATUSES = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
  'checked-in',
  'waitlist',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/**
 * When, who and where, moved as one thing: a time that belongs to another person's day is no half of a booking.
 * `wall` and `zone` are what was agreed with the patient; `start` and `end` are the instants they mean (ISO, UTC).
 */
export interface BookedSlot {
  readonly wall: string;
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  readonly practitionerId?: PractitionerId;
  readonly roomId?: LocationId;
  readonly clinicId?: LocationId;
  /** What else is needed at that time and held with it. */
  readonly equipment?: Readonly<Record<LocationId, true>>;
  /** Kept free on both sides; what is booked into it all the same is no clash. */
  readonly bufferMinutes?: number;
}

type Needs = Pick<BookedSlot, 'equipment' | 'bufferMinutes'>;

/** What a meeting needs wherever and whenever it is: it goes along to another time. */
export function needsOf(needs: Needs | undefined): Needs {
  const { equipment, bufferMinutes } = needs ?? {};
  return { ...(equipment ? { equipment } : {}), ...(bufferMinutes ? { bufferMinutes } : {}) };
}

/** Everything that a meeting keeps from others: clinician, room, equipment. */
export function resourcesOf({ practitionerId, roomId, equipment }: BookedSlot): readonly string[] {
  return [practitionerId, roomId, ...Object.keys(equipment ?? {})].filter(
    (id): id is NonNullable<typeof id> => id !== undefined && id !== '',
  );
}

/** What somebody on the wait list would take; what they say nothing of is all the same to them. */
export interface Wish {
  readonly priority: 'urgent' | 'soon' | 'routine';
  /** Since when they wait; an offer that came to nothing does not begin it anew. */
  readonly since?: string;
  readonly minutes?: number;
  readonly practitionerId?: PractitionerId;
  readonly clinicId?: LocationId;
  /** First and last day on which they can come. */
  readonly from?: string;
  readonly until?: string;
  /** ISO weekday. */
  readonly weekday?: number;
  readonly part?: 'morning' | 'afternoon';
}

/** A booked meeting. `booking` is written by the server, but for `provisional`. */
export interface Appointment {
  readonly patientId?: PatientId;
  /** Whose it was when it was written, where their record was merged into another since (M12). */
  readonly recordedFor?: PatientId;
  readonly status: AppointmentStatus;
  /** Absent while only a wish (`proposed`, `waitlist`). */
  readonly slot?: BookedSlot;
  readonly booking?: 'provisional' | 'confirmed' | 'clash';
  /** Who holds the time, where `booking` is `clash`. */
  readonly clashWith?: AppointmentId;
  readonly visitType?: string;
  /** The kind of visit as the hospital has set it; `visitType` is what it was called when it was booked. */
  readonly visitKindId?: string;
  readonly reason?: string;
  readonly comment?: string;
  readonly cancelReason?: string;
  readonly overbookingReason?: string;
  /** Until when a time that was offered (`pending`) is held. */
  readonly expiresAt?: string;
  readonly wish?: Wish;
  readonly seriesId?: string;
  /** Where the series has it; one that lies elsewhere was moved by itself. */
  readonly seriesWall?: string;
  /** What was done last to several of the series, by way of this one. */
  readonly seriesDeed?: SeriesDeed;
  /** Since when the present status holds, by the clock of who set it. */
  readonly statusSince?: string;
  readonly arrivedAt?: string;
  readonly seenAt?: string;
  readonly encounterId?: EncounterId;
}

/** Which status may follow which (DESIGN.md 3). `any → entered-in-error` is in every row. */
const TRANSITIONS: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  proposed: ['pending', 'booked', 'waitlist', 'cancelled', 'entered-in-error'],
  waitlist: ['pending', 'booked', 'cancelled', 'entered-in-error'],
  pending: ['booked', 'waitlist', 'cancelled', 'entered-in-error'],
  booked: ['arrived', 'checked-in', 'noshow', 'cancelled', 'entered-in-error'],
  arrived: ['checked-in', 'fulfilled', 'cancelled', 'booked', 'entered-in-error'],
  'checked-in': ['fulfilled', 'arrived', 'cancelled', 'entered-in-error'],
  fulfilled: ['entered-in-error'],
  noshow: ['arrived', 'booked', 'entered-in-error'],
  cancelled: ['booked', 'entered-in-error'],
  'entered-in-error': [],
};

/** True if `to` may follow `from`; staying is always allowed. */
export function canTransition(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return from === to || TRANSITIONS[from].includes(to);
}

/** Statuses that take up the practitioner's time. A no-show and a cancellation free it. */
const HOLDING: ReadonlySet<AppointmentStatus> = new Set([
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
]);

/** True if the appointment keeps others out of its interval. */
export function holdsSlot(appointment: Pick<Appointment, 'status' | 'slot'>): boolean {
  return appointment.slot !== undefined && HOLDING.has(appointment.status);
}

/**
 * The same at an instant: a hold (`pending` until `expiresAt`) that nobody made a booking of in time keeps nobody out. `now` is ''
 * where a hold is to stand whatever the time is.
 */
export function holdsSlotAt(
  appointment: Pick<Appointment, 'status' | 'slot' | 'expiresAt'>,
  now: string,
): boolean {
  const { status, expiresAt } = appointment;
  const isOver = status === 'pending' && expiresAt !== undefined && expiresAt <= now;
  return holdsSlot(appointment) && !isOver;
}

/** True if its time was given to somebody else: it is kept on the re-book list until it has another one. */
export function hasLostTime(
  appointment: Pick<Appointment, 'status' | 'slot' | 'booking'>,
): boolean {
  return holdsSlot(appointment) && appointment.booking === 'clash';
}

/** How sure it is that the person was here: presence beats absence (DESIGN.md 3). */
export const PRESENCE: Readonly<Record<AppointmentStatus, number>> = {
  'entered-in-error': -1,
  cancelled: 0,
  noshow: 0,
  proposed: 0,
  waitlist: 0,
  pending: 0,
  booked: 0,
  arrived: 1,
  'checked-in': 2,
  fulfilled: 3,
};

/** True if two intervals share a moment; touching ends do not. */
export function overlaps(
  a: Pick<BookedSlot, 'start' | 'end'>,
  b: Pick<BookedSlot, 'start' | 'end'>,
): boolean {
  return a.start < b.end && b.start < a.end;
}
