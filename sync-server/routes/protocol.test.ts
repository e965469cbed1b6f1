import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

test('every promise of PROTOCOL.md is cited by the tests it names', () => {
  const page = readFileSync(join(ROOT, 'shared/sync/PROTOCOL.md'), 'utf8');
  const promised = [...page.matchAll(/^\| (S\d+) \| .*\|$/gm)].map(([line, name = '']) => ({
    line,
    name,
  }));
  const proofs = promised.filter(({ line }) => line.includes('.test.ts'));
  expect(proofs.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, i) => `S${i + 1}`));
  for (const { line, name } of proofs) {
    for (const [, file = ''] of line.matchAll(/`([\w/.-]+\.test\.ts)`/g)) {
      const test = readFileSync(join(ROOT, file), 'utf8');
      expect(new RegExp(`test\\(\\s*'[^']*\\b${name}\\b`).test(test), `${name} in ${file}`).toBe(
        true,
      );
    }
  }
});
