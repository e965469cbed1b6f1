import { expect, test } from 'vitest';
import { csvTable, type TableItem } from './csv-table.ts';

async function read(text: string, piece = 7): Promise<readonly TableItem[]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
  }
  const items: TableItem[] = [];
  for await (const item of csvTable(pieces)) items.push(item);
  return items;
}
const rows = (items: readonly TableItem[]): readonly string[] =>
  items.map((item) =>
    item.kind === 'row' ? `${item.line} ${item.cells.join('|')}` : `${item.line} ${item.why}`,
  );

test('a byte order mark, semicolons, quotes over several lines and any line ends are a table', async () => {
  expect(rows(await read('\uFEFFa;b\r\n1;"x; ""y""\r\nz"\r\n2;\r\n\r\n3;c'))).toEqual([
    '1 a|b',
    '3 1|x; "y"\r\nz',
    '4 2|',
    '6 3|c',
  ]);
  expect(rows(await read('sep=|\na|b\n1|2'))).toEqual(['2 a|b', '3 1|2']);
});

test('a quote that nothing closes costs its own line and no other', async () => {
  const text = [
    'a,b',
    '1,x',
    '2,"open',
    '3,y',
    '4,"Q, R"',
    '5,z',
    '6,"open too',
    '7,"w"',
    '8,v',
  ].join('\n');
  for (const piece of [5, 1000])
    expect(rows(await read(text, piece))).toEqual([
      '1 a|b',
      '2 1|x',
      '3 stray-quote',
      '4 3|y',
      '5 4|Q, R',
      '6 5|z',
      '7 stray-quote',
      '8 7|w',
      '9 8|v',
    ]);
  expect(rows(await read(`a,b\n1,"${'x\n'.repeat(40_000)}`)).slice(0, 4)).toEqual([
    '1 a|b',
    '2 too-long',
    '3 fields',
    '4 fields',
  ]);
});

test('more cells than the first line has, or fewer, cost their own row; empty ones behind it are none', async () => {
  expect(rows(await read('a,b\n1,2,3\n4,5,,\n6\n7,8'))).toEqual([
    '1 a|b',
    '2 fields',
    '3 4|5',
    '4 fields',
    '5 7|8',
  ]);
});
