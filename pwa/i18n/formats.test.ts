import { describe, expect, test } from 'vitest';
import { monthWords } from './format-words.ts';
import { countText, dateText } from './formats.ts';
import { LANGUAGES } from './language.ts';

describe.each(LANGUAGES)('months in %s', (language) => {
  test('are those the browser knows', () => {
    const month = new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, {
      month: 'short',
      timeZone: 'UTC',
    });
    const known = monthWords[language].map((_, at) =>
      month.format(new Date(Date.UTC(2026, at, 15))).replace('.', ''),
    );
    expect(monthWords[language]).toEqual(known);
  });
});

test.each([
  ['1959-03-14', '14 Mar 1959'],
  ['1959-03', 'Mar 1959'],
  ['1959', '1959'],
  ['2026-09-09T07:02:00Z', '9 Sep 2026'],
])('the date %s reads %s', (stored, text) => expect(dateText(stored)).toBe(text));

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-3, '-3'],
  [1.5, '1.5'],
])('the count %s reads %s', (n, text) => expect(countText(n)).toBe(text));
