import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBuckets, type Buckets } from './digest.ts';

type Version = readonly [id: string, rev: string];
const bucketsOf = (versions: readonly Version[]): Buckets => {
  const buckets = createBuckets();
  for (const [id, rev] of versions) buckets.add(id, rev);
  return buckets.read();
};
const version = fc.tuple(
  fc.uuid(),
  fc.nat(1e6).map((seq) => `e.${seq}`),
);
const versions = fc.uniqueArray(version, { selector: ([id]) => id, minLength: 1 });

test('the same versions hash alike in any order (S16)', () => {
  fc.assert(
    fc.property(versions, (held) => {
      expect(bucketsOf(held.toReversed())).toEqual(bucketsOf(held));
    }),
  );
});

test('one that is missing, or another version of it, changes its own bucket and no other (S16)', () => {
  fc.assert(
    fc.property(versions, fc.nat(), (held, n) => {
      const [id, rev] = held[n % held.length] as Version;
      const name = id.slice(-2);
      const { [name]: whole, ...others } = bucketsOf(held);
      const without = held.filter((one) => one[0] !== id);
      const stale: readonly Version[] = [...without, [id, `${rev}0`]];
      for (const other of [without, stale]) {
        const { [name]: changed, ...rest } = bucketsOf(other);
        expect(changed).not.toBe(whole);
        expect(rest).toEqual(others);
      }
    }),
  );
});
