import type { BrowserContext, Page } from '@playwright/test';
import { BENCH_ADMIN } from '#e2e/bench/bench-hospital.ts';
import { openBenchPage } from '#e2e/bench/bench-page.ts';
import { openBrowserCpu } from '#e2e/bench/browser-cpu.ts';
import { interleave, median, printRatio } from '#e2e/bench/interleave.ts';
import { startPouch } from '#e2e/bench/pouchdb-server.ts';
import type { BenchCases } from './page.ts';
import { benchPeople } from './people.ts';

const [FEW, PEOPLE, MANY] = [3000, 10_000, 50_000] as const;
const ROUNDS = 3;
declare const cases: BenchCases;
type Name = keyof BenchCases;
type Work = (page: Page) => Promise<number>;

/**
 * First sync over HTTP with push on, by pages of the feed and by segments, into the sealed store as the app ships it, beside what it is
 * measured by, in turn. Of wall clock and of the processor time of the whole browser the worse ratio is printed.
 */
export async function measure(): Promise<void> {
  const stalls: number[] = [];
  const { wall, cpu } = await measureOver(PEOPLE, {
    product: (page) => page.evaluate((n) => cases.product(n), PEOPLE),
    snapshot: async (page) => {
      const { ms, longestStallMs } = await page.evaluate((n) => cases.snapshot(n), PEOPLE);
      stalls.push(longestStallMs);
      return ms;
    },
    dexie: (page) => page.evaluate((n) => cases.dexie(n), PEOPLE),
    memory: (page) => page.evaluate((n) => cases.memory(n), PEOPLE),
    parse: (page) => page.evaluate((n) => cases.parse(n), PEOPLE),
    raw: (page) => page.evaluate((n) => cases.raw(n), PEOPLE),
    pouchdb: () => Promise.reject(new Error('broken promise: it has a server of its own')),
  });
  const worse = (name: string, product: Name, reference: Name): void => {
    const [byWall, byCpu] = [wall, cpu].map((one) => one[reference] / one[product]) as [
      number,
      number,
    ];
    console.log(
      `${name}: by wall clock ${byWall.toFixed(3)}, by processor time ${byCpu.toFixed(3)}`,
    );
    printRatio(name, Math.min(byWall, byCpu));
  };
  for (const reference of ['raw', 'pouchdb', 'dexie', 'memory', 'parse'] as const)
    worse(`sync.vs-${reference}`, 'product', reference);
  worse('sync.snapshot-vs-raw', 'snapshot', 'raw');
  console.log(
    `sync.longest-stall-ms ${median(stalls).toFixed(1)}, worst ${Math.max(...stalls).toFixed(1)}`,
  );
  await measureMany();
}

/** Five times as many cost five times as much, and no more. */
async function measureMany(): Promise<void> {
  const few = await measureOver(FEW, {
    product: (page) => page.evaluate((n) => cases.product(n), FEW),
  });
  const many = await measureOver(MANY, {
    product: (page) => page.evaluate((n) => cases.product(n), MANY),
    raw: (page) => page.evaluate((n) => cases.raw(n), MANY),
  });
  const { wall, cpu } = many;
  printRatio('sync.vs-raw-50k', Math.min(wall.raw / wall.product, cpu.raw / cpu.product));
  printRatio('sync.cpu-50k-vs-3k', cpu.product / MANY / (few.cpu.product / FEW));
}

interface Measured<N extends string> {
  readonly wall: Readonly<Record<N, number>>;
  readonly cpu: Readonly<Record<N, number>>;
}

/** Each case in a page of its own, over a hospital of so many people; milliseconds by the clock and seconds of processor time, medians. */
async function measureOver<N extends Name>(
  people: number,
  work: Readonly<Record<N, Work>>,
): Promise<Measured<N>> {
  const bench = await openBenchPage(import.meta.dirname, people);
  const pouch = 'pouchdb' in work ? await pouchOf(people) : null;
  const names = Object.keys(work) as N[];
  const spent = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    N,
    number[]
  >;
  try {
    // The reference lies on another origin, which the product's own policy forbids.
    const context = await bench.running.newContext({ bypassCSP: true });
    await signIn(context, bench.url);
    const cpuSoFar = await openBrowserCpu(bench.running);
    const once = async (name: N): Promise<number> => {
      const page = await bench.open(context);
      const before = await cpuSoFar();
      const ms = await (name === 'pouchdb' && pouch ? pouch.run(page) : work[name](page));
      spent[name].push((await cpuSoFar()) - before);
      await page.close();
      return ms;
    };
    const wall = await interleave(
      ROUNDS,
      Object.fromEntries(names.map((name) => [name, () => once(name)])) as Record<
        N,
        () => Promise<number>
      >,
    );
    const cpu = Object.fromEntries(names.map((name) => [name, median(spent[name])])) as Record<
      N,
      number
    >;
    for (const name of names)
      console.log(
        `${people} people, ${name}: ${wall[name].toFixed(0)} ms, CPU ${cpu[name].toFixed(2)} s`,
      );
    return { wall, cpu };
  } finally {
    pouch?.close();
    await bench.close();
  }
}

async function pouchOf(people: number) {
  const { url, script, close } = await startPouch(
    benchPeople(people).map(({ id, content }) => ({ id, content })),
  );
  const run: Work = async (page) => {
    await page.addScriptTag({ content: script });
    return page.evaluate(([n, from]) => cases.pouchdb(n, from), [people, url] as const);
  };
  return { run, close };
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const { username, password } = BENCH_ADMIN;
  const answer = await context.request.post(`${url}/api/v1/sign-in`, {
    headers: { origin: url },
    data: { username, password, deviceKind: 'desktop' },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
}
