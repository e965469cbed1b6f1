import { expect, test } from 'vitest';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { nextStop, stopsOf } from './grid-cursor.ts';

const columns = someColumns([
  aBooking('petrova 09:00', ['a', '09:00']),
  aBooking('patel 10:00', ['b', '10:00']),
]);

test('a column is walked in the order of time, free times included', () => {
  const stops = columns[0] ? stopsOf(columns[0]) : [];
  expect(stops.map(({ minute }) => minute)).toEqual([540, 570, 600, 630]);
  const second = nextStop(columns, 'petrova 09:00', 'down');
  expect(second).toBe(stops[1]?.id);
  expect(nextStop(columns, second, 'up')).toBe('petrova 09:00');
  expect(nextStop(columns, second, 'last')).toBe(stops[3]?.id);
});

test('an arrow to the side leads to the nearest time of the clinician beside', () => {
  expect(nextStop(columns, 'petrova 09:00', 'after')).toBe('patel 10:00');
  expect(nextStop(columns, 'patel 10:00', 'before')).toBe(columns[0]?.free[1]?.id);
});

test('at the edge the cursor stays, and a lost one begins at the first', () => {
  expect(nextStop(columns, 'petrova 09:00', 'up')).toBe('petrova 09:00');
  expect(nextStop(columns, 'petrova 09:00', 'before')).toBe('petrova 09:00');
  expect(nextStop(columns, 'gone', 'down')).toBe('petrova 09:00');
});
