import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chained, limitOf, pageOf, START, type Anchor, type PeoplePage } from './people-page.ts';

interface Row {
  readonly nameKey: string;
  readonly id: number;
}
const query = (all: readonly Row[], anchor: Anchor, size: number): readonly Row[] =>
  all.filter((row) => row.nameKey >= anchor.key).slice(0, limitOf(anchor, size));

test('paging names everybody once and in order, however many share a name', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'b b', 'c', 'z', '\u{ffff}'), { maxLength: 60 });
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 7 }), (keys, size) => {
      const all = keys.toSorted().map((nameKey, id) => ({ nameKey, id }));
      const seen: Row[] = [];
      let anchor: Anchor | null = START;
      for (let turn = 0; anchor && turn < 100; turn++) {
        const { rows, next }: PeoplePage<Row> = pageOf(query(all, anchor, size), anchor, size);
        seen.push(...rows);
        anchor = next;
      }
      expect(seen).toEqual(all);
    }),
  );
});

test('a page whose end has moved forgets the pages after it', () => {
  const chain = [START, { key: 'b', skip: 0 }, { key: 'c', skip: 0 }];
  expect(chained(chain, 0, { key: 'b', skip: 0 })).toBe(chain);
  expect(chained(chain, 0, { key: 'bb', skip: 0 })).toEqual([START, { key: 'bb', skip: 0 }]);
  expect(chained(chain, 1, null)).toEqual(chain.slice(0, 2));
  expect(chained([START], 0, { key: 'b', skip: 1 })).toEqual([START, { key: 'b', skip: 1 }]);
});
