import type { Appointment, BookedSlot } from './appointment.ts';
import type { PatientId } from './ids.ts';

export interface Booking {
  readonly patientId: PatientId;
  readonly slot: BookedSlot;
  readonly visitType?: string;
  readonly visitKindId?: string;
  readonly reason?: string;
  readonly comment?: string;
  /** Why the time is given twice, or outside the working hours; exempts it from the server's rule. */
  readonly overbookingReason?: string;
  /** The instant of booking. */
  readonly at: string;
}

/** A new appointment. It is provisional until the hospital's copy confirms it (DESIGN.md 3). */
export function bookAppointment({ patientId, slot, at, ...words }: Booking): Appointment {
  return {
    patientId,
    status: 'booked',
    slot,
    booking: 'provisional',
    statusSince: at,
    ...said(words),
  };
}

/** Takes back a booking that was just made: nothing clinical is deleted, it is entered in error, and its time is free again. */
export function takeBackBooking(before: Appointment, at: string): Appointment {
  return { ...before, status: 'entered-in-error', statusSince: at };
}

function said<T extends Readonly<Record<string, string | undefined>>>(words: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(words)
      .map(([key, text]) => [key, text?.trim()] as const)
      .filter(([, text]) => text),
  ) as Partial<T>;
}
