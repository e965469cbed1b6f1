import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = [
  'pwa',
  'shared',
  'service-worker',
  'sync-server',
  'vite.config.ts',
  'tsconfig.base.json',
];

/** Wardline once more, built under another version in a folder of its own: what tomorrow's update is. `change` edits its source first. */
export function secondBuild(
  version: string,
  change: (root: string) => void = () => undefined,
): {
  readonly root: string;
  readonly remove: () => void;
} {
  const root = mkdtempSync(join(tmpdir(), 'wardline-next-'));
  for (const part of PARTS) cpSync(join(ROOT, part), join(root, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const about = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object;
  writeFileSync(join(root, 'package.json'), JSON.stringify({ ...about, version }));
  change(root);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the second build failed:\n${stderr}`);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
