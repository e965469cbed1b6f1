import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { dayAt } from '#shared/domain/calendar-day.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import {
  type ExportJob,
  type FileJob,
  type FileStep,
  type ImportJob,
  type NewFile,
  type ToldAnswer,
} from '#shared/sync/files.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import { hasName } from '#shared/tables/table-settings.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';
import {
  createFileBook,
  isImport,
  isRunning,
  type FileBook,
  type Kept,
  type KeptImport,
} from './file-book.ts';
import { lookAt } from './file-look.ts';
import { createFileRunner, type FileRunner } from './file-runner.ts';
import { createFileShelf, type FileShelf } from './file-shelf.ts';
import { readToldPage } from './told-page.ts';

/** `other-place`: a part that does not follow what has arrived; `not-now`: a step that its phase does not know. */
export type FileError = {
  readonly kind: 'no-such-file' | 'other-place' | 'not-now' | 'no-name-column';
};
type Answer<T = FileJob> = Promise<Result<T, FileError>>;

export interface FileContent {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly from: (first: number) => ReadableStream<Uint8Array>;
}
/** Who asks, on which device, under which address. */
interface FileAsker {
  readonly person: Pick<Person, 'name'>;
  readonly device: Pick<KnownDevice, 'name' | 'scopes'>;
  readonly base: string;
}

/** Files that records officers bring in and take out: every step of them, and what is left to say when they are gone. */
export interface Files {
  readonly list: () => Promise<readonly FileJob[]>;
  readonly read: (id: string) => Answer;
  readonly begin: (asker: FileAsker, file: NewFile) => Promise<FileJob>;
  /** The next part of a file that arrives. */
  readonly take: (id: string, from: number, bytes: Uint8Array) => Answer;
  readonly step: (id: string, step: FileStep) => Answer;
  readonly told: (id: string, after: number) => Answer<ToldAnswer>;
  readonly content: (id: string) => Answer<FileContent>;
  /** Takes the file away; that it was there stays written. */
  readonly remove: (id: string) => Answer;
  readonly stop: () => Promise<void>;
}
export interface FilesDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Where files lie meanwhile. */
  readonly folder: string;
  readonly onFailure: (cause: unknown) => void;
}
interface Inside extends FilesDeps {
  readonly book: FileBook;
  readonly shelf: FileShelf;
  readonly runner: FileRunner;
}

const MOST_LISTED = 50;
const DAY_MS = 86_400_000;
/** What was taken out lies ready for a day, what was brought in can be gone through for a week. */
const KEPT_MS = { import: 7 * DAY_MS, export: DAY_MS } as const;

export function createFiles(deps: FilesDeps): Files {
  const { store, folder } = deps;
  const shelf = createFileShelf(folder);
  const book = createFileBook(store);
  const runner = createFileRunner({ ...deps, shelf, book });
  const inside: Inside = { ...deps, book, shelf, runner };
  const started = goOn(inside).catch(deps.onFailure);
  const find = async (id: string): Promise<Kept | null> => {
    await started;
    return book.read(id);
  };
  return {
    list: async () => {
      await started;
      await tidy(inside);
      return (await book.list(MOST_LISTED)).map(({ job }) => runner.live(job.id) ?? job);
    },
    read: async (id) => {
      const kept = await find(id);
      return kept ? ok(runner.live(id) ?? kept.job) : err({ kind: 'no-such-file' });
    },
    begin: async (asker, file) => {
      await started;
      const kept = newJob(asker, file, instantAt(deps.clock.now()));
      await book.write(kept);
      if (isRunning(kept.job)) runner.start(kept);
      return kept.job;
    },
    take: async (id, from, bytes) => take(inside, await find(id), { from, bytes }),
    step: async (id, step) => takeStep(inside, await find(id), step),
    told: async (id, after) => {
      const kept = await find(id);
      if (!kept || !isImport(kept)) return err({ kind: 'no-such-file' });
      return ok(await readToldPage({ store, shelf, id, after }));
    },
    content: async (id) => contentOf(inside, await find(id)),
    remove: async (id) => {
      const kept = await find(id);
      if (!kept) return err({ kind: 'no-such-file' });
      if (runner.live(id)) return err({ kind: 'not-now' });
      return ok(await takeAway(inside, kept));
    },
    stop: async () => {
      await started;
      await runner.stop();
    },
  };
}

