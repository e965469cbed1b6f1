import { expect, test } from 'vitest';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { carriedInWeek, nextInWeek } from './week-cursor.ts';
import { daysShown, mondayOf, rowsInSight, weekRows } from './week-rows.ts';

const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(MONDAY, n));
const monday = [aBooking('petrova 09:00', ['a', '09:00']), aBooking('patel 10:00', ['b', '10:00'])];
const columnsOf = (day: string) =>
  someColumns(day === MONDAY ? monday : [], { day, isOneOfDays: true });

test('a week shows Monday to Friday, and a weekend only where somebody works', () => {
  expect(mondayOf('2026-11-29')).toBe(MONDAY);
  expect(daysShown(days, columnsOf)).toEqual(days.slice(0, 5));
  const onSaturday = (day: string) =>
    day === days[5]
      ? someColumns([aBooking('x', ['a', '09:00'])], { day, isOneOfDays: true })
      : columnsOf(day);
  expect(daysShown(days, onSaturday)).toEqual(days.slice(0, 6));
});

test('a row has a cell for every day and as many lines as its fullest one', () => {
  const rows = weekRows(days.slice(0, 5), columnsOf);
  expect(
    rows.map(({ head, cells, lines, booked, free }) => [
      head.name,
      cells.length,
      lines,
      booked,
      free,
    ]),
  ).toEqual([
    ['Dr Petrova', 5, 2, 1, 3],
    ['Dr Patel', 5, 2, 1, 1],
  ]);
});

test('somebody known by one booking only has a cell for every day too', () => {
  const rows = weekRows(days.slice(0, 2), (day) =>
    day === MONDAY
      ? someColumns([aBooking('1', ['x', '09:00'])], { day, isOneOfDays: true })
      : columnsOf(day),
  );
  const unknown = rows.find(({ subject }) => subject === 'x');
  expect(unknown?.cells.map(({ id, boxes }) => [id, boxes.length])).toEqual([
    [`${MONDAY} x`, 1],
    [`${days[1]} x`, 0],
  ]);
});

test('arrows walk a day, go on in the row below, and to the side to another day', () => {
  const rows = weekRows(days.slice(0, 5), columnsOf);
  const free = rows[0]?.cells[0]?.free[0]?.id ?? '';
  expect(nextInWeek(rows, 'petrova 09:00', 'down')).toBe(free);
  expect(nextInWeek(rows, free, 'down')).toBe('patel 10:00');
  expect(nextInWeek(rows, 'patel 10:00', 'up')).toBe(free);
  expect(nextInWeek(rows, 'petrova 09:00', 'up')).toBe('petrova 09:00');
});

test('a carried booking keeps its time, and goes to another day or another row', () => {
  const rows = weekRows(days.slice(0, 5), columnsOf);
  const start = { columnId: `${MONDAY} a`, minute: 540 };
  expect(carriedInWeek(rows, start, 'after')).toEqual({ ...start, columnId: `${days[1]} a` });
  expect(carriedInWeek(rows, start, 'ArrowDown')).toEqual({ ...start, columnId: `${MONDAY} b` });
  expect(carriedInWeek(rows, start, 'before')).toEqual(start);
});

test('rows are drawn where they are in sight, and half a screen around', () => {
  const tops = Array.from({ length: 101 }, (_, n) => n * 100);
  expect(rowsInSight(tops, { top: 0, height: 400 })).toEqual({ first: 0, last: 6 });
  expect(rowsInSight(tops, { top: 5000, height: 400 })).toEqual({ first: 47, last: 56 });
  expect(rowsInSight(tops, { top: 9800, height: 400 }).last).toBe(100);
  expect(rowsInSight([0], { top: 0, height: 400 })).toEqual({ first: 0, last: 0 });
});
