import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInstantParser, heldTimesOf } from './held-times.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => [from, from + length] as const);

test('whatever is asked in whatever order, it is answered as by looking at every booking', () => {
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 40 }),
      fc.array(span, { minLength: 1, maxLength: 30 }),
      (held, asked) => {
        const times = heldTimesOf(held.flat());
        for (const [from, to] of asked) {
          const inside = held.filter(([start, end]) => start < to && from < end);
          expect(times.isTaken(from, to)).toBe(inside.length > 0);
          let most = 0;
          for (let at = from; at < to; at += 1)
            most = Math.max(most, inside.filter(([start, end]) => start <= at && at < end).length);
          expect(times.mostAtOnce(from, to)).toBe(most);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('an instant is read as the clock of the world reads it', () => {
  const parse = createInstantParser();
  const instant = fc
    .integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 })
    .map((seconds) => new Date(seconds * 1000).toISOString());
  fc.assert(
    fc.property(instant, (at) => {
      expect(parse(at)).toBe(Date.parse(at));
    }),
  );
  for (const at of [
    '2026-11-23T10:00:00.000Z',
    '2026-11-23T10:15:00.000Z',
    '2026-11-24T00:00:00.000Z',
  ])
    expect(parse(at)).toBe(Date.parse(at));
});
