import { wrap, type Remote } from 'comlink';
import type { BenchWorker, Made } from './search.worker.ts';

type Which = 'product' | 'minisearch';
const workers = new Map<Which, Remote<BenchWorker>>();

function workerOf(which: Which): Remote<BenchWorker> {
  const known = workers.get(which);
  if (known) return known;
  const made = wrap<BenchWorker>(
    new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' }),
  );
  workers.set(which, made);
  return made;
}

/** What the page of the search benchmark can do; every question goes through Comlink, as the product's do. */
const cases = {
  take: (which: Which, made: Made): Promise<void> => workerOf(which).take(made),
  build: (which: Which): Promise<number> => workerOf(which).build(which),
  /** How long each answer took, in milliseconds. */
  async ask(which: Which, texts: readonly string[]): Promise<readonly number[]> {
    const worker = workerOf(which);
    const took: number[] = [];
    for (const text of texts) {
      const started = performance.now();
      JSON.parse(await worker.find(text));
      took.push(performance.now() - started);
    }
    return took;
  },
};
export type BenchCases = typeof cases;
Object.assign(globalThis, { cases });
