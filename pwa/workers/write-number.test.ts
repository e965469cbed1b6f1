import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainFigures } from '#shared/search/normalise.ts';
import { MOST_BYTES, readText } from './with-room.ts';
import { writeNumber } from './write-number.ts';

function written(value: string, isDialled = false): string {
  const into = new Uint8Array(4 + value.length * MOST_BYTES);
  const end = writeNumber(value, { into, from: 4, isDialled });
  return readText(into, 4, end);
}

test.each([
  ['990-123-4567', '9901234567'],
  ['NHS 943 476 5919', 'nhs9434765919'],
  ['٠١٢٣-٤٥', '012345'],
  ['९८७/65', '98765'],
  ['№ Ä-17', '17'],
  ['', ''],
  ['+ - /', ''],
])('a number is kept as its letters and figures: %s', (value, kept) => {
  expect(written(value)).toBe(kept);
});

test('the noughts before a number that is dialled are left out, those inside are not', () => {
  expect(written('0044 (0) 7700-900 100', true)).toBe('4407700900100');
  expect(written('٠٠٩٦٦ ٥', true)).toBe('9665');
  expect(written('000', true)).toBe('');
  expect(written('0044')).toBe('0044');
});

test('any text is kept as its letters and figures read one by one', () => {
  const letters = fc.constantFrom(...'aZz09 -+/ä٣९𝟗\u{ffff}');
  fc.assert(
    fc.property(fc.string({ unit: letters }), (value) => {
      const plain = plainFigures(value).toLowerCase();
      expect(written(value)).toBe([...plain].filter((one) => /[a-z0-9]/.test(one)).join(''));
    }),
  );
});
