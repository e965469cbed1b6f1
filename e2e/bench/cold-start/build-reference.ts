import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');
const REPLACED = ['store/first-people.ts', 'store/open-replica.ts', 'platform/device-store.ts'];

/** The app with its three doors to IndexedDB walled up: the same page without a database. */
export async function buildReference(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'wardline-without-database-'));
  process.env['WARDLINE_DIST'] = outDir;
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [
      {
        name: 'without-database',
        enforce: 'pre',
        resolveId: (source, importer) => {
          const file = source.split('/').at(-1) ?? '';
          const isReplaced = REPLACED.some((name) => name.endsWith(`/${file}`));
          if (!isReplaced || importer?.includes('without-database')) return null;
          return join(import.meta.dirname, 'without-database', file);
        },
      },
    ],
  });
  delete process.env['WARDLINE_DIST'];
  return outDir;
}
