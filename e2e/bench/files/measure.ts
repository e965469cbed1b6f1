import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FILE_LIMITS, type FileJob, type FileSums } from '#shared/sync/files.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import { createFiles, type Files } from '#server/services/files.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';

const ROWS = 200_000;
const MIB = 1024 * 1024;
const ASKER = {
  person: { name: 'Olive' },
  device: { name: 'Desk', scopes: [FACILITY_SCOPE] },
  base: 'http://localhost/fhir',
};

/** A list of two hundred thousand people, a hundredth of them wrong: tried, written, taken out. How long, and how much memory. */
export async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-files-'));
  const clock = { now: (): number => Date.now() };
  const store = openSqliteStore(join(folder, 'hospital.db'), { clock, newEpoch: () => 'e' });
  await store.transaction(async (tx) =>
    tx.writeFacility({ id: 'f', name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' }),
  );
  const onFailure = (cause: unknown): never => {
    throw cause;
  };
  const files = createFiles({ store, clock, folder: join(folder, 'files'), onFailure });
  const list = Buffer.from(listOf(ROWS));
  console.log(`files.rows ${ROWS}, ${(list.byteLength / MIB).toFixed(1)} MiB`);
  try {
    const id = await bring(files, list);
    await timed('check', files, id, () => check(files, id));
    await timed('write', files, id, () => files.step(id, { step: 'write', twins: 'leave-out' }));
    const out = await files.begin(ASKER, { kind: 'export', format: 'csv', headings: null });
    await timed('export', files, out.id, async () => undefined);
  } finally {
    await files.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function bring(files: Files, list: Uint8Array): Promise<string> {
  const file = {
    kind: 'import',
    name: 'people.csv',
    bytes: list.byteLength,
    lastModified: 1,
  } as const;
  const { id } = await files.begin(ASKER, file);
  for (let at = 0; at < list.byteLength; at += FILE_LIMITS.partBytes)
    await files.take(id, at, list.subarray(at, at + FILE_LIMITS.partBytes));
  return id;
}

async function check(files: Files, id: string): Promise<void> {
  const job = await jobOf(files, id);
  if (job.kind !== 'import' || !job.settings) throw new Error('nothing to check');
  await files.step(id, { step: 'check', settings: job.settings });
}

async function jobOf(files: Files, id: string): Promise<FileJob> {
  const job = await files.read(id);
  if (!job.ok) throw new Error(job.error.kind);
  return job.value;
}

/** Begins something and waits for its end; the heap is looked at every 50 ms, and how late a timer comes says what others wait. */
async function timed(
  name: string,
  files: Files,
  id: string,
  begin: () => Promise<unknown>,
): Promise<void> {
  globalThis.gc?.();
  const startedAt = performance.now();
  let peak = 0;
  let latest = 0;
  await begin();
  let job = await jobOf(files, id);
  while (['checking', 'writing', 'making'].includes(job.phase)) {
    const asked = performance.now();
    await wait(50);
    latest = Math.max(latest, performance.now() - asked - 50);
    peak = Math.max(peak, process.memoryUsage().heapUsed);
    job = await jobOf(files, id);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const sums: FileSums | null = job.kind === 'import' ? (job.result ?? job.check) : null;
  const records = sums?.records ?? (job.kind === 'export' ? job.records : 0);
  const { added, unchanged, refused } = sums ?? { added: 0, unchanged: 0, refused: 0 };
  console.log(
    `files.${name}.outcome ${job.phase}: ${added} added, ${unchanged} unchanged, ${refused} refused`,
  );
  console.log(`files.${name}.records-per-second ${Math.round(records / seconds)}`);
  console.log(
    `files.${name}.peak-heap-MiB ${Math.round(peak / MIB)}, longest wait ${Math.round(latest)} ms`,
  );
}

/** Names of a town; every hundredth row has a fault of its own kind. */
function listOf(rows: number): string {
  const families = syllables(
    ['Ru', 'Ka', 'Mo', 'Te', 'Si', 'Lo'],
    ['iz', 'ler', 'nen', 'vik', 'ra', 'son'],
  );
  const givens = syllables(
    ['An', 'Be', 'Ca', 'Di', 'El', 'Fi'],
    ['na', 'tu', 'lo', 'mir', 'sa', 'ko'],
  );
  const wrong = ['0000-00-00', '2099-01-01', '2502-03-14', '1990-02-30', 'soon'];
  const lines = ['MRN;Family name;Given name;Birth date;Phone;Comment'];
  for (let n = 0; n < rows; n++) {
    const day = new Date(Date.UTC(1930, 0, 1 + ((n * 7919) % 33_000))).toISOString().slice(0, 10);
    const born = n % 100 === 50 ? (wrong[((n / 100) % wrong.length) | 0] ?? day) : day;
    const family = families[n % families.length] ?? '';
    const given = givens[Math.floor(n / families.length) % givens.length] ?? '';
    lines.push(
      `${900_000 + n};${family};${given};${born};+34 6${String(n).padStart(8, '0')};"row; ""${n}"""`,
    );
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function syllables(first: readonly string[], last: readonly string[]): readonly string[] {
  return first.flatMap((one) =>
    last.flatMap((two) => first.map((three) => `${one}${three.toLowerCase()}${two}`)),
  );
}
