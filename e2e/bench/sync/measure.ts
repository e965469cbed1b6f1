import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '#e2e/browser.ts';
import { BENCH_ADMIN, startBenchHospital } from '#e2e/bench/bench-hospital.ts';
import { interleave, printRatio } from '#e2e/bench/interleave.ts';
import { startPouch } from '#e2e/bench/pouchdb-server.ts';
import type { BenchCases } from './page.ts';
import { benchPeople } from './people.ts';
import { buildPage } from '#e2e/bench/build-page.ts';

const PEOPLE = 10_000;
const ROUNDS = 3;
declare const cases: BenchCases;

/** First sync of 10,000 people over HTTP with push on, and the same by segments, beside raw IndexedDB puts and PouchDB 9, in turn. */
export async function measure(): Promise<void> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  const page = mkdtempSync(join(tmpdir(), 'wardline-bench-page-'));
  const hospital = await startBenchHospital(PEOPLE, await buildPage(import.meta.dirname, page));
  const pouch = await startPouch(benchPeople(PEOPLE).map(({ id, content }) => ({ id, content })));
  const running = await chromium.launch({
    executablePath: browser.file,
    args: [...BROWSER_ARGS],
    env: { ...(process.env as Record<string, string>), ...browser.env },
  });
  try {
    // The reference lies on another origin, which the product's own policy forbids.
    const context = await running.newContext({ bypassCSP: true });
    await signIn(context, hospital.server.url);
    const onPage = async (work: (page: Page) => Promise<number>): Promise<number> => {
      const page = await context.newPage();
      await page.goto(hospital.server.url);
      await page.waitForFunction(() => 'cases' in globalThis);
      const ms = await work(page);
      await page.close();
      return ms;
    };
    const medians = await interleave(ROUNDS, {
      product: () => onPage((page) => page.evaluate((n) => cases.product(n), PEOPLE)),
      snapshot: () => onPage((page) => page.evaluate((n) => cases.snapshot(n), PEOPLE)),
      sealed: () => onPage((page) => page.evaluate((n) => cases.sealed(n), PEOPLE)),
      memory: () => onPage((page) => page.evaluate((n) => cases.memory(n), PEOPLE)),
      raw: () => onPage((page) => page.evaluate((n) => cases.raw(n), PEOPLE)),
      pouchdb: () =>
        onPage(async (page) => {
          await page.addScriptTag({ content: pouch.script });
          return page.evaluate(([n, url]) => cases.pouchdb(n, url), [PEOPLE, pouch.url] as const);
        }),
    });
    printRatio('sync.vs-pouchdb', medians.pouchdb / medians.product);
    printRatio('sync.vs-raw', medians.raw / medians.product);
    printRatio('sync.snapshot-vs-raw', medians.raw / medians.snapshot);
    // By wall clock, the replication on the page's own thread.
    printRatio('sync.sealed-vs-raw', medians.raw / medians.sealed);
    printRatio('sync.sealed-vs-dexie', medians.product / medians.sealed);
    printRatio('sync.sealed-vs-pouchdb', medians.pouchdb / medians.sealed);
    printRatio('sync.sealed-vs-memory', medians.memory / medians.sealed);
  } finally {
    await running.close();
    pouch.close();
    await hospital.remove();
  }
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const { username, password } = BENCH_ADMIN;
  const answer = await context.request.post(`${url}/api/v1/sign-in`, {
    headers: { origin: url },
    data: { username, password, deviceKind: 'desktop' },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
}
