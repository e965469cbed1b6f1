import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: what the build server holds every commit against, step by step, and stops at the first that fails. */
const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const STEPS: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['types', bin('tsc'), ['-b']],
  ['lint', bin('oxlint'), ['--deny-warnings']],
  ['format', bin('oxfmt'), ['--check']],
  ['dead code', bin('knip'), []],
  ['unit tests', bin('vitest'), ['run', '--reporter=dot']],
  ['build', bin('vite'), ['build', '--logLevel', 'warn']],
  ['size budgets', process.execPath, [join(root, 'e2e/size.ts')]],
];

for (const [name, command, args] of STEPS) {
  const started = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`check: ${name} ${status === 0 ? 'passed' : 'failed'} in ${seconds} s`);
  if (status !== 0) process.exit(status ?? 1);
}
