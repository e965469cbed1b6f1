import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePersonQuery } from './person-query.ts';

/** Words, then numbers with #, then dates with @; what can be several things carries each. */
const read = (text: string): string =>
  parsePersonQuery(text)
    .parts.map(({ word, number, dates }) =>
      [word, number && `#${number}`, ...dates.map((date) => `@${date}`)].filter(Boolean).join(''),
    )
    .join(' ');

test.each([
  ['okonkwo ada', 'okonkwo ada'],
  ['Müller-Łódź', 'muller lodz'],
  ['14/3/1959', '@1959-03-14'],
  ['14.03.1959 okonkwo', 'okonkwo @1959-03-14'],
  ['1959-03-14', '@1959-03-14'],
  ['1959/3/14', '@1959-03-14'],
  ['1959-03', '@1959-03'],
  ['14 03 1959', '@1959-03-14'],
  ['14.3.59', '@1959-03-14'],
  ['3/14/1959', '@1959-03-14'],
  ['14 mar 1959', '@1959-03-14'],
  ['14th of March 1959', '@1959-03-14'],
  ['March 14, 1959', '@1959-03-14'],
  ['ana 14 de marzo de 1959', 'ana @1959-03-14'],
  ['14. März 1959', '@1959-03-14'],
  ['١٤ مارس ١٩٥٩', '@1959-03-14'],
  ['१४/०३/१९५९', '@1959-03-14'],
  ['14/3/2502', '@1959-03-14'],
  ['1959年3月14日', '@1959-03-14'],
  ['19590314', '#19590314@1959-03-14'],
  ['14031959', '#14031959@1959-03-14'],
  ['140359', '#140359@1959-03-14@2059-03-14'],
  ['ada 1959', 'ada #1959@1959'],
  ['April 1990', 'april #1990@1990'],
  ['104 882-7', '#1048827'],
  ['1048827', '#1048827'],
  ['(0161) 496-0123', '#01614960123'],
  ['+44 161 496 0123', '#441614960123'],
  ['ada 1959 1048827', 'ada #1959@1959 #1048827'],
  ['1925-14-13', '@1925-14-13'],
  ['AB123456', 'ab123456#ab123456'],
  ['', ''],
  ['--- !?', ''],
])('"%s" is read as %s', (text, parts) => {
  expect(read(text)).toBe(parts);
});

test('whatever is typed, it is read, and no part is empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const { word, number, dates } of parsePersonQuery(text).parts)
        expect([word, number, ...dates].some((meaning) => meaning !== '')).toBe(true);
    }),
  );
});
