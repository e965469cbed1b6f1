import { err, ok, type Result } from '#shared/lib/result.ts';
import { canTransition, type Appointment, type AppointmentStatus } from './appointment.ts';

export type StepError = {
  readonly kind: 'illegal-transition';
  readonly from: AppointmentStatus;
  readonly to: AppointmentStatus;
};

/** A step that a desk or a clinician takes on the day itself. */
export type DayStep = 'arrived' | 'checked-in' | 'fulfilled' | 'noshow' | 'booked';

/** What may be done next on the day, the usual step first; `booked` takes a step back. */
const STEPS: Readonly<Record<AppointmentStatus, readonly DayStep[]>> = {
  proposed: [],
  waitlist: [],
  pending: [],
  booked: ['arrived', 'checked-in', 'noshow'],
  arrived: ['checked-in', 'fulfilled', 'booked'],
  'checked-in': ['fulfilled', 'arrived'],
  fulfilled: [],
  noshow: ['arrived', 'booked'],
  cancelled: ['booked'],
  'entered-in-error': [],
};

/** The steps that a screen offers from a status; each is one the transition table allows. */
export function dayStepsFrom(status: AppointmentStatus): readonly DayStep[] {
  return STEPS[status];
}

/**
 * One step along the transition table (DESIGN.md 3), with its time. A step back takes its own stamps out again. A cancelled
 * appointment that is booked once more asks for its time anew, so it is provisional.
 */
export function stepAppointment(
  before: Appointment,
  to: DayStep,
  at: string,
): Result<Appointment, StepError> {
  const from = before.status;
  if (!canTransition(from, to)) return err({ kind: 'illegal-transition', from, to });
  if (from === to) return ok(before);
  const { arrivedAt, seenAt: _seen, cancelReason: _reason, ...kept } = before;
  const isHere = to === 'arrived' || to === 'checked-in' || to === 'fulfilled';
  return ok({
    ...kept,
    status: to,
    statusSince: at,
    ...(isHere ? { arrivedAt: arrivedAt ?? at } : {}),
    ...(to === 'fulfilled' ? { seenAt: at } : {}),
    ...(from === 'cancelled' ? { booking: 'provisional' } : {}),
  });
}

/** Cancels with the reason that somebody gave; the time is free for others. */
export function cancelAppointment(
  before: Appointment,
  reason: string,
  at: string,
): Result<Appointment, StepError> {
  if (!canTransition(before.status, 'cancelled')) {
    return err({ kind: 'illegal-transition', from: before.status, to: 'cancelled' });
  }
  return ok({ ...before, status: 'cancelled', statusSince: at, cancelReason: reason.trim() });
}

/** True if the appointment can still be cancelled. */
export function isCancellable({ status }: Pick<Appointment, 'status'>): boolean {
  return status !== 'cancelled' && canTransition(status, 'cancelled');
}
