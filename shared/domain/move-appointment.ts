import { err, ok, type Result } from '#shared/lib/result.ts';
import {
  needsOf,
  type Appointment,
  type AppointmentStatus,
  type BookedSlot,
} from './appointment.ts';

export type MoveError = { readonly kind: 'not-movable'; readonly status: AppointmentStatus };

/** Who was here already, or is not coming any more, cannot be moved to another time. */
const MOVABLE: ReadonlySet<AppointmentStatus> = new Set([
  'proposed',
  'waitlist',
  'pending',
  'booked',
  'arrived',
]);

/** True if the appointment may get another time or clinician. */
export function isMovable({ status }: Pick<Appointment, 'status'>): boolean {
  return MOVABLE.has(status);
}

/**
 * Another time or clinician for the same appointment: the id stays, the old time is in history. Provisional until the hospital
 * confirms it; a reason given for the old time says nothing about the new one. What the visit needs goes along.
 */
export function moveAppointment(
  before: Appointment,
  slot: BookedSlot,
  overbookingReason = '',
): Result<Appointment, MoveError> {
  if (!isMovable(before)) return err({ kind: 'not-movable', status: before.status });
  const { clashWith: _lost, overbookingReason: _old, ...kept } = before;
  const reason = overbookingReason.trim();
  return ok({
    ...kept,
    slot: { ...needsOf(before.slot), ...slot },
    booking: 'provisional',
    ...(reason ? { overbookingReason: reason } : {}),
  });
}
