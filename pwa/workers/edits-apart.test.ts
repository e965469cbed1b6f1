import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersApart } from '#shared/domain/letters-apart.ts';
import { editsApartFrom } from './edits-apart.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 32 });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const apart = (typed: string, stored: string): { whole: number; start: number } =>
  editsApartFrom(bytes(typed))({ bytes: bytes(`x${stored}x`), from: 1, length: stored.length }, 40);

test('letters are counted as everywhere else in the hospital', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(apart(a, b).whole).toBe(lettersApart(a, b, 40));
    }),
  );
});

test('the distance to a beginning is the least distance to any beginning', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const each = Array.from({ length: b.length + 1 }, (_, n) =>
        lettersApart(a, b.slice(0, n), 40),
      );
      expect(apart(a, b).start).toBe(Math.min(...each));
    }),
  );
});

test('what is too far apart is not counted to its end', () => {
  const { whole } = editsApartFrom(bytes('abcd'))({ bytes: bytes('dddd'), from: 0, length: 4 }, 1);
  expect(whole).toBeGreaterThan(1);
});
