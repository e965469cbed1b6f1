import type { Page } from '@playwright/test';
import { openBenchPage } from '#e2e/bench/bench-page.ts';
import { interleave, printRatio } from '#e2e/bench/interleave.ts';
import { createRandom, makePeople, type MadePerson } from './made-people.ts';
import { measureKeystroke } from './measure-keystroke.ts';
import { measureMemory } from './measure-memory.ts';
import type { BenchCases } from './page.ts';
import { typedTexts } from './questions.ts';
import { nameTables } from './sample-data.ts';
import { measureTopFive } from './top-five.ts';

const PEOPLE = 100_000;
const SEED = 20_261_127;
const ROUNDS = 3;
const TYPED = 36;
const TURNS = 9;
declare const cases: BenchCases;

/** Finding among 100,000 people: our own index beside MiniSearch with prefix and fuzzy 0.2, in the same run; `part` measures one figure alone. */
export async function measure(): Promise<void> {
  const part = process.argv[3];
  const people = [...makePeople(PEOPLE, SEED, nameTables())];
  if (!part || part === 'top5') measureTopFive(PEOPLE, SEED);
  if (!part || part === 'memory') measureMemory(people);
  if (!part || part === 'speed') await measureSpeed(people);
  if (!part || part === 'keystroke') await measureKeystroke(people);
}

async function measureSpeed(people: readonly MadePerson[]): Promise<void> {
  const bench = await openBenchPage(import.meta.dirname, 0);
  try {
    const page = await bench.open();
    const made = { count: PEOPLE, seed: SEED, tables: nameTables() };
    const build = await interleave(ROUNDS, {
      product: () => page.evaluate((made) => cases.build('product', made), made),
      minisearch: () => page.evaluate((made) => cases.build('minisearch', made), made),
    });
    printRatio('search.build-gain', build.minisearch / build.product);
    const took = await ask(page, typedTexts(people, TYPED, createRandom(SEED)));
    const [ours, theirs] = [took.product, took.minisearch].map((all) =>
      all.toSorted((a, b) => a - b),
    );
    console.log(`search.answer-ms product p50 ${at(ours, 0.5)} p95 ${at(ours, 0.95)}`);
    console.log(`search.answer-ms minisearch p50 ${at(theirs, 0.5)} p95 ${at(theirs, 0.95)}`);
    printRatio('search.p95-gain', Number(at(theirs, 0.95)) / Number(at(ours, 0.95)));
  } finally {
    await bench.close();
  }
}

type Took = Readonly<Record<'product' | 'minisearch', readonly number[]>>;

/**
 * The same questions to both in turn, all of them three times over; the least of a question's three times counts, so that what else the
 * machine does hits neither.
 */
async function ask(page: Page, texts: readonly string[]): Promise<Took> {
  const rounds: Took[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await askOnce(page, texts));
  const least = (which: keyof Took): readonly number[] =>
    texts.map((_, n) => Math.min(...rounds.map((took) => took[which][n] ?? Infinity)));
  return { product: least('product'), minisearch: least('minisearch') };
}

async function askOnce(page: Page, texts: readonly string[]): Promise<Took> {
  const took = { product: [] as number[], minisearch: [] as number[] };
  const size = Math.ceil(texts.length / TURNS);
  for (let n = 0; n < texts.length; n += size) {
    const some = texts.slice(n, n + size);
    for (const which of ['product', 'minisearch'] as const)
      took[which].push(
        ...(await page.evaluate(([which, some]) => cases.ask(which, some), [which, some] as const)),
      );
  }
  return took;
}

function at(sorted: readonly number[] | undefined, share: number): string {
  return (sorted?.[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(2);
}
