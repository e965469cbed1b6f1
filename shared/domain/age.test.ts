import { expect, test } from 'vitest';
import { ageAt } from './age.ts';

const text = (born: string, today: string, isEstimated = false): string => {
  const age = ageAt(born, today, isEstimated);
  return age ? `${age.isAbout ? 'about ' : ''}${age.n} ${age.unit}` : 'unknown';
};

test.each([
  ['1959-03-14', '2026-11-24', '67 years'],
  ['1959-11-25', '2026-11-24', '66 years'],
  ['1959-11-24', '2026-11-24', '67 years'],
  ['2026-11-24', '2026-11-24', '0 days'],
  ['2026-10-28', '2026-11-24', '27 days'],
  ['2026-10-27', '2026-11-24', '0 months'],
  ['2025-01-31', '2025-02-28', '1 months'],
  ['2024-11-25', '2026-11-24', '23 months'],
  ['2024-11-24', '2026-11-24', '2 years'],
  ['1960', '2026-11-24', 'about 66 years'],
  ['1960-12', '2026-11-24', 'about 65 years'],
  ['2026-08', '2026-11-24', 'about 3 months'],
  ['2027', '2026-11-24', 'unknown'],
  ['', '2026-11-24', 'unknown'],
])('born %s, on %s: %s', (born, today, expected) => {
  expect(text(born, today)).toBe(expected);
});

test('an estimated birth date gives an age that says about', () => {
  expect(text('1966-01-01', '2026-11-24', true)).toBe('about 60 years');
});
