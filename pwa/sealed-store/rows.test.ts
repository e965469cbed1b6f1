import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeRows, openRows, type Row } from './rows.ts';

const keys = fc.constantFrom('a', 'b', 'c', 'a\nb', '', '😀');
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.constantFrom('', 'x\ny', '\ud800', '\u2028', '"'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const object = fc.dictionary(keys, value, { maxKeys: 5, noNullPrototype: true });
const row = fc.record({
  doc: object,
  isMaster: fc.boolean(),
  base: fc.option(object),
}) as unknown as fc.Arbitrary<Row>;

test('rows come back as they were, each by itself', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), fc.array(fc.nat()), (rows, extra) => {
      const opened = openRows(encodeRows(rows, extra));
      expect(opened.count).toBe(rows.length);
      expect(opened.extra).toEqual(extra);
      for (const slot of rows.keys()) expect(opened.row(slot)).toEqual(rows[slot]);
      expect(opened.row(rows.length)).toBeNull();
    }),
  );
});

test('a field without a value is none, as in all that is stored as text', () => {
  const doc = { id: 'a', gone: undefined, list: [undefined] };
  const opened = openRows(encodeRows([{ doc: doc as never, isMaster: false, base: null }]));
  expect(opened.doc(0)).toEqual({ id: 'a', list: [null] });
});
