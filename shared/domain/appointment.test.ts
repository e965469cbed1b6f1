import { expect, test } from 'vitest';
import {
  APPOINTMENT_STATUSES,
  canTransition,
  holdsSlot,
  overlaps,
  type AppointmentStatus,
} from './appointment.ts';

/** DESIGN.md 3, written out once more by hand: one row per status, one sign per status it may go to. */
const COLUMNS = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
  'checked-in',
  'waitlist',
] as const satisfies readonly AppointmentStatus[];

const TABLE: Readonly<Record<AppointmentStatus, string>> = {
  //                   pr pe bo ar fu ca no er ch wa
  proposed: /*      */ '=  y  y  .  .  y  .  y  .  y',
  pending: /*       */ '.  =  y  .  .  y  .  y  .  y',
  booked: /*        */ '.  .  =  y  .  y  y  y  y  .',
  arrived: /*       */ '.  .  y  =  y  y  .  y  y  .',
  fulfilled: /*     */ '.  .  .  .  =  .  .  y  .  .',
  cancelled: /*     */ '.  .  y  .  .  =  .  y  .  .',
  noshow: /*        */ '.  .  y  y  .  .  =  y  .  .',
  'entered-in-error': '.  .  .  .  .  .  .  =  .  .',
  'checked-in': /*  */ '.  .  .  y  y  y  .  y  =  .',
  waitlist: /*      */ '.  y  y  .  .  y  .  y  .  =',
};

const PAIRS = APPOINTMENT_STATUSES.flatMap((from) =>
  COLUMNS.map((to, i) => ({ from, to, isAllowed: TABLE[from].split(/\s+/)[i] !== '.' })),
);

test('the table names all ten statuses of FHIR, in every row', () => {
  expect([...COLUMNS].toSorted()).toEqual([...APPOINTMENT_STATUSES].toSorted());
  expect(PAIRS).toHaveLength(100);
  for (const row of Object.values(TABLE)) expect(row.split(/\s+/)).toHaveLength(10);
});

test.each(PAIRS)('$from → $to: $isAllowed', ({ from, to, isAllowed }) => {
  expect(canTransition(from, to)).toBe(isAllowed);
});

test('what was entered in error stays so', () => {
  const ways = APPOINTMENT_STATUSES.filter((to) => canTransition('entered-in-error', to));
  expect(ways).toEqual(['entered-in-error']);
});

test('a wish, a cancellation and a no-show keep nobody out', () => {
  const slot = { wall: '', zone: '', start: '', end: '' };
  const holding = APPOINTMENT_STATUSES.filter((status) => holdsSlot({ status, slot }));
  expect(holding).toEqual(['pending', 'booked', 'arrived', 'fulfilled', 'checked-in']);
  expect(holdsSlot({ status: 'booked' })).toBe(false);
});

test('touching ends do not overlap', () => {
  const nine = { start: '2026-11-23T09:00:00.000Z', end: '2026-11-23T09:30:00.000Z' };
  const half = { start: '2026-11-23T09:30:00.000Z', end: '2026-11-23T10:00:00.000Z' };
  const across = { start: '2026-11-23T09:15:00.000Z', end: '2026-11-23T09:45:00.000Z' };
  expect([overlaps(nine, half), overlaps(nine, across), overlaps(across, half)]).toEqual([
    false,
    true,
    true,
  ]);
});
