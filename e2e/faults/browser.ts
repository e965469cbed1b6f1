import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '#e2e/browser.ts';
import { buildIfStale } from '#e2e/fresh-build.ts';
import makeTemplate from '#e2e/harness/global-setup.ts';
import { startHospital, type Hospital } from '#e2e/harness/hospital.ts';
import { TEMPLATE_VARIABLE } from '#e2e/harness/template.ts';
import { createDice, type Dice } from '#e2e/simulator/world/dice.ts';
import { clearStorage } from './browser/cleared.ts';
import { killFirstSyncs } from './browser/killed-first-syncs.ts';
import { killWhilePushing } from './browser/killed-pushes.ts';
import { moveTablet, stealTablet } from './browser/stolen-tablet.ts';
import { stealWardTablet } from './browser/stolen-ward-tablet.ts';
import { workOverRoughLines } from './browser/two-profiles.ts';

export interface BrowserOptions {
  /** Browsers that are killed: half of them during their first sync, half of them while they push. */
  readonly kills: number;
  readonly seed: number;
  /** Only the story of this name. */
  readonly story: string | undefined;
}
const WRITES = 40;

/** The app in Chromium over lines that cut, stall and replay, killed at any moment, its storage cleared. */
export async function breakBrowsers({
  kills,
  seed,
  story: only,
}: BrowserOptions): Promise<readonly string[]> {
  const browser = await findBrowser();
  if (!browser) return ['there is no Chromium here: set CHROMIUM_PATH or install one'];
  if (!buildIfStale()) return ['the app does not build'];
  const own = process.env[TEMPLATE_VARIABLE] ? null : mkdtempSync(join(tmpdir(), 'wardline-e2e-'));
  process.env['CHROMIUM_PATH'] = browser.file;
  process.env['CHROMIUM_ENV'] = JSON.stringify(browser.env);
  if (own) process.env[TEMPLATE_VARIABLE] = own;
  const half = Math.ceil(kills / 2);
  const stories: Readonly<Record<string, Story>> = {
    'rough lines': (hospital, dice) => workOverRoughLines(hospital, dice, WRITES),
    'killed first syncs': (hospital, dice) => killFirstSyncs(hospital, dice, half),
    'killed pushes': (hospital, dice) => killWhilePushing(hospital, dice, half),
    'cleared storages': clearStorage,
    'stolen tablet': stealTablet,
    'stolen tablet of a ward': stealWardTablet,
    'moving in': moveTablet,
  };
  const wrong: string[] = [];
  try {
    await makeTemplate();
    for (const [name, story] of Object.entries(stories).filter(([name]) => name === (only ?? name)))
      wrong.push(
        ...(await tell(name, story, seed)).map((what) => `seed ${seed}: ${name}: ${what}`),
      );
    return wrong;
  } finally {
    if (own) rmSync(own, { recursive: true, force: true });
  }
}

type Story = (hospital: Hospital, dice: Dice) => Promise<readonly string[]>;

async function tell(name: string, story: Story, seed: number): Promise<readonly string[]> {
  const started = performance.now();
  const hospital = await startHospital();
  try {
    return await story(hospital, createDice(seed, name.length));
  } catch (cause) {
    return [cause instanceof Error ? `${cause.stack?.slice(0, 2000)}` : String(cause)];
  } finally {
    await hospital.remove();
    console.log(`faults: ${name} in ${Math.round((performance.now() - started) / 1000)} s`);
  }
}
