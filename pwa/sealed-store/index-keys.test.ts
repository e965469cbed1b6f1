import fc from 'fast-check';
import {
  fillWithDefaultSettings,
  getIndexableStringMonad,
  getQueryPlan,
  getStartIndexStringFromLowerBound,
  getStartIndexStringFromUpperBound,
  normalizeMangoQuery,
} from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import { beforeId, createIndexKeys, type KeyRange } from './index-keys.ts';
import type { Doc } from './rows.ts';

const schema = fillWithDefaultSettings<Record<string, unknown>>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 5 },
    name: { type: 'string', maxLength: 5 },
    age: { type: 'number', minimum: -5, maximum: 20, multipleOf: 0.5 },
  },
  required: ['id', 'name', 'age'],
  indexes: [['name', 'age']],
} as never);
const index = ['_deleted', 'name', 'age', 'id'];
const padded = getIndexableStringMonad(schema as never, index) as (doc: Doc) => string;
const keys = createIndexKeys(schema as never, index);

const text = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\t', '\0', '\u0001', '\u001f', 'é', '\ud83d', '\uffff'),
  maxLength: 5,
});
const doc = fc.record({
  id: text,
  name: fc.option(text, { nil: undefined }),
  age: fc.integer({ min: -10, max: 40 }).map((n) => n / 2),
  _deleted: fc.boolean(),
}) as unknown as fc.Arbitrary<Doc>;

test('documents are ordered as by the padded texts of RxDB, control characters and all', () => {
  fc.assert(
    fc.property(doc, doc, (a, b) => {
      const expected = Math.sign(Number(padded(a) > padded(b)) - Number(padded(a) < padded(b)));
      const [x, y] = [keys.keyOf(a), keys.keyOf(b)];
      expect(Math.sign(Number(x > y) - Number(x < y))).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test('a range holds what it holds between the padded texts of RxDB', () => {
  const bound = fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq');
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), maxLength: 4 });
  const selector = fc.record({
    _deleted: fc.boolean().map(($eq) => ({ $eq })),
    name: fc.tuple(bound, plain).map(([op, value]) => ({ [op]: value })),
    age: fc.tuple(bound, fc.integer({ min: -10, max: 25 })).map(([op, n]) => ({ [op]: n })),
  });
  const anyDoc = fc
    .tuple(doc, plain, plain)
    .map(([one, name, id]) => ({ ...one, name, id }) as Doc);
  fc.assert(
    fc.property(selector, anyDoc, (selector, one) => {
      const query = normalizeMangoQuery(schema as never, { selector, index } as never);
      const plan = getQueryPlan(schema as never, query as never);
      const lower = getStartIndexStringFromLowerBound(schema, index, plan.startKeys as never);
      const upper = getStartIndexStringFromUpperBound(schema, index, plan.endKeys as never);
      const inRxdb = isIn(padded(one), {
        lower,
        upper,
        isLowerIn: plan.inclusiveStart,
        isUpperIn: plan.inclusiveEnd,
      });
      expect(isIn(keys.keyOf(one), keys.rangeOf(plan))).toBe(inRxdb);
    }),
    { numRuns: 3000 },
  );
});

test('what stands before the id is the same for documents that differ in nothing else', () => {
  const one = { id: 'b', name: 'Al', age: 3, _deleted: false } as unknown as Doc;
  const other = { ...one, id: 'a' } as Doc;
  expect(beforeId(keys.keyOf(one))).toBe(beforeId(keys.keyOf(other)));
  expect(beforeId(keys.keyOf({ ...one, age: 4 } as Doc))).not.toBe(beforeId(keys.keyOf(one)));
});

function isIn(key: string, { lower, upper, isLowerIn, isUpperIn }: KeyRange): boolean {
  return (isLowerIn ? key >= lower : key > lower) && (isUpperIn ? key <= upper : key < upper);
}
