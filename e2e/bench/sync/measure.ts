import type { BrowserContext, Page } from '@playwright/test';
import { BENCH_ADMIN } from '#e2e/bench/bench-hospital.ts';
import { openBenchPage } from '#e2e/bench/bench-page.ts';
import { interleave, printRatio } from '#e2e/bench/interleave.ts';
import { startPouch } from '#e2e/bench/pouchdb-server.ts';
import type { BenchCases } from './page.ts';
import { benchPeople } from './people.ts';

const PEOPLE = 10_000;
const ROUNDS = 3;
declare const cases: BenchCases;

/** First sync of 10,000 people over HTTP with push on, and the same by segments, beside raw IndexedDB puts and PouchDB 9, in turn. */
export async function measure(): Promise<void> {
  const bench = await openBenchPage(import.meta.dirname, PEOPLE);
  const pouch = await startPouch(benchPeople(PEOPLE).map(({ id, content }) => ({ id, content })));
  try {
    // The reference lies on another origin, which the product's own policy forbids.
    const context = await bench.running.newContext({ bypassCSP: true });
    await signIn(context, bench.url);
    const onPage = async (work: (page: Page) => Promise<number>): Promise<number> => {
      const page = await bench.open(context);
      const ms = await work(page);
      await page.close();
      return ms;
    };
    const medians = await interleave(ROUNDS, {
      product: () => onPage((page) => page.evaluate((n) => cases.product(n), PEOPLE)),
      snapshot: () => onPage((page) => page.evaluate((n) => cases.snapshot(n), PEOPLE)),
      sealed: () => onPage((page) => page.evaluate((n) => cases.sealed(n), PEOPLE)),
      sealedSnapshot: () => onPage((page) => page.evaluate((n) => cases.sealedSnapshot(n), PEOPLE)),
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
    printRatio('sync.sealed-snapshot-vs-raw', medians.raw / medians.sealedSnapshot);
    printRatio('sync.sealed-vs-dexie', medians.product / medians.sealed);
    printRatio('sync.sealed-vs-pouchdb', medians.pouchdb / medians.sealed);
    printRatio('sync.sealed-vs-memory', medians.memory / medians.sealed);
  } finally {
    pouch.close();
    await bench.close();
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
