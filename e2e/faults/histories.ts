import fc from 'fast-check';
import { breakDisks } from '#e2e/sealed-histories/breaking-disk.ts';
import { live } from '#e2e/sealed-histories/live.ts';
import { histories } from '#e2e/sealed-histories/plan.ts';

interface Many {
  /** Histories in which nothing breaks. */
  readonly whole: number;
  /** Histories with kills and full disks on the way. */
  readonly broken: number;
  readonly seed: number;
}

/** Random histories of the sealed store beside RxDB's memory storage: the same answers, the same events; after a fault as before or as after. */
export async function liveHistories({ whole, broken, seed }: Many): Promise<readonly string[]> {
  const disk = breakDisks();
  try {
    return [
      ...(await check('histories', seed, { disk, numRuns: whole, withFaults: false })),
      ...(await check('broken histories', seed, { disk, numRuns: broken, withFaults: true })),
    ];
  } finally {
    disk.release();
  }
}

interface Check {
  readonly disk: ReturnType<typeof breakDisks>;
  readonly numRuns: number;
  readonly withFaults: boolean;
}

async function check(
  name: string,
  seed: number,
  { disk, numRuns, withFaults }: Check,
): Promise<string[]> {
  if (numRuns === 0) return [];
  const property = fc.asyncProperty(histories(withFaults), (history) => live(history, disk));
  const told = await fc.check(property, { numRuns, seed });
  console.log(`${name}: ${told.numRuns} lived, seed ${seed}`);
  if (!told.failed) return [];
  const why = told.errorInstance instanceof Error ? told.errorInstance.message : 'no reason';
  return [`${name} of seed ${seed}: ${why}\n${JSON.stringify(told.counterexample)}`];
}
