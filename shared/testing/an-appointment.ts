import type { Appointment } from '#shared/domain/appointment.ts';
import type { Envelope } from '#shared/domain/envelope.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';

/** A Monday of winter time, for tests of the calendar. */
export const MONDAY = '2026-11-23';
/** The zone of the hospital in tests. */
export const ZONE = 'Europe/Dublin';

/** A stored appointment on that Monday: with whom, from when (`HH:MM`), how long. */
export function aBooking(
  id: string,
  [who, time, minutes = 30]: readonly [who: string, time: string, minutes?: number],
  more: Partial<Appointment> = {},
): Envelope<Appointment> & { readonly [indexKey: string]: unknown } {
  const slot = {
    ...intervalAt(`${MONDAY}T${time}`, minutes, ZONE),
    ...(who ? { practitionerId: who as PractitionerId } : {}),
  };
  const content: Appointment = { status: 'booked', booking: 'confirmed', slot, ...more };
  return { id, rev: 'e.1', trail: [], content };
}
