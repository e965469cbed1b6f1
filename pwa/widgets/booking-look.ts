import { hasLostTime, holdsSlot, type Appointment } from '#shared/domain/appointment.ts';

/** How a booking is drawn: one of these, each with a word and a sign of its own (UI.md 4, Booking). */
export type Look =
  | 'booked'
  | 'arrived'
  | 'room'
  | 'done'
  | 'noshow'
  | 'hold'
  | 'clash'
  | 'cancelled';

const BY_STATUS: Readonly<Record<Appointment['status'], Look>> = {
  proposed: 'hold',
  waitlist: 'hold',
  pending: 'hold',
  booked: 'booked',
  arrived: 'arrived',
  'checked-in': 'room',
  fulfilled: 'done',
  noshow: 'noshow',
  cancelled: 'cancelled',
  'entered-in-error': 'cancelled',
};

/** A lost time comes before everything, `provisional` before `booked` only: who is here is shown as being here. */
export function lookOf(
  appointment: Pick<Appointment, 'status' | 'slot' | 'booking'>,
  isDisputed = false,
): Look {
  const look = BY_STATUS[appointment.status];
  if (hasLostTime(appointment) || (isDisputed && holdsSlot(appointment))) return 'clash';
  return look === 'booked' && appointment.booking === 'provisional' ? 'hold' : look;
}
