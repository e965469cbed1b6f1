import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer } from '#server/start-server.ts';
import type { BulkRow } from '#server/store/store.ts';
import { benchPeople } from './sync/people.ts';

const PORTION = 2000;
/** The first administrator of a hospital that exists for one measurement. */
export const BENCH_ADMIN = {
  username: 'bench',
  name: 'Bench',
  password: 'a long enough password',
} as const;

export interface BenchHospital {
  readonly server: RunningServer;
  remove(): Promise<void>;
}

/** A hospital with `count` people and one administrator, serving what lies in `distDir`. */
export async function startBenchHospital(count: number, distDir: string): Promise<BenchHospital> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wardline-bench-'));
  const started = await startServer({
    dataDir,
    distDir,
    port: 0,
    host: 'localhost',
    tls: null,
    isEmpty: true,
    clock: { now: () => Date.now() },
    logger: null,
    // One device asks here as often as a fleet.
    budgets: { device: { points: 1_000_000, seconds: 60 } },
  });
  if (!started.ok) throw new Error(started.error.sentence);
  const server = started.value;
  await setUp(server.url);
  await makeNurse(server);
  const people = benchPeople(count).map(
    ({ id, content }) => ({ collection: 'patients', id, content }) as unknown as BulkRow,
  );
  await writeRows(server, people);
  return {
    server,
    remove: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Writes documents into the hospital, all of them for every device. */
export async function writeRows(
  { store }: Pick<RunningServer, 'store'>,
  rows: readonly BulkRow[],
): Promise<void> {
  for (let n = 0; n < rows.length; n += PORTION) {
    await store.bulkWrite(rows.slice(n, n + PORTION), {
      action: 'bench',
      at: new Date().toISOString(),
      onExisting: 'keep',
      isInWindow: () => true,
    });
  }
}

/** A device on which nobody works with patients holds none of them (S19). */
async function makeNurse({ store: { accounts } }: Pick<RunningServer, 'store'>): Promise<void> {
  for (const { id } of await accounts.listAccounts())
    await accounts.changeAccount(id, { roles: ['admin', 'nurse'] });
}

async function setUp(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      facility: { name: 'Bench Hospital', zone: 'Europe/London', language: 'en' },
      admin: BENCH_ADMIN,
      deviceKind: 'desktop',
    }),
  });
  if (!answer.ok) throw new Error(`set-up answered ${answer.status}: ${await answer.text()}`);
}
