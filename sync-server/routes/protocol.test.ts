import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = [
  '{pwa,shared,sync-server,service-worker,e2e}/**/*.test.{ts,tsx}',
  'sync-server/store/store-contract.ts',
];

/** Which promises a test file cites in the names of its tests. */
function citedIn(file: string): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const names = [...text.matchAll(/(?:test\(|\]\)\()\s*['`]([^'`]*)['`]/g)];
  return new Set(names.flatMap(([, name = '']) => name.match(/\bS\d+\b/g) ?? []));
}

test('every promise of PROTOCOL.md names the tests that cite it, and every test that cites one is named', () => {
  const page = readFileSync(join(ROOT, 'shared/sync/PROTOCOL.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (S\d+) \| (.*)\|$/gm)].map(
    ([, name = '', text = '']) => [name, text] as const,
  );
  const isProof = (text: string): boolean => /^`[^`]*\.ts`/.test(text);
  const promised = rows.filter(([, text]) => !isProof(text)).map(([name]) => name);
  const named = new Map(
    rows
      .filter(([, text]) => isProof(text))
      .map(([name, text]) => [name, [...text.matchAll(/`([^`]*)`/g)].map(([, file = '']) => file)]),
  );
  const files = globSync(ROOMS, { cwd: ROOT, exclude: ['**/node_modules/**'] }).toSorted();
  const cited = new Map(promised.map((name) => [name, new Set<string>()]));
  for (const file of files) for (const name of citedIn(file)) cited.get(name)?.add(file);
  expect([...named.keys()]).toEqual(promised);
  for (const name of promised) expect(named.get(name), name).toEqual([...(cited.get(name) ?? [])]);
});
