import type { Appointment } from '#shared/domain/appointment.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { dayColumns, type AppointmentRow, type Column, type DayQuery } from './day-columns.ts';

/** A Monday of winter time, for tests of the calendar. */
export const MONDAY = '2026-11-23';
const ZONE = 'Europe/Dublin';

/** An appointment row for tests: with whom, from when (`HH:MM`), how long. */
export function aBooking(
  id: string,
  [who, time, minutes = 30]: readonly [who: string, time: string, minutes?: number],
  more: Partial<Appointment> = {},
): AppointmentRow {
  const slot = {
    ...intervalAt(`${MONDAY}T${time}`, minutes, ZONE),
    ...(who ? { practitionerId: who as PractitionerId } : {}),
  };
  const content: Appointment = { status: 'booked', booking: 'confirmed', slot, ...more };
  return { id, rev: 'e.1', trail: [], content };
}

/** A clinician row for tests. */
export function aClinician(id: string, family: string, order = 0): Stored<'practitioners'> {
  const names = { n: { family, prefix: 'Dr' } };
  return { id, rev: 'e.1', trail: [], content: { names, isActive: true, order } };
}

/** Working hours on Mondays for tests. */
export function someHours(who: string, start: string, end: string): Stored<'schedules'> {
  const content: Schedule = {
    practitionerId: who as PractitionerId,
    zone: ZONE,
    slotMinutes: 30,
    rules: { a: { weekday: 1, start, end } },
  };
  return { id: `hours of ${who}`, rev: 'e.1', trail: [], content };
}

/** The columns of the Monday for tests: two clinicians, Petrova from 09:00 to 11:00 and Patel from 10:00 to 11:00. */
export function someColumns(
  appointments: readonly AppointmentRow[],
  more: Partial<DayQuery> = {},
): readonly Column[] {
  return dayColumns({
    day: MONDAY,
    practitioners: [aClinician('b', 'Patel', 2), aClinician('a', 'Petrova', 1)],
    schedules: [someHours('a', '09:00', '11:00'), someHours('b', '10:00', '11:00')],
    appointments,
    clinicId: null,
    isCancelledShown: false,
    after: '',
    ...more,
  });
}
