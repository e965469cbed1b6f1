import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { openBrowserCpu } from '#e2e/bench/browser-cpu.ts';
import { buildPage } from '#e2e/bench/build-page.ts';
import { median, printRatio } from '#e2e/bench/interleave.ts';
import { BROWSER_ARGS, findBrowser } from '#e2e/browser.ts';
import { dayOf, A_DAY, benchPatients } from './documents.ts';
import type { StoreCases } from './page.ts';

/** `npm run bench -- store 10000` for fewer people. */
const PEOPLE = Number(process.argv[3] ?? 100_000);
const COUNTS = { patients: PEOPLE, appointments: PEOPLE * 0.3 } as const;
const ON_DISK = Math.min(10_000, PEOPLE);
const ROUNDS = 3;
const PLACES = 24;
const WRITES = 120;
/** A name of those people. */
const CANARY = 'Lindqvist';
declare const cases: StoreCases;

/** The sealed store at the door of RxDB's storage, in a page of its own, beside plain IndexedDB with four indexes. */
export async function measure(): Promise<void> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  const site = await serve(
    await buildPage(import.meta.dirname, mkdtempSync(join(tmpdir(), 'wardline-store-'))),
  );
  const open = async (profile: string): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, {
      executablePath: browser.file,
      args: [...BROWSER_ARGS, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
      env: { ...(process.env as Record<string, string>), ...browser.env },
    });
  try {
    await measureDisk(site.url, open);
    await measureWork(site.url, open);
  } finally {
    site.close();
  }
}

type Open = (profile: string) => Promise<BrowserContext>;

async function measureWork(url: string, open: Open): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'wardline-store-profile-'));
  const context = await open(profile);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'cases' in globalThis);
  const cpu = await openBrowserCpu(context.browser());
  const empty = await page.evaluate(() => cases.heapBytes());
  const filled = await page.evaluate((counts) => cases.fillSealed(counts), COUNTS);
  console.log(
    `store.fill-us-per-document ${((filled * 1000) / (COUNTS.patients + COUNTS.appointments)).toFixed(1)}`,
  );
  console.log(`store.tidy-ms ${(await page.evaluate(() => cases.tidy())).toFixed(0)}`);
  await page.evaluate((counts) => cases.fillRaw(counts), COUNTS);
  console.log(`store.open-ms ${(await page.evaluate(() => cases.reopenSealed())).toFixed(1)}`);
  await page.evaluate(() => cases.reopenRaw());
  await readings(page);
  await page.evaluate(() => cases.reopenSealed());
  await page.evaluate((queries) => cases.sealedQueries('patients', queries), [byName('asc', '')]);
  const heap = (await page.evaluate(() => cases.heapBytes())) - empty;
  console.log(`store.heap-mib ${(heap / 2 ** 20).toFixed(1)}`);
  await writings(page);
  await everything(page, cpu);
  await context.close();
  rmSync(profile, { recursive: true });
}

const ALIVE = { _deleted: { $eq: false } };
const byName = (direction: string, edge: string): object => ({
  selector: { ...ALIVE, nameKey: direction === 'asc' ? { $gte: edge } : { $lte: edge } },
  sort: [{ nameKey: direction }],
  limit: 50,
});

