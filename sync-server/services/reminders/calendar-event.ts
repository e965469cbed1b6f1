import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { StoredDocument } from '#server/store/store.ts';

/** An appointment as a calendar holds it. */
export interface CalendarEvent {
  /** The same for as long as the appointment lives: a calendar replaces what it has. */
  readonly uid: string;
  /** Higher with each later version. */
  readonly sequence: number;
  /** When this version was accepted. */
  readonly stamp: string;
  readonly start: string;
  readonly end: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly summary: string;
  readonly location: string;
  readonly description: string;
}
/** What a calendar writes of an event. */
export type EventWords = Pick<CalendarEvent, 'summary' | 'location' | 'description'>;

/** Calendars count in 31 bits: seconds since then fit for sixty years, and rise after a restore too. */
const SINCE = Date.UTC(2020, 0, 1);

/** Null for what stands in nobody's calendar: a wish, a lost time, a booking made in error. */
export function eventOf(
  { id, content, acceptedAt }: Pick<StoredDocument, 'id' | 'content' | 'acceptedAt'>,
  wordsOf: (slot: BookedSlot) => EventWords,
): CalendarEvent | null {
  const appointment = content as unknown as Appointment;
  const { slot } = appointment;
  const status = statusOf(appointment);
  if (!slot || !status) return null;
  return {
    uid: `${id}@wardline`,
    sequence: Math.max(0, Math.floor((Date.parse(acceptedAt) - SINCE) / 1000)),
    stamp: acceptedAt,
    start: slot.start,
    end: slot.end,
    status,
    ...wordsOf(slot),
  };
}

function statusOf({ status, booking }: Appointment): CalendarEvent['status'] | null {
  switch (status) {
    case 'booked':
      return booking === 'confirmed' ? 'confirmed' : null;
    case 'pending':
      return 'tentative';
    case 'arrived':
    case 'checked-in':
    case 'fulfilled':
      return 'confirmed';
    case 'cancelled':
    case 'noshow':
    case 'entered-in-error':
      return 'cancelled';
    case 'proposed':
    case 'waitlist':
      return null;
  }
}
