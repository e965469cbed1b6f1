import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type BrowserContext } from '@playwright/test';
import { BROWSER_ARGS, findBrowser, type Browser } from '#e2e/browser.ts';
import { buildIfStale } from '#e2e/fresh-build.ts';
import { freePort } from '#e2e/harness/free-port.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { startHospital } from '#e2e/harness/hospital.ts';
import { audit, type Audited } from './audit.ts';

/** `npm run lighthouse`: mobile profile, loopback, median of three, on the sign-in page and on the list of people (DESIGN.md 8). */
const RUNS = 3;
const KB = 1024;
const LIMITS: readonly (readonly [name: string, value: (a: Audited) => number, limit: string])[] = [
  ['performance', (a) => a.performance, '>= 0.95'],
  ['accessibility', (a) => a.accessibility, '>= 1'],
  ['best practices', (a) => a.bestPractices, '>= 0.95'],
  ['FCP ms', (a) => a.fcpMs, '< 1000'],
  ['LCP ms', (a) => a.lcpMs, '< 1500'],
  ['interactive ms', (a) => a.interactiveMs, '< 2000'],
  ['CLS', (a) => a.cls, '< 0.05'],
  ['script KB on the wire', (a) => a.scriptBytes / KB, '<= 150'],
  ['all KB on the wire', (a) => a.allBytes / KB, '<= 300'],
];

const browser = await findBrowser();
if (!browser) {
  console.error('lighthouse: there is no Chromium here: set CHROMIUM_PATH or install one');
  process.exit(1);
}
if (!buildIfStale()) process.exit(1);
const hospital = await startHospital();
const isWithin = [
  report('sign-in page', await audited(browser, '/', false)),
  report('list of people', await audited(browser, '/patients', true)),
];
await hospital.remove();
process.exit(isWithin.every(Boolean) ? 0 : 1);

/** Each run starts from a browser that has never been here; for the list somebody signs in first and the people arrive. */
async function audited(chosen: Browser, path: string, isSignedIn: boolean): Promise<Audited[]> {
  const runs: Audited[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const profile = mkdtempSync(join(tmpdir(), 'wardline-lighthouse-'));
    const port = await freePort();
    const context = await launch(chosen, profile, port);
    if (isSignedIn) await signIn(context);
    runs.push(await audit(hospital.url + path, port, chosen.env));
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return runs;
}

function launch(chosen: Browser, profile: string, port: number): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chosen.file,
    args: [...BROWSER_ARGS, `--remote-debugging-port=${port}`],
    headless: true,
    env: { ...(process.env as Record<string, string>), ...chosen.env },
  });
}

async function signIn(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(hospital.url);
  await page.getByLabel('User name').fill('reception');
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const mark = page.locator('.topbar .sync');
  await expect(mark).toContainText('All saved in the hospital', { timeout: 120_000 });
  await page.close();
}

/** Prints the median of each figure and what is short of full marks; true if all are within their limits. */
function report(name: string, runs: readonly Audited[]): boolean {
  let isAllWithin = true;
  for (const [figure, value, limit] of LIMITS) {
    const middle = runs.map(value).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? NaN;
    const isOk = isMet(middle, limit);
    isAllWithin &&= isOk;
    console.log(`${name}: ${figure} ${round(middle)} (${limit}) ${isOk ? 'within' : 'SHORT'}`);
  }
  const short = new Set(runs.flatMap((run) => run.short));
  if (short.size > 0) console.log(`${name}: short of full marks: ${[...short].join(', ')}`);
  return isAllWithin;
}

function isMet(value: number, limit: string): boolean {
  const [sign, bound] = limit.split(' ') as [string, string];
  if (sign === '>=') return value >= Number(bound);
  return sign === '<' ? value < Number(bound) : value <= Number(bound);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
