import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['pwa', 'shared', 'service-worker', 'vite.config.ts', 'package.json'];

/** Builds the app unless `dist` is newer than all that it is made of; false where the build failed. */
export function buildIfStale(): boolean {
  const built = join(ROOT, 'dist/version.json');
  const newest = Math.max(...SOURCES.map((name) => newestIn(join(ROOT, name))));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return true;
  console.log('e2e: building the app');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status === 0;
}

function newestIn(path: string): number {
  const self = statSync(path);
  if (!self.isDirectory()) return self.mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
