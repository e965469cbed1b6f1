import { join } from 'node:path';
import { expect } from '@playwright/test';
import { BENCH_ADMIN, startBenchHospital, type BenchHospital } from '#e2e/bench/bench-hospital.ts';
import { interleave, median, printRatio } from '#e2e/bench/interleave.ts';
import { findBrowser } from '#e2e/browser.ts';
import { buildIfStale } from '#e2e/fresh-build.ts';
import { openDevice, type Device } from '#e2e/harness/device.ts';
import { buildReference } from './build-reference.ts';

const PEOPLE = 50_000;
const ROUNDS = 5;
const DIST = join(import.meta.dirname, '../../../dist');
const FIRST_SYNC_MS = 15 * 60_000;

/**
 * A cold start without a network: the browser is started anew, the server is stopped, and the list of people is opened. From the
 * navigation until 50 of 50,000 people are painted, beside the same page without a database.
 */
export async function measure(): Promise<void> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  process.env['CHROMIUM_PATH'] = browser.file;
  process.env['CHROMIUM_ENV'] = JSON.stringify(browser.env);
  if (!buildIfStale()) throw new Error('the app does not build');
  const withPeople = await prepare(await startBenchHospital(PEOPLE, DIST), true);
  const without = await prepare(await startBenchHospital(0, await buildReference()), false);
  const searchMs: number[] = [];
  const medians = await interleave(ROUNDS, {
    product: async () => {
      const ms = await shownMs(withPeople);
      searchMs.push(await markMs(withPeople, 'finder-ready'));
      return ms;
    },
    reference: () => shownMs(without),
  });
  await withPeople.remove();
  await without.remove();
  console.log(`cold-start.search-ready-ms ${median(searchMs).toFixed(0)}`);
  printRatio('cold-start.vs-empty-page', medians.product / medians.reference);
}

/** A device that has visited once and holds what there is; then the server stops for good. */
async function prepare(hospital: BenchHospital, isSynced: boolean): Promise<Device> {
  const device = await openDevice({
    hospital: { port: Number(new URL(hospital.server.url).port) },
    // A browser that is started anew on a device that seals asks for the password first: nobody's fingers are measured.
    store: 'plain',
  });
  if (isSynced) {
    await device.signIn(BENCH_ADMIN.username, BENCH_ADMIN.password);
    await expect(device.mark()).toContainText('All saved in the hospital', {
      timeout: FIRST_SYNC_MS,
    });
  }
  await device.waitUntilInstalled();
  await device.page.waitForTimeout(1000);
  await hospital.remove();
  return device;
}

async function shownMs(device: Device): Promise<number> {
  await device.reopen('/patients');
  return markMs(device, 'people-shown');
}

/** Milliseconds from the navigation to a mark that the app sets. */
async function markMs(device: Device, name: string): Promise<number> {
  const mark = await device.page.waitForFunction(
    (wanted) => performance.getEntriesByName(wanted)[0]?.startTime,
    name,
    { timeout: 120_000 },
  );
  return (await mark.jsonValue()) ?? Number.NaN;
}
