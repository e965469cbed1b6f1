import { expect, test } from 'vitest';
import { APPOINTMENT_STATUSES, canTransition } from '#shared/domain/appointment.ts';
import type { LocationId } from '#shared/domain/ids.ts';
import { present } from '#shared/lib/assert.ts';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { nextStepOf, placeOf, rowsFor, turnsOf } from './turns.ts';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const nobodyHeld = new Map();
const ids = (turns: readonly { id: string }[]) => turns.map(({ id }) => id);

test('who waits longest comes first, whatever time was agreed', () => {
  const turns = turnsOf(
    [
      aBooking('late', ['a', '09:00'], { status: 'arrived', arrivedAt: at('09:20') }),
      aBooking('early', ['a', '10:00'], { status: 'arrived', arrivedAt: at('08:50') }),
    ],
    nobodyHeld,
  );
  expect(ids(turns.waiting)).toEqual(['early', 'late']);
});

test('who is expected comes by the clock, who is closed the newest first', () => {
  const turns = turnsOf(
    [
      aBooking('11', ['a', '11:00']),
      aBooking('10', ['b', '10:00'], { booking: 'provisional' }),
      aBooking('seen 9', ['a', '08:00'], { status: 'fulfilled', seenAt: at('09:00') }),
      aBooking('seen 10', ['a', '08:30'], { status: 'fulfilled', seenAt: at('10:00') }),
      aBooking('cancelled', ['a', '08:30'], { status: 'cancelled' }),
    ],
    nobodyHeld,
  );
  expect(ids(turns.next)).toEqual(['10', '11']);
  expect(ids(turns.done)).toEqual(['seen 10', 'seen 9']);
});

test('a turn that was just moved on keeps its place while its undo is in reach', () => {
  const before = [aBooking('1', ['a', '09:00']), aBooking('2', ['a', '09:30'])];
  const held = new Map([['1', present(placeOf(present(before[0], 'one')), 'on the list')]]);
  const after = [
    aBooking('1', ['a', '09:00'], { status: 'arrived', arrivedAt: at('09:10') }),
    aBooking('2', ['a', '09:30']),
  ];
  expect(ids(turnsOf(after, held).next)).toEqual(['1', '2']);
  expect(ids(turnsOf(after, nobodyHeld).next)).toEqual(['2']);
});

test('a day can be one clinician’s or one clinic’s', () => {
  const own = aBooking('own', ['a', '09:00']);
  const slot = { ...present(own.content.slot, 'booked'), clinicId: 'c' as LocationId };
  const inClinic = aBooking('clinic', ['b', '09:00'], { slot });
  expect(ids(rowsFor([own, inClinic], { kind: 'clinician', id: 'a' }))).toEqual(['own', 'clinic']);
  expect(ids(rowsFor([own, inClinic], { kind: 'clinic', id: 'c' }))).toEqual(['clinic']);
  expect(ids(rowsFor([own, inClinic], { kind: 'all', id: '' }))).toEqual(['own', 'clinic']);
});

test('every step that a button offers is allowed by the table', () => {
  for (const status of APPOINTMENT_STATUSES) {
    for (const isOwnList of [true, false]) {
      const step = nextStepOf(status, isOwnList);
      if (step) expect(canTransition(status, step)).toBe(true);
    }
  }
  expect(nextStepOf('arrived', true)).toBe('fulfilled');
  expect(nextStepOf('arrived', false)).toBe('checked-in');
});
