import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BENCH_ADMIN, startBenchHospital } from '#e2e/bench/bench-hospital.ts';
import { findBrowser } from '#e2e/browser.ts';
import { buildIfStale } from '#e2e/fresh-build.ts';
import { openDevice } from '#e2e/harness/device.ts';
import { createRandom, type MadePerson } from './made-people.ts';
import { typedTexts } from './questions.ts';

const DIST = join(import.meta.dirname, '../../../dist');
const SEGMENT = 500;
const TYPED = 18;
const SEED = 5;
/** Longer than any answer; what has not changed by then has not changed. */
const PAUSE_MS = 160;
const FIELD = 'Find by name, MRN or birth date';

/**
 * From a key on the built app's list of people until what it brought is painted, with the directory of 100,000 on the device: laid into
 * the browser's database in segments, as the sync lays it there.
 */
export async function measureKeystroke(people: readonly MadePerson[]): Promise<void> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  process.env['CHROMIUM_PATH'] = browser.file;
  process.env['CHROMIUM_ENV'] = JSON.stringify(browser.env);
  if (!buildIfStale()) throw new Error('the app does not build');
  const hospital = await startBenchHospital(0, DIST);
  const device = await openDevice({
    hospital: { port: Number(new URL(hospital.server.url).port) },
  });
  try {
    await device.signIn(BENCH_ADMIN.username, BENCH_ADMIN.password);
    await device.waitUntilSaved();
    const { page } = device;
    for (let n = 0; n < people.length; n += SEGMENT)
      await page.evaluate(layDown, people.slice(n, n + SEGMENT).map(rowOf));
    await device.reopen('/patients');
    const field = page === device.page ? page : device.page;
    await follow(field);
    const took = await type(field, typedTexts(people, TYPED, createRandom(SEED)));
    const sorted = took.toSorted((a, b) => a - b);
    const p = (share: number): string =>
      (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
    console.log(
      `search.keystroke-ms ${p(0.95)} p95, p50 ${p(0.5)}, of ${sorted.length} keys that changed the list`,
    );
  } finally {
    await device.remove();
    await hospital.remove();
  }
}

function rowOf({ id, content: { names, birthDate, sex, identifiers } }: MadePerson): object {
  return { id, names, birthDate, sex, identifiers };
}

/** Runs in the page: one segment into the database of the directory, made as Dexie makes it. */
async function layDown(rows: readonly object[]): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('wardline-directory', 10);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('docs', { autoIncrement: true });
      request.result.createObjectStore('place');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason'));
  });
  const tx = db.transaction('docs', 'readwrite');
  tx.objectStore('docs').add(rows);
  await new Promise((resolve) => (tx.oncomplete = resolve));
  db.close();
}

declare const painted: { keyAt: number; at: number };

/** Notes when a key went down and when the last change after it had been painted. */
async function follow(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('finder-ready').length > 0);
  await page.getByLabel(FIELD, { exact: true }).click();
  await page.evaluate(() => {
    const painted = { keyAt: 0, at: 0 };
    Object.assign(globalThis, { painted });
    document.addEventListener('keydown', (event) => (painted.keyAt = event.timeStamp), true);
    new MutationObserver(() =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (painted.at = performance.now());
        port2.postMessage(null);
      }),
    ).observe(document.querySelector('main') ?? document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}

async function type(page: Page, texts: readonly string[]): Promise<readonly number[]> {
  const took: number[] = [];
  let before = '';
  for (const text of texts) {
    if (!text.startsWith(before) || text.length <= before.length)
      await page.getByLabel(FIELD, { exact: true }).fill('');
    await page.evaluate(() => Object.assign(painted, { keyAt: 0, at: 0 }));
    await page.keyboard
      .press(text.at(-1) === ' ' ? 'Space' : (text.at(-1) ?? 'a'))
      .catch(() => undefined);
    before = text;
    await page.waitForTimeout(PAUSE_MS);
    const { keyAt, at } = await page.evaluate(() => painted);
    if (keyAt > 0 && at > keyAt) took.push(at - keyAt);
  }
  return took;
}
