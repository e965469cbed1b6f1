import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonItems } from './json-items.ts';
import type { JsonItem } from './json-splitter.ts';

async function read(text: string, { size = 7, file = 'a.json' } = {}): Promise<JsonItem[]> {
  async function* chunks(): AsyncGenerator<string> {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }
  const items: JsonItem[] = [];
  for await (const item of jsonItems(chunks(), file)) items.push(item);
  return items;
}
const values = (items: readonly JsonItem[]): unknown[] =>
  items.map((item) => (item.kind === 'value' ? JSON.parse(item.text) : item.reason));

test('a bundle comes entry by entry, then what is around them', async () => {
  const items = await read(
    '{"resourceType":"Bundle","entry":[{"a":"]}"},\n {"b":{"entry":[1]}}],"type":"batch"}',
  );
  expect(values(items)).toEqual([
    { a: ']}' },
    { b: { entry: [1] } },
    { resourceType: 'Bundle', entry: [], type: 'batch' },
  ]);
  expect(items.map(({ line, entry }) => [line, entry])).toEqual([
    [1, 0],
    [2, 1],
    [1, null],
  ]);
});

test('a bundle that ends in the middle gives its whole entries and the place of the break', async () => {
  const items = await read('{"entry":[{"a":1},\n{"b":');
  expect(values(items)).toEqual([{ a: 1 }, 'the text ends in the middle of its entries']);
  expect(items[1]).toMatchObject({ line: 2, entry: 1 });
});

test('an entry that is no object spoils no other', async () => {
  expect(values(await read('{"entry":[null,{"a":1},"x",{"b":2}]}'))).toEqual([
    'an entry that is no object',
    { a: 1 },
    'an entry that is no object',
    { b: 2 },
    { entry: [] },
  ]);
});

test('lines are read one by one, and a broken one keeps its number', async () => {
  const items = await read('{"a":1}\r\n{"b":\r\n\r\n{"c":3}', { size: 5 });
  expect(items.map((item) => [item.line, item.kind === 'value' ? item.text.trim() : null])).toEqual(
    [
      [1, '{"a":1}'],
      [2, '{"b":'],
      [4, '{"c":3}'],
    ],
  );
});

test('a byte order mark, a list at the top and several texts in a row are read', async () => {
  expect(values(await read('\uFEFF[{"a":1},{"b":2}]'))).toEqual([{ a: 1 }, { b: 2 }]);
  expect(values(await read('{"a":1} {"b":2}'))).toEqual([{ a: 1 }, { b: 2 }]);
});

test('what is no JSON, or nested too deep, is said in words', async () => {
  expect(values(await read('hello'))).toEqual(['this is not JSON']);
  const deep = `{"entry":[${'{"a":'.repeat(101)}1${'}'.repeat(101)},{"b":2}]}`;
  expect(values(await read(deep)).slice(0, 2)).toEqual(['nested deeper than 100', { b: 2 }]);
});

test('where the text is cut into chunks changes nothing', async () => {
  const entry = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async (list, size) => {
        const bundle = JSON.stringify({ id: 'x"[', entry: list, type: 't' }, null, size % 3);
        expect(values(await read(bundle, { size }))).toEqual([
          ...(JSON.parse(JSON.stringify(list)) as unknown[]),
          { id: 'x"[', entry: [], type: 't' },
        ]);
      },
    ),
  );
});
