import { dayAt } from '#shared/domain/calendar-day.ts';
import type { ActionId } from '#shared/domain/ids.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { NO_SUMS, type ImportJob, type ToldRecord } from '#shared/sync/files.ts';
import { openText } from '#server/interop/open-text.ts';
import type { Store } from '#server/store/store.ts';
import { createFhirFiles } from './fhir-file.ts';
import { rowOf, type KeptImport } from './file-book.ts';
import type { FileShelf } from './file-shelf.ts';
import { fhirItems, peopleItems, type ImportItem } from './import-items.ts';
import { passThrough } from './import-pass.ts';
import { createImportRecords } from './import-records.ts';
import { createJudgePeople } from './judge-people.ts';

export interface ImportRun {
  readonly store: Store;
  readonly clock: Clock;
  readonly shelf: FileShelf;
  /** Shows how far it is; throws to end it. */
  readonly onProgress: (job: ImportJob) => Promise<void>;
}

/** Reads a file whole, tries every record and writes none; what there is to say of them lies on the shelf afterwards. */
export async function checkImport(kept: KeptImport, run: ImportRun): Promise<KeptImport> {
  const { shelf } = run;
  const { id } = kept.job;
  await shelf.remove(id, 'told');
  const pass = await startPass(kept, run, new Set());
  const sums = await passThrough(pass.items, {
    ...pass.deps,
    sums: NO_SUMS,
    from: 0,
    alongside: () => undefined,
    between: async (check) => {
      await pass.keepTold();
      await run.onProgress({ ...kept.job, check, readBytes: pass.readBytes() });
    },
  });
  await pass.keepTold();
  const toldBytes = (await shelf.size(id, 'told')) ?? 0;
  const job: ImportJob = { ...kept.job, phase: 'checked', check: sums, result: null };
  return { job, toldBytes };
}

/**
 * Writes the records of a file that was tried before. How far it has come is committed with them, so that behind a kill it goes on where
 * it stood: what is there already comes unchanged, and is not counted twice.
 */
export async function writeImport(kept: KeptImport, run: ImportRun): Promise<KeptImport> {
  const { shelf } = run;
  const { job } = kept;
  const before = await readTold(shelf, kept);
  await shelf.cut(job.id, 'told', kept.toldBytes);
  const leftOut = new Set(job.twins === 'leave-out' ? before.twins : []);
  const pass = await startPass(kept, run, leftOut, before.refused);
  const result = await passThrough(pass.items, {
    ...pass.deps,
    sums: job.result ?? NO_SUMS,
    from: job.result?.records ?? 0,
    alongside: (tx, sums) => tx.writeFileJob(rowOf({ ...kept, job: { ...job, result: sums } })),
    between: async (sums) => {
      await pass.keepTold();
      await run.onProgress({ ...job, result: sums, readBytes: pass.readBytes() });
    },
  });
  await pass.keepTold();
  return { ...kept, job: { ...job, phase: 'done', result, isTaken: true } };
}

async function startPass(
  { job }: KeptImport,
  { store, clock, shelf }: ImportRun,
  leftOut: Set<string>,
  refusedBefore: ReadonlySet<string> = new Set(),
) {
  const isTrial = job.phase === 'checking';
  let read = 0;
  const items = await itemsOf(job, { store, clock, shelf, isTrial }, (more) => void (read += more));
  let told: string[] = [];
  return {
    items,
    readBytes: () => Math.min(read, job.bytes),
    keepTold: async () => {
      if (told.length === 0) return;
      const text = told.join('');
      told = [];
      await shelf.append(job.id, 'told', Buffer.from(text));
    },
    deps: {
      importRecords: createImportRecords({ store, clock, isTrial, actionId: job.id as ActionId }),
      people: createJudgePeople(store, { isTrial }),
      isTrial,
      leftOut,
      tell: (one: ToldRecord) => {
        // What the trial has said is said; only what it could not know comes on top.
        const isNew = isTrial || (one.verdict === 'refused' && !refusedBefore.has(placeOf(one)));
        if (isNew) told.push(`${JSON.stringify(one)}\n`);
      },
    },
  };
}

async function itemsOf(
  { id, name, settings, look }: ImportJob,
  { store, clock, shelf, isTrial }: Omit<ImportRun, 'onProgress'> & { readonly isTrial: boolean },
  onBytes: (more: number) => void,
): Promise<AsyncIterable<ImportItem>> {
  if (!settings || !look) throw new Error('broken promise: nobody has said how the file is read');
  const path = shelf.pathOf(id, 'content');
  const { facility } = await store.readFacility();
  const zone = facility?.zone ?? 'UTC';
  const { table, encoding, source } = settings;
  let opened = 0;
  const open = (): AsyncIterable<string> => {
    opened += 1;
    // A bundle is read twice, and only the second time its records come.
    return openText(path, encoding, look.kind === 'fhir' && opened === 1 ? undefined : onBytes);
  };
  if (table) return peopleItems({ open, settings, table, today: dayAt(clock.now(), zone) });
  const read = await createFhirFiles({ store, source, zone, isKept: !isTrial });
  return fhirItems(read, { name, open });
}

const placeOf = ({ line, entry }: Pick<ToldRecord, 'line' | 'entry'>): string => `${line}/${entry}`;

/** What the trial found: who is very likely here already, and where something was refused. */
async function readTold(shelf: FileShelf, { job, toldBytes }: KeptImport) {
  const twins: string[] = [];
  const refused = new Set<string>();
  for await (const { text, next } of shelf.lines(job.id, 'told', 0)) {
    if (next > toldBytes) break;
    const told = JSON.parse(text) as ToldRecord;
    if (told.verdict === 'refused') refused.add(placeOf(told));
    if (told.verdict === 'twin' && told.twin) twins.push(told.twin.document);
  }
  return { twins, refused };
}
