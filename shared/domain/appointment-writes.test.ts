import { expect, test } from 'vitest';
import { APPOINTMENT_STATUSES, canTransition, holdsSlot, type Appointment } from './appointment.ts';
import {
  cancelAppointment,
  dayStepsFrom,
  isCancellable,
  stepAppointment,
} from './appointment-step.ts';
import { bookAppointment, takeBackBooking } from './book-appointment.ts';
import type { PatientId } from './ids.ts';
import { isMovable, moveAppointment } from './move-appointment.ts';

const AT = '2026-11-23T10:00:00.000Z';
const slot = (time: string) => ({
  wall: `2026-11-23T${time}`,
  zone: 'Europe/Dublin',
  start: `2026-11-23T${time}:00.000Z`,
  end: `2026-11-23T${time.slice(0, 2)}:59:00.000Z`,
});
const booked: Appointment = {
  ...bookAppointment({
    patientId: 'p' as PatientId,
    slot: slot('10:00'),
    reason: ' Cough ',
    comment: '  ',
    at: AT,
  }),
};

test('a booking is provisional, and empty words are not stored', () => {
  expect(booked).toEqual({
    patientId: 'p',
    status: 'booked',
    slot: slot('10:00'),
    booking: 'provisional',
    statusSince: AT,
    reason: 'Cough',
  });
});

test('a booking that is taken back is entered in error and frees its time', () => {
  const back = takeBackBooking(booked, AT);
  expect(back).toMatchObject({ status: 'entered-in-error', patientId: 'p' });
  expect(holdsSlot(back)).toBe(false);
});

test('a move keeps the appointment, makes it provisional and drops who held the old time', () => {
  const clash = { ...booked, booking: 'clash', clashWith: 'x', overbookingReason: 'urgent' };
  const moved = moveAppointment(clash as Appointment, slot('11:00'));
  expect(moved).toEqual({ ok: true, value: { ...booked, slot: slot('11:00') } });
});

test('a move over another booking carries its reason', () => {
  expect(moveAppointment(booked, slot('11:00'), ' urgent ')).toMatchObject({
    value: { overbookingReason: 'urgent' },
  });
});

test('whoever was seen, cancelled or did not come is not moved', () => {
  expect(APPOINTMENT_STATUSES.filter((status) => isMovable({ status }))).toEqual([
    'proposed',
    'pending',
    'booked',
    'arrived',
    'waitlist',
  ]);
  expect(moveAppointment({ ...booked, status: 'fulfilled' }, slot('11:00'))).toEqual({
    ok: false,
    error: { kind: 'not-movable', status: 'fulfilled' },
  });
});

test('every step that a screen offers is allowed by the table', () => {
  for (const from of APPOINTMENT_STATUSES) {
    for (const to of dayStepsFrom(from)) expect(canTransition(from, to)).toBe(true);
    expect(isCancellable({ status: from })).toBe(
      from !== 'cancelled' && canTransition(from, 'cancelled'),
    );
  }
});

test('every step carries its time, and a step back takes its stamps out', () => {
  const arrived = stepAppointment(booked, 'arrived', AT);
  expect(arrived).toMatchObject({ value: { status: 'arrived', arrivedAt: AT, statusSince: AT } });
  const seen = stepAppointment({ ...booked, status: 'arrived', arrivedAt: AT }, 'fulfilled', '12');
  expect(seen).toMatchObject({ value: { arrivedAt: AT, seenAt: '12' } });
  const back = stepAppointment({ ...booked, status: 'arrived', arrivedAt: AT }, 'booked', AT);
  expect(back).toEqual({ ok: true, value: { ...booked, statusSince: AT } });
});

test('a forbidden step is refused and changes nothing', () => {
  expect(stepAppointment(booked, 'fulfilled', AT)).toEqual({
    ok: false,
    error: { kind: 'illegal-transition', from: 'booked', to: 'fulfilled' },
  });
  expect(cancelAppointment({ ...booked, status: 'fulfilled' }, 'x', AT).ok).toBe(false);
});

test('a cancelled appointment that is booked again loses its reason and asks for its time anew', () => {
  const cancelled = cancelAppointment({ ...booked, booking: 'confirmed' }, ' ill ', AT);
  expect(cancelled).toMatchObject({ value: { status: 'cancelled', cancelReason: 'ill' } });
  const again = cancelled.ok && stepAppointment(cancelled.value, 'booked', AT);
  expect(again).toEqual({ ok: true, value: booked });
});
