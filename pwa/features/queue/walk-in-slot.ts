import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { judgeSlot } from '#shared/scheduling/availability.ts';
import type { Held } from '#shared/scheduling/held-times.ts';
import { openHoursOf } from '#shared/scheduling/opening-hours.ts';
import { intervalAt, today, wallAt } from '#shared/scheduling/wall-time.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { queueLanes } from './queue-lanes.ts';

export interface WalkInDesk {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Held[];
  readonly zone: string;
  readonly capacityOf: (roomId: string) => number;
  readonly now: number;
}
const USUAL_MINUTES = 15;
const STEP_MS = 5 * 60_000;

/** Who works today, whoever could see somebody soonest first. */
export function whoCanSee({
  schedules,
  rows,
  zone,
  now,
}: Pick<WalkInDesk, 'schedules' | 'zone' | 'now'> & {
  readonly rows: readonly Stored<'appointments'>[];
}): readonly { readonly practitionerId: string; readonly minutes: number }[] {
  const day = today(zone, now);
  const lanes = new Map(
    queueLanes(rows, now).map((lane) => [lane.practitionerId, lane.nextMinutes]),
  );
  return [...Map.groupBy(schedules, (one): string => one.practitionerId ?? '')]
    .filter(([id, own]) => id && openHoursOf(own, day).length > 0)
    .map(([practitionerId]) => ({ practitionerId, minutes: lanes.get(practitionerId) ?? 0 }))
    .toSorted((a, b) => a.minutes - b.minutes || (a.practitionerId < b.practitionerId ? -1 : 1));
}

/** The time of somebody who walks in: now. Where it is not free it is given twice, with that as its reason. */
export function walkInSlot(
  practitionerId: string,
  { schedules, booked, zone, capacityOf, now }: WalkInDesk,
): { readonly slot: BookedSlot; readonly isFree: boolean } {
  const own = schedules.filter((one) => one.practitionerId === practitionerId);
  const [usual] = own;
  const wall = wallAt(Math.floor(now / STEP_MS) * STEP_MS, usual?.zone ?? zone);
  const slot: BookedSlot = {
    ...intervalAt(wall, usual?.slotMinutes ?? USUAL_MINUTES, usual?.zone ?? zone),
    practitionerId: practitionerId as PractitionerId,
    ...(usual?.roomId ? { roomId: usual.roomId } : {}),
    ...(usual?.clinicId ? { clinicId: usual.clinicId } : {}),
  };
  const verdict = judgeSlot(slot, { schedules: own, booked, capacityOf, now: instantAt(now) });
  return { slot, isFree: verdict.kind === 'free' };
}
