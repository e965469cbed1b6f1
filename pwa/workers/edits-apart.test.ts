import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersApart } from '#shared/domain/letters-apart.ts';
import { createEditsApart } from './edits-apart.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 9 });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const editsApart = createEditsApart();
const apart = (typed: string, stored: string): ReturnType<typeof editsApart> =>
  editsApart(bytes(typed), { bytes: bytes(`x${stored}x`), from: 1, length: stored.length }, 20);

test('letters are counted as everywhere else in the hospital', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(apart(a, b).whole).toBe(lettersApart(a, b, 20));
    }),
  );
});

test('the distance to a beginning is the least distance to any beginning', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const each = Array.from({ length: b.length + 1 }, (_, n) =>
        lettersApart(a, b.slice(0, n), 20),
      );
      expect(apart(a, b).start).toBe(Math.min(...each));
    }),
  );
});

test('what is too far apart is not counted to its end', () => {
  const { whole } = editsApart(bytes('abcd'), { bytes: bytes('dddd'), from: 0, length: 4 }, 1);
  expect(whole).toBeGreaterThan(1);
});