/** Behind a stop or a kill, what was running goes on. */
async function goOn({ book, runner }: Inside): Promise<void> {
  for (const kept of (await book.list(MOST_LISTED)).toReversed())
    if (isRunning(kept.job)) runner.start(kept);
}

function newJob({ person, device, base }: FileAsker, file: NewFile, at: string): Kept {
  const common = { id: newId<string>(), at, byName: person.name, deviceName: device.name };
  const clean = { ...common, fault: null, faultText: null };
  if (file.kind === 'import') {
    const { name, bytes, lastModified } = file;
    const job: ImportJob = {
      ...clean,
      kind: 'import',
      phase: 'arriving',
      name,
      bytes,
      lastModified,
      receivedBytes: 0,
      look: null,
      settings: null,
      check: null,
      isTaken: false,
      twins: 'leave-out',
      result: null,
      readBytes: 0,
    };
    return { job, toldBytes: 0 };
  }
  const job: ExportJob = {
    ...clean,
    kind: 'export',
    phase: 'making',
    format: file.format,
    records: 0,
    of: null,
    people: 0,
    bytes: 0,
    isWholeHospital: device.scopes.includes(FACILITY_SCOPE),
  };
  const place = { part: 0, after: 0, hasEntry: false };
  return { job, ...place, base, scopes: device.scopes, headings: file.headings };
}

async function take(
  { book, shelf, store, clock }: Inside,
  kept: Kept | null,
  { from, bytes }: { readonly from: number; readonly bytes: Uint8Array },
): Answer {
  if (!kept || !isImport(kept)) return err({ kind: 'no-such-file' });
  const { job } = kept;
  if (job.phase !== 'arriving') return err({ kind: 'not-now' });
  if (from !== job.receivedBytes || from + bytes.byteLength > job.bytes)
    return err({ kind: 'other-place' });
  // A part that was written and not written down comes again.
  await shelf.cut(job.id, 'content', from);
  if (from > 0 && (await shelf.size(job.id, 'content')) !== from)
    return ok(await restarted(book, kept));
  await shelf.append(job.id, 'content', bytes);
  const receivedBytes = from + bytes.byteLength;
  if (receivedBytes < job.bytes) return ok(await changed(book, kept, { receivedBytes }));
  const { facility } = await store.readFacility();
  const today = dayAt(clock.now(), facility?.zone ?? 'UTC');
  const looked = await lookAt({ path: shelf.pathOf(job.id, 'content'), today });
  if (looked.ok)
    return ok(await changed(book, kept, { receivedBytes, phase: 'arrived', ...looked.value }));
  await shelf.remove(job.id);
  const { fault, text } = looked.error;
  return ok(await changed(book, kept, { receivedBytes, phase: 'failed', fault, faultText: text }));
}

/** What had arrived is not there any more: everything comes again. */
function restarted(book: FileBook, kept: KeptImport): Promise<FileJob> {
  return changed(book, kept, { receivedBytes: 0 });
}

async function changed(
  book: FileBook,
  kept: KeptImport,
  change: Partial<ImportJob>,
): Promise<FileJob> {
  const job = { ...kept.job, ...change };
  await book.write({ ...kept, job });
  return job;
}

