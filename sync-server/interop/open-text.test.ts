import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openText } from './open-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-text-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function read(bytes: Uint8Array, encoding?: string): Promise<string> {
  const file = join(folder, 'any.name');
  writeFileSync(file, bytes);
  return readFile(file, encoding);
}

test('a gzip is known by its first bytes, whatever its name', async () => {
  expect(await read(gzipSync('Müller'))).toBe('Müller');
  expect(await read(Buffer.from('Müller'))).toBe('Müller');
});

test('a gzip that ends in the middle gives what came before, then says so', async () => {
  const packed = gzipSync(Buffer.from('a'.repeat(10) + Math.random()));
  await expect(read(packed.subarray(0, packed.length - 6))).rejects.toMatchObject({
    kind: 'truncated',
  });
});

test('a gzip that grows without end is refused long before it fills the memory', async () => {
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
  await expect(read(bomb)).rejects.toMatchObject({ kind: 'inflation' });
});

test('what is packed otherwise or written otherwise is refused in words', async () => {
  await expect(read(gzipSync(gzipSync('x')))).rejects.toMatchObject({ kind: 'packed' });
  await expect(read(Buffer.from('PK\u0003\u0004'))).rejects.toMatchObject({ kind: 'packed' });
  await expect(read(Buffer.from([0xff, 0xfe, 0x41, 0]))).rejects.toMatchObject({
    kind: 'encoding',
  });
  await expect(read(Buffer.from([0x4d, 0xfc, 0x6c]))).rejects.toMatchObject({ kind: 'encoding' });
  expect(await read(Buffer.from([0x4d, 0xfc, 0x6c]), 'latin1')).toBe('Mül');
});

test('a file that is not there is said by its kind', async () => {
  await expect(readFile(join(folder, 'none'))).rejects.toMatchObject({
    kind: 'missing',
  });
});

async function readFile(file: string, encoding?: string): Promise<string> {
  let text = '';
  for await (const piece of openText(file, encoding)) text += piece;
  return text;
}
