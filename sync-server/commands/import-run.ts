import { setTimeout as wait } from 'node:timers/promises';
import { dayAt } from '#shared/domain/calendar-day.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { SourceError } from '#server/interop/open-text.ts';
import { createFhirFiles } from '#server/services/fhir-file.ts';
import { createImportRecords } from '#server/services/import-records.ts';
import type { Store } from '#server/store/store.ts';
import { createImportBatch, type ImportBatch } from './import-batch.ts';
import { createClinicFiles } from './import-clinic.ts';
import { fhirFiles } from './import-fhir.ts';
import { filesOf, formatOf } from './import-files.ts';
import type { ImportOptions } from './import-options.ts';
import {
  createReportCounter,
  type ImportReport,
  type Place,
  type ReportCounter,
} from './import-report.ts';

/** Reads one file to its end, tells where it stands, and says how many records of it could be read. */
export type FileReader = (reading: {
  readonly file: string;
  readonly batch: ImportBatch;
  readonly at: (place: Place) => void;
}) => Promise<number>;

export interface RunDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** True while a server works on the same data: commits are small, and leave it time in between. */
  readonly isServed: boolean;
  readonly onProgress: (records: number) => void;
  /** True once somebody asked to stop; what is committed stays, and the next import goes on from there. */
  readonly isStopped: () => boolean;
}

/** How long a commit leaves the database to a running server. */
const PAUSE_MS = 20;

/** Imports files of any kind in the order in which they were named. */
export async function runImport(options: ImportOptions, deps: RunDeps): Promise<ImportReport> {
  const { store, clock, isServed, onProgress } = deps;
  const startedAt = clock.now();
  const counter = createReportCounter();
  const importRecords = createImportRecords({ store, clock });
  const batch = createImportBatch({
    importRecords,
    counter,
    recordsPerCommit: isServed ? 200 : 2000,
    onCommit: async () => {
      onProgress(counter.records());
      if (isServed) await wait(PAUSE_MS);
      if (deps.isStopped()) throw new Stopped();
    },
  });
  try {
    for (const [file, read] of await readersOf(options, deps, counter)) {
      await readFile({ file, read, batch, counter });
    }
    await batch.flush();
  } catch (cause) {
    if (!(cause instanceof Stopped)) throw cause;
  }
  return counter.report((clock.now() - startedAt) / 1000);
}

class Stopped extends Error {}

/** Each file with who reads it; what cannot be opened is told at once. */
async function readersOf(
  options: ImportOptions,
  { store, clock }: RunDeps,
  counter: ReportCounter,
): Promise<readonly (readonly [string, FileReader])[]> {
  const { source, encoding, isShifted } = options;
  const { facility } = await store.readFacility();
  const zone = options.zone ?? facility?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const formats = new Map<string, 'json' | 'csv' | 'empty'>();
  for (const file of await filesOf(options.files)) {
    try {
      formats.set(file, await formatOf(file, encoding));
    } catch (cause) {
      if (!(cause instanceof SourceError)) throw cause;
      counter.unreadable(file, cause.message);
    }
  }
  const lists = [...formats].filter(([, format]) => format === 'csv').map(([file]) => file);
  const fhir = fhirFiles(await createFhirFiles({ store, source, zone, isKept: true }), encoding);
  const endThisWeek = isShifted ? dayAt(clock.now(), zone) : null;
  const clinic = await createClinicFiles({ source, zone, encoding, endThisWeek }, lists);
  return [...formats].flatMap(([file, format]) =>
    format === 'empty' ? [] : [[file, format === 'json' ? fhir : clinic] as const],
  );
}

async function readFile({
  file,
  read,
  batch,
  counter,
}: {
  readonly file: string;
  readonly read: FileReader;
  readonly batch: ImportBatch;
  readonly counter: ReportCounter;
}): Promise<void> {
  let last: Place | null = null;
  try {
    const values = await read({ file, batch, at: (place) => void (last = place) });
    if (values === 0 && last !== null) counter.unreadable(file, 'nothing in it can be read');
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    // A file that breaks off was read as far as it goes: its break is one more thing that was refused.
    if (last === null || cause.kind === 'unreadable') counter.unreadable(file, cause.message);
    else counter.refuse(last, cause.message);
  }
}
