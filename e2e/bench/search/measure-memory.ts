import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { printRatio } from '#e2e/bench/interleave.ts';
import type { MadePerson } from './made-people.ts';
import { createMiniSearchIndex } from './minisearch-index.ts';
import { createProductIndex, type BenchIndex } from './product-index.ts';

const MB = 1_000_000;
const PORTION = 1000;

/** What each index holds once it is built: objects and packed buffers together, after everything else has been let go. */
export function measureMemory(people: readonly MadePerson[]): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const sizeOf = (create: () => BenchIndex): number => {
    const before = held();
    const index = create();
    for (let n = 0; n < people.length; n += PORTION)
      index.put(people.slice(n, n + PORTION).map((one) => ({ ...one, isDeleted: false })));
    index.find('a');
    const after = held();
    index.find('a');
    return after - before;
  };
  const product = sizeOf(createProductIndex);
  const reference = sizeOf(createMiniSearchIndex);
  console.log(
    `search.memory-mb product ${(product / MB).toFixed(1)}, minisearch ${(reference / MB).toFixed(1)}`,
  );
  printRatio('search.memory-gain', reference / product);
}
