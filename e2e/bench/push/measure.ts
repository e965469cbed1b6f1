import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, printRatio } from '#e2e/bench/interleave.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';
import { openBareStore, type BareStore, type Beside } from './bare-store.ts';
import { editedOf, type BenchPerson } from './edits.ts';
import { chunksOf, openProductStore } from './product-store.ts';

const DOCUMENTS = 2000;
const ROUNDS = 9;
/** Documents in one transaction: the most that one push may hold, and what a tablet sends after a quiet hour. */
const SIZES = { '': 100, '-10': 10 } as const;

/** Pushes of one edit a document, judged, merged, kept in history and told in the feed, beside bare prepared statements in turn. */
export async function measure(): Promise<void> {
  for (const [suffix, size] of Object.entries(SIZES)) await measureSize(suffix, size);
}

async function measureSize(suffix: string, size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-push-'));
  const people = benchPeople(DOCUMENTS);
  const product = await openProductStore(join(folder, 'hospital.db'), people);
  const open = (beside: Beside): BareStore =>
    openBareStore(
      join(folder, `${beside}.db`),
      people.map((person) => editedOf(person, 0)),
      beside,
    );
  const bare = open('two-scopes-and-trail');
  const alone = open('document-alone');
  try {
    const medians = await interleave(ROUNDS, {
      product: () => product.pushRound(size),
      bare: writing(bare, people, size),
      'document-alone': writing(alone, people, size),
    });
    const rate = (ms: number): number => Math.round((DOCUMENTS / ms) * 1000);
    console.log(`push${suffix}.documents-per-second ${rate(medians.product)}`);
    printRatio(`push.vs-bare${suffix}`, medians.bare / medians.product);
    printRatio(`push.vs-document-alone${suffix}`, medians['document-alone'] / medians.product);
  } finally {
    bare.close();
    alone.close();
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One round of a reference: every document edited once, `size` of them in a transaction. */
function writing(
  bare: BareStore,
  people: readonly BenchPerson[],
  size: number,
): () => Promise<number> {
  let round = 0;
  return async () => {
    round += 1;
    const edited = chunksOf(
      people.map((person) => editedOf(person, round)),
      size,
    );
    const started = performance.now();
    for (const rows of edited) bare.write(rows);
    return performance.now() - started;
  };
}
