import { expect, test } from 'vitest';
import { MONDAY, aBooking } from '#shared/testing/an-appointment.ts';
import type { Appointment, BookedSlot } from './appointment.ts';
import { acceptOffer, isOfferOver, offerTime, withdrawOffer } from './hold-time.ts';
import type { PatientId } from './ids.ts';

const at = `${MONDAY}T08:00:00.000Z`;
const expiresAt = `${MONDAY}T09:00:00.000Z`;
const slot = aBooking('1', ['a', '10:00']).content.slot as BookedSlot;
const waiting: Appointment = {
  patientId: 'p' as PatientId,
  status: 'waitlist',
  statusSince: '2026-11-01T08:00:00.000Z',
};
const offered = (): Appointment => {
  const done = offerTime(waiting, { slot, at, expiresAt });
  if (!done.ok) throw new Error(done.error.kind);
  return done.value;
};

test('an offer holds the time in the appointment itself, until it expires', () => {
  expect(offered()).toEqual({
    ...waiting,
    status: 'pending',
    statusSince: at,
    slot,
    expiresAt,
    booking: 'provisional',
  });
  expect(isOfferOver(offered(), '2026-11-23T08:59:59.999Z')).toBe(false);
  expect(isOfferOver(offered(), expiresAt)).toBe(true);
});

test('who takes the time in time has a booking, who comes too late is told', () => {
  const taken = acceptOffer(offered(), '2026-11-23T08:30:00.000Z');
  expect(taken).toMatchObject({
    ok: true,
    value: { status: 'booked', slot, booking: 'provisional' },
  });
  expect(taken.ok && 'expiresAt' in taken.value).toBe(false);
  expect(acceptOffer(offered(), expiresAt)).toEqual({
    ok: false,
    error: { kind: 'expired', at: expiresAt },
  });
});

test('who does not take it is on the list as before, and holds nothing', () => {
  const back = withdrawOffer(offered(), at);
  expect(back).toEqual({ ok: true, value: { ...waiting, statusSince: at } });
});

test('only who waits is offered a time, and only an offer is taken or withdrawn', () => {
  for (const status of ['booked', 'pending', 'arrived', 'cancelled'] as const)
    expect(offerTime({ ...waiting, status }, { slot, at, expiresAt }).ok).toBe(false);
  expect(acceptOffer(waiting, at).ok).toBe(false);
  expect(withdrawOffer(waiting, at).ok).toBe(false);
});