async function readings(page: Page): Promise<void> {
  const names = benchPatients(5000).map((doc) => String(doc['nameKey']));
  const pick = (round: number): readonly string[] =>
    Array.from({ length: PLACES }, (_, i) => names[(round * 997 + i * 37) % 5000] ?? '');
  const [asc, desc, raw, warm, rawWarm, day, rawDay, count, rawCount]: number[][] = [
    [],
    [],
    [],
    [],
    [],
    [],
    [],
    [],
    [],
  ];
  for (let round = 0; round < ROUNDS; round++) {
    const places = pick(round * 3);
    const others = pick(round * 3 + 1);
    const ranges = (places: readonly string[]) =>
      places.map((from) => ({ index: 'nameKey', from, to: null, limit: 50 }));
    const days = Array.from({ length: PLACES }, (_, i) =>
      dayOf((round * 97 + i * 11) % (COUNTS.appointments / A_DAY)),
    );
    asc?.push(
      ...(await sealed(
        page,
        places.map((p) => byName('asc', p)),
        PLACES * 50,
      )),
    );
    raw?.push(...(await plain(page, 'patients', ranges(places), PLACES * 50)));
    desc?.push(
      ...(await sealed(
        page,
        others.map((p) => byName('desc', p)),
        PLACES * 50,
      )),
    );
    const [first = ''] = places;
    warm?.push(
      ...(
        await page.evaluate((q) => cases.sealedQueries('patients', [q], 24), byName('asc', first))
      ).ms.slice(4),
    );
    rawWarm?.push(
      ...(
        await page.evaluate((r) => cases.rawQueries('patients', r, 24), ranges([first]))
      ).ms.slice(4),
    );
    const onDays = days.map((one) => ({ selector: { ...ALIVE, day: { $eq: one } } }));
    day?.push(...(await page.evaluate((q) => cases.sealedQueries('appointments', q), onDays)).ms);
    const rawDays = days.map((one) => ({ index: 'day', from: one, to: one, limit: null }));
    rawDay?.push(...(await plain(page, 'appointments', rawDays, PLACES * A_DAY)));
    const counted = places.map((from) => ({ selector: { ...ALIVE, nameKey: { $gte: from } } }));
    count?.push(...(await page.evaluate((q) => cases.sealedCounts('patients', q), counted)).ms);
    rawCount?.push(
      ...(await page.evaluate((r) => cases.rawCounts('patients', r), ranges(places))).ms,
    );
  }
  const mid = (all: readonly number[] = []): number => median(all);
  console.log(
    `store.first50-ms ${mid(asc).toFixed(2)}, raw ${mid(raw).toFixed(2)}, warm ${mid(warm).toFixed(2)}, day ${mid(day).toFixed(2)}, raw ${mid(rawDay).toFixed(2)}`,
  );
  printRatio('store.first50-cold', mid(asc) / mid(raw));
  printRatio('store.first50-warm', mid(warm) / mid(rawWarm));
  printRatio('store.day-cold', mid(day) / mid(rawDay));
  printRatio('store.desc-vs-asc', mid(desc) / mid(asc));
  printRatio('store.count-vs-raw', mid(count) / mid(rawCount));
}

async function sealed(
  page: Page,
  queries: readonly object[],
  expected: number,
): Promise<readonly number[]> {
  const { ms, found } = await page.evaluate((q) => cases.sealedQueries('patients', q), queries);
  if (found < expected * 0.9) throw new Error(`found ${found} of ${expected}`);
  return ms;
}

async function plain(
  page: Page,
  name: 'patients' | 'appointments',
  ranges: Parameters<StoreCases['rawQueries']>[1],
  expected: number,
): Promise<readonly number[]> {
  const { ms, found } = await page.evaluate(([n, r]) => cases.rawQueries(n, r), [
    name,
    ranges,
  ] as const);
  if (found < expected * 0.9) throw new Error(`found ${found} of ${expected}`);
  return ms;
}

async function writings(page: Page): Promise<void> {
  const ids = benchPatients(WRITES * ROUNDS * 2).map(({ id }) => id);
  const [sealed, raw]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const part = ids.slice(round * WRITES, (round + 1) * WRITES);
    sealed?.push(...(await page.evaluate((p) => cases.sealedWrites(p), part)));
    raw?.push(...(await page.evaluate((p) => cases.rawWrites(p), part)));
  }
  const at = (all: readonly number[] = [], share: number): number =>
    all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? Number.NaN;
  console.log(
    `store.write-ms ${at(sealed, 0.5).toFixed(2)}, p95 ${at(sealed, 0.95).toFixed(2)}; raw ${at(raw, 0.5).toFixed(2)}, p95 ${at(raw, 0.95).toFixed(2)} (on one thread)`,
  );
  printRatio('store.write-vs-put', at(sealed, 0.5) / at(raw, 0.5));
  printRatio('store.write-p95-vs-put', at(sealed, 0.95) / at(raw, 0.95));
}

