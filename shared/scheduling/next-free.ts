import type { Appointment } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { freeSlots, judgeSlot, type FreeSlot } from './availability.ts';
import { addDays, dayOf, intervalAt, wallAt } from './wall-time.ts';

export interface NextFreeQuery {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Pick<Appointment, 'status' | 'slot'>[];
  /** Nothing that begins before this instant. */
  readonly after: string;
  readonly count: number;
  /** How long the meeting takes; it may be longer than one slot. */
  readonly minutes: number;
  /** How far the caller knows what is booked; later days are not looked at. */
  readonly days: number;
}

/** The next free times of one clinician or room: what someone is offered whose time was taken. */
export function nextFree(query: NextFreeQuery): readonly FreeSlot[] {
  const { schedules, booked, after, count, minutes, days } = query;
  const zone = schedules[0]?.zone;
  if (!zone) return [];
  const first = dayOf(wallAt(after, zone));
  const isLongEnough = (slot: FreeSlot): boolean =>
    slot.minutes >= minutes ||
    judgeSlot(intervalAt(slot.wall, minutes, slot.zone), { schedules, booked }).kind === 'free';
  const found: FreeSlot[] = [];
  for (let n = 0; n < days && found.length < count; n += 1) {
    const free = freeSlots({ schedules, day: addDays(first, n), booked, after });
    found.push(...free.filter(isLongEnough));
  }
  return found.slice(0, count);
}