async function takeStep(inside: Inside, kept: Kept | null, step: FileStep): Answer {
  if (!kept) return err({ kind: 'no-such-file' });
  const { runner, book, shelf } = inside;
  const { id } = kept.job;
  if (step.step === 'stop') {
    const live = runner.live(id);
    if (!live) return err({ kind: 'not-now' });
    runner.halt(id);
    return ok(live);
  }
  if (runner.live(id)) return err({ kind: 'not-now' });
  if (step.step === 'check' && step.settings.table && !hasName(step.settings.table))
    return err({ kind: 'no-name-column' });
  const next = stepped(kept, step);
  if (!next) return err({ kind: 'not-now' });
  if (isImport(next) && (await shelf.size(id, 'content')) === null) {
    return ok(await changed(book, next, { phase: 'failed', fault: 'gone' }));
  }
  await book.write(next);
  runner.start(next);
  return ok(next.job);
}

/** The job as a step makes it; null where its phase knows no such step. */
function stepped(kept: Kept, step: Exclude<FileStep, { readonly step: 'stop' }>): Kept | null {
  const clean = { fault: null, faultText: null, readBytes: 0 };
  if (!isImport(kept)) {
    const mayGoOn = step.step === 'go-on' && kept.job.phase === 'stopped';
    return mayGoOn ? { ...kept, job: { ...kept.job, phase: 'making', fault: null } } : null;
  }
  const { job } = kept;
  const isWritten = job.result !== null;
  if (step.step === 'check') {
    const mayCheck = ['arrived', 'checked', 'stopped', 'failed'].includes(job.phase);
    if (!mayCheck || isWritten || !job.look) return null;
    const { settings } = step;
    return { ...kept, job: { ...job, ...clean, phase: 'checking', settings, check: null } };
  }
  if (step.step === 'write') {
    if (job.phase !== 'checked' || isWritten) return null;
    return { ...kept, job: { ...job, ...clean, phase: 'writing', twins: step.twins } };
  }
  if (job.phase !== 'stopped') return null;
  const phase = job.check && kept.toldBytes >= 0 && isWritten ? 'writing' : 'checking';
  return job.settings ? { ...kept, job: { ...job, ...clean, phase } } : null;
}

const TYPES: Readonly<Record<ExportJob['format'], readonly [type: string, ending: string]>> = {
  csv: ['text/csv; charset=utf-8', 'csv'],
  'fhir-bundle': ['application/fhir+json', 'json'],
  'fhir-ndjson': ['application/fhir+ndjson', 'ndjson'],
};

async function contentOf({ shelf, store }: Inside, kept: Kept | null): Answer<FileContent> {
  if (!kept || isImport(kept)) return err({ kind: 'no-such-file' });
  const { id, phase, at, format } = kept.job;
  if (phase !== 'done') return err({ kind: 'not-now' });
  const bytes = await shelf.size(id, 'content');
  if (bytes === null) return err({ kind: 'no-such-file' });
  const { facility } = await store.readFacility();
  const [type, ending] = TYPES[format];
  const path = shelf.pathOf(id, 'content');
  return ok({
    name: `wardline-${dayAt(Date.parse(at), facility?.zone ?? 'UTC')}.${ending}`,
    type,
    bytes,
    from: (start) =>
      Readable.toWeb(createReadStream(path, { start })) as ReadableStream<Uint8Array>,
  });
}

async function takeAway({ book, shelf }: Inside, kept: Kept): Promise<FileJob> {
  await shelf.remove(kept.job.id);
  const gone = { ...kept, job: { ...kept.job, phase: 'removed' } } as Kept;
  await book.write(gone);
  return gone.job;
}

/** Nothing lies about longer than somebody needs it. */
async function tidy(inside: Inside): Promise<void> {
  const now = inside.clock.now();
  for (const kept of await inside.book.list(MOST_LISTED)) {
    const { job } = kept;
    const isOver = now - Date.parse(job.at) > KEPT_MS[job.kind];
    if (isOver && job.phase !== 'removed' && !inside.runner.live(job.id))
      await takeAway(inside, kept);
  }
}