/** Everything once, by the processor time of the whole browser. */
async function everything(page: Page, cpuSoFar: () => Promise<number>): Promise<void> {
  const cpu: Record<string, number[]> = { sealed: [], raw: [] };
  const wall: Record<string, number[]> = { sealed: [], raw: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const name of ['sealed', 'raw'] as const) {
      if (name === 'sealed') await page.evaluate(() => cases.reopenSealed());
      const before = await cpuSoFar();
      const { ms } = await page.evaluate(
        async ([name, alive]) =>
          name === 'sealed'
            ? cases.sealedQueries('patients', [{ selector: alive }])
            : cases.rawAll('patients'),
        [name, ALIVE] as const,
      );
      cpu[name]?.push((await cpuSoFar()) - before);
      wall[name]?.push(ms[0] ?? Number.NaN);
    }
  const mid = (all: readonly number[] = []): number => median(all);
  console.log(
    `store.all-ms ${mid(wall['sealed']).toFixed(0)}, raw ${mid(wall['raw']).toFixed(0)}; CPU s ${mid(cpu['sealed']).toFixed(2)}, raw ${mid(cpu['raw']).toFixed(2)}`,
  );
  printRatio('store.all-wall', mid(wall['sealed']) / mid(wall['raw']));
  printRatio('store.all-cpu', mid(cpu['sealed']) / mid(cpu['raw']));
}

/** The same people in the sealed store and in RxDB over Dexie, each in a profile of its own, as they lie there when the browser is closed. */
async function measureDisk(url: string, open: Open): Promise<void> {
  const bytes: number[] = [];
  for (const kind of ['sealed', 'dexie'] as const) {
    const profile = mkdtempSync(join(tmpdir(), 'wardline-store-disk-'));
    const context = await open(profile);
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'cases' in globalThis);
    if (kind === 'sealed') {
      await page.evaluate((n) => cases.fillSealed({ patients: n, appointments: 0 }), ON_DISK);
      await page.evaluate(() => cases.tidy());
    } else await page.evaluate((n) => cases.fillDexie(n), ON_DISK);
    await context.close();
    // A database puts its own log away when it is opened again.
    await settle(profile, url, open);
    const lies = filesIn(join(profile, 'Default/IndexedDB'));
    // Open or closed, running or put away: no name stands there. Over Dexie it does, so it would be found.
    const isFound = lies.some((file) => readFileSync(file).includes(CANARY));
    if (isFound !== (kind === 'dexie')) throw new Error(`${CANARY} over ${kind}: ${isFound}`);
    bytes.push(lies.reduce((sum, file) => sum + statSync(file).size, 0));
    rmSync(profile, { recursive: true });
  }
  const [sealed = Number.NaN, dexie = Number.NaN] = bytes;
  console.log(
    `store.disk-mib ${(sealed / 2 ** 20).toFixed(1)}, Dexie ${(dexie / 2 ** 20).toFixed(1)} (${ON_DISK} people)`,
  );
  printRatio('store.disk-vs-dexie', sealed / dexie);
}

async function settle(profile: string, url: string, open: Open): Promise<void> {
  const context = await open(profile);
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const { name = '' } of await indexedDB.databases())
      indexedDB.open(name).onsuccess = () => setTimeout(resolve, 2000);
    await promise;
  });
  await context.close();
}

function filesIn(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** The page on loopback, where a browser has WebCrypto. */
async function serve(dir: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    readFile(join(dir, path)).then(
      (body) => {
        const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
