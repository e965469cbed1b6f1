import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMap, type Json } from '#shared/lib/json.ts';
import { hashOf } from './push-hash.ts';

const key = fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom('007', '4294967295', '-1'));
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')),
  ),
})).value;

test('a mutation keeps the name that it was stored under (S1)', () => {
  fc.assert(
    fc.property(json, (value) => {
      const stored = createHash('sha256')
        .update(JSON.stringify(sorted(value)))
        .digest('base64url');
      expect(hashOf(value)).toBe(stored);
    }),
  );
});

test('so does a mutation as devices make them, and one that is nearly so (S1)', () => {
  const value = fc.oneof({ weight: 6, arbitrary: fc.string() }, json);
  const change = fc.record({ path: value, before: value, after: value }, { requiredKeys: [] });
  const parts = { id: value, device: value, n: value, by: value, at: value };
  const entry = fc.record(
    {
      ...parts,
      action: fc.oneof(fc.record({ id: value, name: value }), json),
      changes: fc.oneof(fc.array(fc.oneof({ weight: 6, arbitrary: change }, json)), json),
      undoes: value,
      other: value,
    },
    { requiredKeys: ['id', 'device', 'n', 'by', 'action'] },
  );
  fc.assert(
    fc.property(entry, (mutation) => {
      const stored = createHash('sha256')
        .update(JSON.stringify(sorted(mutation)))
        .digest('base64url');
      expect(hashOf(mutation)).toBe(stored);
    }),
    { numRuns: 500 },
  );
});

test('the order of keys does not matter, an absent one is none (S1)', () => {
  expect(hashOf({ b: [{ d: 1, c: undefined }], a: 2 })).toBe(hashOf({ a: 2, b: [{ d: 1 }] }));
  expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
});

/** How the first version of the server put keys in order. */
function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => sorted(item as Json) ?? null);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
