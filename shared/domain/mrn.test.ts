import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMrn, mrnAt, mrnText } from './mrn.ts';

const numbers = fc.integer({ min: 1, max: 99_999_999 });

test('every number carries its check digit, and no two are alike', () => {
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      expect(isMrn(mrnAt(one))).toBe(true);
      expect(mrnAt(one) === mrnAt(other)).toBe(one === other);
      expect(mrnText(mrnAt(one)).replace(/\D/g, '')).toBe(mrnAt(one));
    }),
  );
});

test('one figure written wrong is always found', () => {
  fc.assert(
    fc.property(numbers, fc.nat(20), fc.integer({ min: 1, max: 9 }), (n, place, more) => {
      const figures = [...mrnAt(n)];
      const at = place % figures.length;
      figures[at] = String((Number(figures[at]) + more) % 10);
      expect(isMrn(figures.join(''))).toBe(false);
    }),
  );
});

test('two neighbours that changed places are nearly always found', () => {
  let missed = 0;
  let tried = 0;
  for (let n = 100_001; n < 102_001; n += 1) {
    const figures = mrnAt(n);
    for (let at = 0; at + 1 < figures.length; at += 1) {
      const swapped =
        figures.slice(0, at) +
        (figures[at + 1] ?? '') +
        (figures[at] ?? '') +
        figures.slice(at + 2);
      if (swapped === figures) continue;
      tried += 1;
      if (isMrn(swapped)) missed += 1;
    }
  }
  expect(missed / tried).toBeLessThan(0.03);
});
