import type { Appointment, AppointmentStatus } from '#shared/domain/appointment.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { Dice } from './dice.ts';
import { CANCEL_REASONS } from './visits.ts';

const MINUTE = 60_000;

/** When a booking begins and ends, and when it was made. */
export interface Times {
  readonly start: number;
  readonly end: number;
  readonly now: number;
  readonly bookedAt: number;
}
type State = Pick<Appointment, 'status' | 'statusSince' | 'arrivedAt' | 'seenAt' | 'cancelReason'>;

/** What has become of a booking by now. The dice fall before the clock is read, so that an hour later only the time has moved. */
export function stateOf({ start, end, now, bookedAt }: Times, dice: Dice): State {
  const fate = dice.next();
  const reason = dice.pick(CANCEL_REASONS);
  const early = dice.between(3, 34) * MINUTE;
  const late = dice.between(-2, 14) * MINUTE;
  const at = (status: AppointmentStatus, ms: number, more: Omit<State, 'status'> = {}): State => ({
    status,
    statusSince: instantAt(ms),
    ...more,
  });
  if (fate < 0.06)
    return at('cancelled', Math.min(start, now) - (early * 60 + 30 * MINUTE), {
      cancelReason: reason,
    });
  const arrivedAt = instantAt(start - early);
  const seenAt = start + Math.max(0, late);
  if (end + 5 * MINUTE <= now)
    return fate < 0.11
      ? at('noshow', start + 20 * MINUTE)
      : at('fulfilled', seenAt, { arrivedAt, seenAt: instantAt(seenAt) });
  if (seenAt <= now)
    return fate < 0.11
      ? at('noshow', Math.min(now, start + 20 * MINUTE))
      : at('checked-in', seenAt, { arrivedAt });
  if (start - early <= now && fate > 0.15) return at('arrived', start - early, { arrivedAt });
  return at('booked', bookedAt);
}
