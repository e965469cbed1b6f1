import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache');

/** Installs packages that only measure, and are no part of the product, into a cache of their own the first time they are needed. */
export function installBeside(name: string, packages: readonly string[]): string {
  const room = join(CACHE, name);
  if (packages.every((one) => existsSync(join(room, 'node_modules', bare(one))))) return room;
  mkdirSync(room, { recursive: true });
  writeFileSync(join(room, 'package.json'), '{ "private": true }');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '-E', ...packages];
  const { status } = spawnSync('npm', args, { cwd: room, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm could not install ${packages.join(', ')}`);
  return room;
}

function bare(spec: string): string {
  return spec.slice(0, spec.lastIndexOf('@'));
}
