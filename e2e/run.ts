import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { buildIfStale } from './fresh-build.ts';
import { TEMPLATE_VARIABLE } from './harness/template.ts';

/** `npm run e2e`: the journeys in a real browser, over the built app and the real server. What follows goes to Playwright. */
const args = process.argv.slice(2);
const browser = await findBrowser();
if (!browser) {
  console.log(
    'e2e: NOT RUN, there is no Chromium here. Set CHROMIUM_PATH or install one (Debian: apt-get install chromium), then: npm run e2e',
  );
  process.exit(process.env['CI'] === undefined ? 0 : 1);
}
if (!buildIfStale()) process.exit(1);
console.log(`e2e: ${browser.file}`);
const playwright = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js');
/** The hospital and the devices that lie ready are made once for both parts. */
const ready = process.env[TEMPLATE_VARIABLE] ?? mkdtempSync(join(tmpdir(), 'wardline-e2e-'));
const env = {
  ...process.env,
  [TEMPLATE_VARIABLE]: ready,
  CHROMIUM_PATH: browser.file,
  CHROMIUM_ENV: JSON.stringify(browser.env),
};
/** Journeys that hold a promise in seconds have the machine to themselves. */
const PARTS = [
  ['--grep-invert', '@alone'],
  ['--grep', '@alone', '--workers=1'],
];
const runs = (args.length > 0 ? [args] : PARTS).map(
  (part) =>
    spawnSync(process.execPath, [playwright, 'test', '-c', import.meta.dirname, ...part], {
      stdio: 'inherit',
      env,
    }).status ?? 1,
);
if (!process.env[TEMPLATE_VARIABLE]) rmSync(ready, { recursive: true, force: true });
process.exit(Math.max(...runs));
