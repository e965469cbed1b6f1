import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contents } from '#shared/testing/arbitraries.ts';
import { hasSameKeys, searchKeysOf } from './search-keys.ts';
import { wireText } from './wire-text.ts';

const ID = '0198f6a0-0000-7000-8000-000000000001';

test('a document of which nothing has changed that it is found by is found by the same', () => {
  const collections = ['patients', 'encounters', 'locations'] as const;
  for (const collection of collections) {
    const content = contents[collection];
    fc.assert(
      fc.property(content, content, (before, other) => {
        for (const field of Object.keys(other)) {
          const after = { ...before, [field]: other[field] };
          const isSame = hasSameKeys(collection, before, after);
          if (field === 'comment' || field === 'reason') expect(isSame).toBe(true);
          if (isSame)
            // The same map in another order gives the same keys in another order: they are a set.
            expect(keysOf(collection, after)).toEqual(keysOf(collection, before));
        }
      }),
    );
  }
});

function keysOf(...of: Parameters<typeof searchKeysOf>): ReadonlySet<string> {
  return new Set(searchKeysOf(...of).map((key) => JSON.stringify(key)));
}

test('a document travels alike whoever has made its content text', () => {
  fc.assert(
    fc.property(contents.patients, (content) => {
      const version = { collection: 'patients', id: ID, rev: 'e.1', content } as const;
      expect(wireText({ ...version, text: JSON.stringify(content) })).toBe(wireText(version));
    }),
  );
});
