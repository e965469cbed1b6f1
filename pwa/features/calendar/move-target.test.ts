import { expect, test } from 'vitest';
import { present } from '#shared/lib/assert.ts';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { carried, isUnmoved, landingAt, type Target, type Way } from './move-target.ts';

const columns = someColumns([aBooking('me', ['a', '09:00']), aBooking('other', ['b', '10:00'])]);
const me = present(columns[0]?.boxes[0], 'one box');
const scene = { columns };
const at = (columnId: string, minute: number) => landingAt(me, { columnId, minute }, scene);

test('a booking never stands in its own way', () => {
  expect(at('a', 555)?.verdict).toEqual({ kind: 'free' });
});

test('a taken time names who holds it, a time outside the hours says so', () => {
  expect(at('b', 615)?.verdict).toMatchObject({ kind: 'taken', by: [{ row: { id: 'other' } }] });
  expect(at('a', 720)?.verdict).toMatchObject({ kind: 'outside-hours' });
});

test('the new time keeps length and zone, and takes the clinician of the column', () => {
  expect(at('b', 630)?.slot).toMatchObject({
    wall: '2026-11-23T10:30',
    zone: 'Europe/Dublin',
    end: '2026-11-23T11:00:00.000Z',
    practitionerId: 'b',
  });
});

test('nothing lands in the column of bookings without a clinician', () => {
  const more = someColumns([aBooking('x', ['', '09:00'])]);
  expect(landingAt(me, { columnId: '', minute: 540 }, { columns: more })).toBeNull();
});

test('arrows carry by quarters of an hour and stop at the edges', () => {
  const day = { columns, from: 540, to: 600 };
  const start = { columnId: 'a', minute: 540 };
  const press = (target: Target, way: Way) => carried({ box: me, target }, way, day);
  expect(press(start, 'ArrowUp')).toEqual(start);
  expect(press(start, 'ArrowDown')).toEqual({ columnId: 'a', minute: 555 });
  expect(press(start, 'before')).toEqual(start);
  expect(press(start, 'after')).toEqual({ columnId: 'b', minute: 540 });
  expect(isUnmoved(me, start)).toBe(true);
  expect(isUnmoved(me, press(start, 'after'))).toBe(false);
});

test('Shift and an arrow change the length by a step, never below one and never past the day', () => {
  const day = { columns, from: 540, to: 600 };
  const press = (target: Target, way: Way) => carried({ box: me, target }, way, day);
  const start = { columnId: 'a', minute: 540 };
  const longer = press(start, 'longer');
  expect(longer).toEqual({ ...start, minutes: 45 });
  expect(isUnmoved(me, longer)).toBe(false);
  expect(isUnmoved(me, press(longer, 'shorter'))).toBe(true);
  expect(press({ ...start, minutes: 60 }, 'longer')).toEqual({ ...start, minutes: 60 });
  expect(press({ ...start, minutes: 15 }, 'shorter')).toEqual({ ...start, minutes: 15 });
  expect(landingAt(me, longer, scene)?.slot.end).toBe('2026-11-23T09:45:00.000Z');
});
