import { needsOf, type Appointment, type BookedSlot } from '#shared/domain/appointment.ts';
import { cancelAppointment, type StepError } from '#shared/domain/appointment-step.ts';
import { daysFrom } from '#shared/domain/calendar-day.ts';
import { isMovable, moveAppointment, type MoveError } from '#shared/domain/move-appointment.ts';
import type { Reach, SeriesDeed } from '#shared/domain/series-deed.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { addDays, dayOf, intervalAt, minutesOf, type Wall } from './wall-time.ts';

/** Moves one of a series and those that the reach names: by as many days, to the same time on the wall, to the same place. */
export function moveOfSeries(
  before: Appointment,
  next: BookedSlot,
  {
    reach,
    at,
    reason = '',
  }: { readonly reach: Reach; readonly at: string; readonly reason?: string },
): Result<Appointment, MoveError> {
  const moved = moveAppointment(before, next, reason);
  if (!moved.ok) return moved;
  const { practitionerId, roomId, clinicId } = next;
  const from = plannedWall(before);
  const seriesDeed: SeriesDeed = {
    kind: 'move',
    reach,
    at,
    from,
    days: daysFrom(dayOf(from), dayOf(next.wall)),
    time: next.wall.slice(11, 16),
    minutes: minutesOf(next),
    ...(practitionerId ? { practitionerId } : {}),
    ...(roomId ? { roomId } : {}),
    ...(clinicId ? { clinicId } : {}),
  };
  return ok({ ...moved.value, seriesWall: next.wall, seriesDeed });
}

/** Cancels one of a series and those that the reach names. */
export function cancelOfSeries(
  before: Appointment,
  reason: string,
  { reach, at }: { readonly reach: Reach; readonly at: string },
): Result<Appointment, StepError> {
  const cancelled = cancelAppointment(before, reason, at);
  if (!cancelled.ok) return cancelled;
  const from = plannedWall(before);
  const seriesDeed: SeriesDeed = { kind: 'cancel', reach, at, from, reason: reason.trim() };
  return ok({ ...cancelled.value, seriesDeed });
}

/**
 * One of a series after a deed on another of them; null where the deed does not reach it. What is over stays as it was. A deed that
 * moves leaves alone what somebody has moved by itself; one that cancels does not.
 */
export function followDeed(before: Appointment, deed: SeriesDeed, now: string): Appointment | null {
  const { slot } = before;
  if (!slot || slot.end <= now || before.status === 'cancelled') return null;
  if (deed.reach === 'later' && plannedWall(before) < deed.from) return null;
  if (deed.kind === 'cancel') {
    const cancelled = cancelAppointment(before, deed.reason, deed.at);
    return cancelled.ok ? cancelled.value : null;
  }
  if (!isMovable(before) || !isAsPlanned(before)) return null;
  const wall = `${addDays(dayOf(plannedWall(before)), deed.days)}T${deed.time}`;
  const { practitionerId, roomId, clinicId } = deed;
  const next: BookedSlot = {
    ...needsOf(slot),
    ...intervalAt(wall, deed.minutes, slot.zone),
    ...(practitionerId ? { practitionerId } : {}),
    ...(roomId ? { roomId } : {}),
    ...(clinicId ? { clinicId } : {}),
  };
  const moved = moveAppointment(before, next);
  return moved.ok ? { ...moved.value, seriesWall: wall } : null;
}

/** True for one of a series that lies where the series has it; false for one that somebody moved by itself. */
export function isAsPlanned({ slot, seriesWall }: Appointment): boolean {
  if (!slot || seriesWall === undefined) return true;
  return slot.wall === intervalAt(seriesWall, 1, slot.zone).wall;
}

function plannedWall({ slot, seriesWall }: Appointment): Wall {
  return seriesWall ?? slot?.wall ?? '';
}
