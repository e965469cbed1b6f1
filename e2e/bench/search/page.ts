import { wrap, type Remote } from 'comlink';
import type { BenchWorker, Made } from './search.worker.ts';

type Which = 'product' | 'minisearch';
interface Hired {
  readonly worker: Worker;
  readonly asked: Remote<BenchWorker>;
}
const hired = new Map<Which, Hired>();

/** A worker of its own that has done nothing yet; the one before it goes. */
function hire(which: Which): Remote<BenchWorker> {
  hired.get(which)?.worker.terminate();
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  const asked = wrap<BenchWorker>(worker);
  hired.set(which, { worker, asked });
  return asked;
}

/** What the page of the search benchmark can do; every question goes through Comlink, as the product's do. */
const cases = {
  /** An index is built once in the life of a worker: each time by one that has built none, with nothing of the others' beside it. */
  async build(which: Which, made: Made): Promise<number> {
    const asked = hire(which);
    await asked.take(made);
    return asked.build(which);
  },
  /** How long each answer took, in milliseconds. */
  async ask(which: Which, texts: readonly string[]): Promise<readonly number[]> {
    const { asked } = hired.get(which) ?? {};
    if (!asked) throw new Error(`${which} is not built yet`);
    const took: number[] = [];
    for (const text of texts) {
      const started = performance.now();
      JSON.parse(await asked.find(text));
      took.push(performance.now() - started);
    }
    return took;
  },
};
export type BenchCases = typeof cases;
Object.assign(globalThis, { cases });
