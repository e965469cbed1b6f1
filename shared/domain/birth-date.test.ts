import { expect, test } from 'vitest';
import fc from 'fast-check';
import { dayText, daysInMonth } from './calendar-day.ts';
import { readBirthDate } from './birth-date.ts';

const TODAY = '2026-11-24';
const read = (text: string): string => {
  const birth = readBirthDate(text, TODAY);
  if (!birth.ok) return birth.error.kind;
  const { date, isEstimated, other } = birth.value;
  return [date, isEstimated && 'about', other && `or ${other}`].filter(Boolean).join(' ');
};

const TABLE: readonly (readonly [typed: string, read: string])[] = [
  ['1959-03-14', '1959-03-14'],
  ['1959/3/14', '1959-03-14'],
  ['14.3.1959', '1959-03-14'],
  [' 14 . 03 . 1959 ', '1959-03-14'],
  ['14/03/1959', '1959-03-14'],
  ['03/14/1959', '1959-03-14'],
  ['03/04/1959', '1959-04-03 or 1959-03-04'],
  ['03-04-1959', '1959-04-03 or 1959-03-04'],
  ['04/04/1959', '1959-04-04'],
  ['3.4.1959', '1959-04-03'],
  ['14.3.59', '1959-03-14'],
  ['14.3.26', '2026-03-14'],
  ['25.12.26', '1926-12-25'],
  ['14031959', '1959-03-14'],
  ['19590314', '1959-03-14'],
  ['140359', '1959-03-14'],
  ['14 Mar 1959', '1959-03-14'],
  ['14th of March 1959', '1959-03-14'],
  ['March 14, 1959', '1959-03-14'],
  ['14mar1959', '1959-03-14'],
  ['14 Mar 59', '1959-03-14'],
  ['14 de marzo de 1959', '1959-03-14'],
  ['1 août 1970', '1970-08-01'],
  ['١٤ مارس ١٩٥٩', '1959-03-14'],
  ['14 كانون الثاني 1959', '1959-01-14'],
  ['۱۴/۱۳/۱۹۵۹', 'no-such-day'],
  ['1959', '1959'],
  ['about 1959', '1959 about'],
  ['1959?', '1959 about'],
  ['3/1959', '1959-03'],
  ['1959-03', '1959-03'],
  ['Mar 1959', '1959-03'],
  ['marzo de 1959', '1959-03'],
  ['about 60', '1966 about'],
  ['~60', '1966 about'],
  ['60', '1966 about'],
  ['60 years old', '1966 about'],
  ['unos 60 años', '1966 about'],
  ['حوالي ٦٠ سنة', '1966 about'],
  ['0', '2026 about'],
  ['3 months', '2026-08 about'],
  ['14 m', '2025-09 about'],
  ['5 weeks', '2026-10-20 about'],
  ['10 d', '2026-11-14 about'],
  ['29.2.2024', '2024-02-29'],
  ['29.2.2023', 'no-such-day'],
  ['31.4.1990', 'no-such-day'],
  ['0000-00-00', 'no-such-day'],
  ['1959-00-00', 'no-such-day'],
  ['1.1.2027', 'future'],
  ['25.11.2026', 'future'],
  ['24.11.2026', '2026-11-24'],
  ['2030', 'future'],
  ['12/2026', 'future'],
  ['1.1.1800', 'too-long-ago'],
  ['about 200', 'too-long-ago'],
  ['', 'unreadable'],
  ['yesterday', 'unreadable'],
  ['14.3', 'unreadable'],
  ['14.3.195', 'unreadable'],
  ['1/2/3/4', 'unreadable'],
  ['😀', 'unreadable'],
];

test.each(TABLE)('%j is read as %s', (typed, expected) => {
  expect(read(typed)).toBe(expected);
});

test('every day of a lifetime is read alike in every full writing', () => {
  const days = fc
    .record({ year: fc.integer({ min: 1900, max: 2025 }), month: fc.integer({ min: 1, max: 12 }) })
    .chain((at) =>
      fc.integer({ min: 1, max: daysInMonth(at.year, at.month) }).map((day) => ({ ...at, day })),
    );
  fc.assert(
    fc.property(days, (at) => {
      const iso = dayText(at);
      const name = new Date(`${iso}T00:00:00Z`).toLocaleString('en', {
        month: 'short',
        timeZone: 'UTC',
      });
      for (const typed of [
        iso,
        `${at.day}.${at.month}.${at.year}`,
        `${at.day} ${name} ${at.year}`,
      ]) {
        expect(read(typed)).toBe(iso);
      }
      expect(read(iso.replaceAll('-', ''))).toBe(iso);
    }),
  );
});

test('no text makes the reader throw or name a day that does not exist', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const birth = readBirthDate(typed, TODAY);
      if (birth.ok) expect(birth.value.date).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/);
    }),
  );
});
