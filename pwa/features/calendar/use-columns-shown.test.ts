import { expect, test } from 'vitest';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { snapped } from './target-at.ts';
import { shownOf } from './use-columns-shown.ts';

const columns = someColumns([aBooking('1', ['c', '09:00']), aBooking('2', ['d', '09:00'])]);
const shown = (chosen: readonly string[], abreast: number) =>
  shownOf(columns, chosen, abreast).map(({ id }) => id);

test('on a narrow page the first clinicians stand there, in the fixed order', () => {
  expect(shown([], 3)).toEqual(['a', 'b', 'c']);
});

test('who is chosen is shown, and the order stays', () => {
  expect(shown(['d'], 3)).toEqual(['a', 'b', 'd']);
  expect(shown(['d', 'b'], 2)).toEqual(['b', 'd']);
  expect(shown(['d'], 1)).toEqual(['d']);
});

test('a point of the grid means the nearest step inside the day', () => {
  const hours = { from: 480, to: 1080 };
  expect(snapped(547, 15, hours)).toBe(540);
  expect(snapped(548, 15, hours)).toBe(555);
  expect(snapped(300, 15, hours)).toBe(480);
  expect(snapped(2000, 15, hours)).toBe(1065);
});
