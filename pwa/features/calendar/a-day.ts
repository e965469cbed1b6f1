import type { PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { MONDAY, ZONE } from '#shared/testing/an-appointment.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { dayColumns, type AppointmentRow, type Column, type DayQuery } from './day-columns.ts';

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
    places: new Map(),
    clinicId: null,
    isCancelledShown: false,
    after: '',
    ...more,
  });
}

function aClinician(id: string, family: string, order = 0): Stored<'practitioners'> {
  const names = { n: { family, prefix: 'Dr' } };
  return { id, rev: 'e.1', trail: [], content: { names, isActive: true, order } };
}

/** Hours on Mondays. */
export function someHours(
  who: string,
  start: string,
  end: string,
  more: Partial<Schedule> = {},
): Stored<'schedules'> {
  const content: Schedule = {
    practitionerId: who as PractitionerId,
    zone: ZONE,
    slotMinutes: 30,
    rules: { a: { weekday: 1, start, end } },
    ...more,
  };
  return { id: `hours of ${who}`, rev: 'e.1', trail: [], content };
}
