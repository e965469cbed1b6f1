import { expect, test } from 'vitest';
import { birthFit } from './birth-fit.ts';
import { birthNumber } from './birth-number.ts';
import { QUALITY } from './quality.ts';

test.each([
  ['1959-03-14', '1959-03-14', 'exact'],
  ['1959', '1959-03-14', 'start'],
  ['1959-03', '1959-03-14', 'start'],
  ['1959-03-14', '1959', 'sound'],
  ['1959-03-04', '1959-04-03', 'near'],
  ['1959-03-14', '1959-03-19', 'near'],
  ['1959-03-14', '1995-03-14', 'near'],
  ['1959-03-14', '1959-03-27', 'far'],
  ['1959-03-14', '1983-03-14', 'far'],
  ['1959-03-14', '1983-07-14', 'none'],
  ['1959-03-14', '1983-07-22', 'none'],
  ['1958', '1959-03-14', 'none'],
  ['1959-03-14', '', 'none'],
] as const)('%s typed, %s on record: %s', (typed, stored, quality) => {
  expect(birthFit(birthNumber(typed), birthNumber(stored || undefined))).toBe(QUALITY[quality]);
});
