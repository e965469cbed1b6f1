import { err, ok, type Result } from '#shared/lib/result.ts';
import {
  canTransition,
  type Appointment,
  type AppointmentStatus,
  type BookedSlot,
} from './appointment.ts';

export type HoldError =
  | {
      readonly kind: 'illegal-transition';
      readonly from: AppointmentStatus;
      readonly to: AppointmentStatus;
    }
  /** Nobody took it in time; it may belong to somebody else by now. */
  | { readonly kind: 'expired'; readonly at: string };

export interface Hold {
  readonly slot: BookedSlot;
  /** The instant of the offer, and until when the time is kept. */
  readonly at: string;
  readonly expiresAt: string;
}

/** Offers a time to somebody who waits: it is held for them until it expires, in the appointment itself (`pending`). */
export function offerTime(
  before: Appointment,
  { slot, at, expiresAt }: Hold,
): Result<Appointment, HoldError> {
  const from = before.status;
  if (from === 'pending' || !canTransition(from, 'pending'))
    return err({ kind: 'illegal-transition', from, to: 'pending' });
  const { clashWith: _lost, ...kept } = before;
  return ok({
    ...kept,
    status: 'pending',
    statusSince: at,
    slot,
    expiresAt,
    booking: 'provisional',
  });
}

/** They take it: a booking like any other from here on. */
export function acceptOffer(before: Appointment, at: string): Result<Appointment, HoldError> {
  const from = before.status;
  if (from !== 'pending') return err({ kind: 'illegal-transition', from, to: 'booked' });
  const { expiresAt, ...kept } = before;
  if (expiresAt !== undefined && expiresAt <= at) return err({ kind: 'expired', at: expiresAt });
  return ok({ ...kept, status: 'booked', statusSince: at });
}

/** They do not take it, or did not answer in time: back to the list as they came, and the time is free for the next one. */
export function withdrawOffer(before: Appointment, at: string): Result<Appointment, HoldError> {
  const from = before.status;
  if (from !== 'pending') return err({ kind: 'illegal-transition', from, to: 'waitlist' });
  const { slot: _slot, expiresAt: _until, booking: _word, clashWith: _lost, ...kept } = before;
  return ok({ ...kept, status: 'waitlist', statusSince: at });
}

/** True for an offer that nobody took in time. */
export function isOfferOver(
  { status, expiresAt }: Pick<Appointment, 'status' | 'expiresAt'>,
  now: string,
): boolean {
  return status === 'pending' && expiresAt !== undefined && expiresAt <= now;
}
