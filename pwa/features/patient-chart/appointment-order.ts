import type { Appointment } from '#shared/domain/appointment.ts';
import type { Envelope } from '#shared/domain/envelope.ts';

/** An appointment on this device or read from the hospital. */
export type AppointmentRow = Pick<Envelope<Appointment>, 'id' | 'content' | 'trail'>;

export interface Ordered {
  /** Soonest first; a wish without a time stands at the end. */
  readonly upcoming: readonly AppointmentRow[];
  /** Latest first. */
  readonly past: readonly AppointmentRow[];
}

/** A person's appointments: what is to come, then what was. One that still takes its time belongs to what comes. */
export function orderedAppointments(rows: readonly AppointmentRow[], now: string): Ordered {
  const isToCome = ({ content }: AppointmentRow): boolean => {
    if (content.status === 'entered-in-error') return false;
    return content.slot ? content.slot.end > now : WISHES.has(content.status);
  };
  return {
    upcoming: rows.filter(isToCome).toSorted((a, b) => compare(timeOf(a), timeOf(b), a, b)),
    past: rows
      .filter((row) => !isToCome(row))
      .toSorted((a, b) => compare(timeOf(b), timeOf(a), a, b)),
  };
}
const WISHES: ReadonlySet<Appointment['status']> = new Set(['proposed', 'pending', 'waitlist']);

/** Those the person is still to come to: what the tab counts and the overview names. */
export function stillToCome({ upcoming }: Ordered): readonly AppointmentRow[] {
  return upcoming.filter(({ content }) => !GONE.has(content.status));
}
const GONE: ReadonlySet<Appointment['status']> = new Set(['cancelled', 'fulfilled', 'noshow']);

function timeOf({ content }: AppointmentRow): string {
  return content.slot?.start ?? '9999';
}

function compare(a: string, b: string, first: AppointmentRow, second: AppointmentRow): number {
  if (a !== b) return a < b ? -1 : 1;
  return first.id < second.id ? -1 : 1;
}
