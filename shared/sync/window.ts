import { dayBefore } from '#shared/domain/calendar-day.ts';

/** Devices hold appointments from a month back to half a year ahead, and visits that go on or ended within two years. */
export const WINDOW = { daysBack: 30, daysAhead: 180, visitDays: 731 } as const;

/** True for a day whose appointments devices hold today; of any other they know only what was written since last night. */
export function isHeldDay(day: string, today: string): boolean {
  return day >= dayBefore(today, WINDOW.daysBack) && day <= dayBefore(today, -WINDOW.daysAhead);
}

/** The first day on which devices hold the appointments of a day that lies further ahead. */
export function heldFrom(day: string): string {
  return dayBefore(day, WINDOW.daysAhead);
}
