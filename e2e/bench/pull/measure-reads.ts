import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import { createPull } from '#server/services/pull.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { BulkRow } from '#server/store/store.ts';
import { interleave, printRatio } from '#e2e/bench/interleave.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';

const PEOPLE = 10_000;
const ROUNDS = 9;
const PAGES = 40;

/** Pages of the pull as bytes, none of them kept, beside SQLite reading the same rows of the same file and doing nothing with them. */
export async function measureReads(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-pull-'));
  const file = join(folder, 'hospital.db');
  const store = openSqliteStore(file, {
    clock: { now: () => Date.now() },
    newEpoch: () => 'bench',
  });
  const bare = new Database(file, { readonly: true });
  bare.pragma('mmap_size = 268435456');
  try {
    const people = benchPeople(PEOPLE).map(
      ({ id, content }) => ({ collection: 'patients', id, content }) as unknown as BulkRow,
    );
    await store.bulkWrite(people, {
      action: 'bench',
      at: new Date().toISOString(),
      onExisting: 'keep',
      isInWindow: () => true,
    });
    const pull = createPull({ store });
    const read = bare
      .prepare('SELECT wire FROM document WHERE no > ? ORDER BY no LIMIT +?')
      .pluck();
    const starts = Array.from({ length: PAGES }, (_, n) => (n * 200) % (PEOPLE - rows));
    const medians = await interleave(ROUNDS, {
      pull: () =>
        timed(async () => {
          for (const after of starts) {
            const checkpoint = { epoch: 'bench', scopes: { [FACILITY_SCOPE]: after } };
            const request = { collection: 'patients', checkpoint, limit: rows } as const;
            const { bytes } = await pull({ scopes: [FACILITY_SCOPE] }, request);
            if (bytes.byteLength < rows * 500) throw new Error('that was not a whole page');
          }
        }),
      'sqlite-read': () =>
        timed(async () => {
          for (const after of starts)
            if (read.all(after, rows).length !== rows) throw new Error('too few');
        }),
    });
    const rate = (ms: number): number => Math.round((PAGES * rows * 1000) / ms);
    console.log(
      `pull.rows-per-second ${rate(medians.pull)}, read only ${rate(medians['sqlite-read'])}`,
    );
    printRatio('pull.vs-sqlite-read', medians['sqlite-read'] / medians.pull);
  } finally {
    bare.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
