import { join } from 'node:path';
import { median, printRatio } from '#e2e/bench/interleave.ts';
import { startPart, type Part } from '#e2e/bench/talk.ts';
import { measureReads } from './measure-reads.ts';
import { openCaller, type Caller } from './caller.ts';

const PEOPLE = 20_000;
const ROWS = 1000;
const ROUNDS = 5;
/** Each server gets as much of it before anything is measured. */
const WARM_MS = 8000;
/** Bytes are the mean of so many pages: one more letter in one name is a tenth of a byte a row. */
const PAGES = 20;
/** What Chrome and Firefox say on a secure line. */
const BROWSER = 'gzip, deflate, br, zstd';

/** Pulls beside what they cannot do without: SQLite's own read of the rows, and a route that parses them and answers `c.json`. */
export async function measure(): Promise<void> {
  await measureReads(ROWS);
  await measureBytes();
  await measureCpu();
}

async function measureCpu(): Promise<void> {
  const figures = { product: [] as number[], cached: [] as number[], json: [] as number[] };
  const product = await open('product-server.ts');
  const json = await open('reference-server.ts');
  try {
    for (const { caller } of [product, json]) await warm(caller);
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Each page for the first time: no two rounds start from the same place.
      const starts = Array.from({ length: 19 }, (_, n) => n * ROWS + round);
      figures.product.push(await cpuOf(product, starts, 'identity'));
      figures.json.push(await cpuOf(json, starts, 'identity'));
      const again = Array.from({ length: 400 }, () => starts[0] ?? 0);
      await cpuOf(product, again.slice(0, 1), BROWSER);
      figures.cached.push(await cpuOf(product, again, BROWSER));
    }
  } finally {
    await Promise.all([product.part.stop(), json.part.stop()]);
  }
  const [first, cached, parsed] = [figures.product, figures.cached, figures.json].map(median) as [
    number,
    number,
    number,
  ];
  console.log(
    `pull.cpu-ms first ${first.toFixed(2)}, cached ${cached.toFixed(3)}, parse and c.json ${parsed.toFixed(2)}`,
  );
  printRatio('pull.cpu-gain', parsed / first);
  printRatio('pull.cpu-gain-cached', parsed / cached);
}

async function measureBytes(): Promise<void> {
  const { part, caller } = await open('product-server.ts');
  const each = async (rows: number, coding: string): Promise<number> => {
    let bytes = 0;
    for (let page = 0; page < PAGES; page++)
      bytes += await caller.pull({ after: 1000 + page * 900, limit: rows, coding });
    return bytes / PAGES / rows;
  };
  try {
    for (const rows of [1000, 10]) {
      for (const coding of ['br', 'zstd', 'gzip'])
        console.log(`pull.bytes-page-${rows} ${coding} ${(await each(rows, coding)).toFixed(1)}`);
      printRatio(`pull.bytes-page-${rows}`, await each(rows, BROWSER));
    }
  } finally {
    await part.stop();
  }
}

interface Server {
  readonly part: Part;
  readonly caller: Caller;
}

async function open(file: string): Promise<Server> {
  const part = startPart(join(import.meta.dirname, file));
  const { port, cookies } = await part.ask({ kind: 'start', clients: PEOPLE }, 'ready');
  return { part, caller: openCaller(port, cookies[0] ?? '') };
}

/** A server that runs for days: what it does often is compiled, what it keeps is kept. The page is one that nobody is measured by. */
async function warm(caller: Caller): Promise<void> {
  const until = performance.now() + WARM_MS;
  while (performance.now() < until)
    for (const coding of ['identity', BROWSER])
      await caller.pull({ after: 0, limit: ROWS, coding });
}

/** Milliseconds of CPU that the server takes for one of these pulls, all of its threads together. */
async function cpuOf(
  { part, caller }: Server,
  starts: readonly number[],
  coding: string,
): Promise<number> {
  const before = await part.ask({ kind: 'spend' }, 'spent');
  for (const after of starts) await caller.pull({ after, limit: ROWS, coding });
  const { cpuMs } = await part.ask({ kind: 'spend' }, 'spent');
  return (cpuMs - before.cpuMs) / starts.length;
}
