import type { Appointment } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { freeSlots, type FreeSlot } from './availability.ts';
import { addDays, dayOf, wallAt } from './wall-time.ts';

export interface NextFreeQuery {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Pick<Appointment, 'status' | 'slot'>[];
  /** Nothing that begins before this instant. */
  readonly after: string;
  readonly count: number;
  /** How far the caller knows what is booked; later days are not looked at. */
  readonly days: number;
}

/** The next free times of one clinician or room: what someone is offered whose time was taken. */
export function nextFree({
  schedules,
  booked,
  after,
  count,
  days,
}: NextFreeQuery): readonly FreeSlot[] {
  const zone = schedules[0]?.zone;
  if (!zone) return [];
  const first = dayOf(wallAt(after, zone));
  const found: FreeSlot[] = [];
  for (let n = 0; n < days && found.length < count; n += 1) {
    found.push(...freeSlots({ schedules, day: addDays(first, n), booked, after }));
  }
  return found.slice(0, count);
}
