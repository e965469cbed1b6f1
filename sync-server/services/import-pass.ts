import { setImmediate as turn } from 'node:timers/promises';
import type { FileSums, ToldRecord } from '#shared/sync/files.ts';
import { NO_SUMS } from '#shared/sync/files.ts';
import type { SourceRecord } from '#server/interop/source-record.ts';
import type { StoreTx } from '#server/store/store.ts';
import type { ImportItem } from './import-items.ts';
import type { ImportRecords, LandedRecord } from './import-records.ts';
import type { JudgePeople } from './judge-people.ts';

export interface PassDeps {
  readonly importRecords: ImportRecords;
  readonly people: JudgePeople;
  readonly isTrial: boolean;
  /** People of the file who are left out, by document; whoever is refused joins them. */
  readonly leftOut: Set<string>;
  /** So many records of the file are counted already: an earlier run wrote them. */
  readonly from: number;
  readonly sums: FileSums;
  readonly tell: (told: ToldRecord) => void;
  /** Written with the records or not at all. */
  readonly alongside: (tx: StoreTx, sums: FileSums) => void;
  /** Called between two commits; throws to end the pass. */
  readonly between: (sums: FileSums) => Promise<void>;
}

/** So many records share a commit: a ward that works meanwhile waits for no more. */
const RECORDS_PER_COMMIT = 100;
/** After so many records everybody else has a turn. */
const RECORDS_PER_TURN = 20;

interface Waiting {
  readonly item: ImportItem;
  readonly records: readonly SourceRecord[];
  /** What there is to say of it, if it lands. */
  readonly told: ToldRecord | null;
}

/** Takes the records of a file in order, tries or writes them, and counts what becomes of each. */
export async function passThrough(
  items: AsyncIterable<ImportItem>,
  deps: PassDeps,
): Promise<FileSums> {
  let sums: FileSums = { ...NO_SUMS, ...deps.sums };
  let seen = 0;
  let batch: Waiting[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const waiting = batch;
    const first = seen - waiting.length;
    batch = [];
    size = 0;
    let after = sums;
    const told: ToldRecord[] = [];
    await deps
      .importRecords(
        waiting.flatMap(({ records }) => records),
        (tx, landed) => {
          after = counted(sums, waiting, { landed, skip: deps.from - first, told, deps });
          deps.alongside(tx, after);
        },
      )
      .then((landed) => {
        if (deps.isTrial) after = counted(sums, waiting, { landed, skip: 0, told, deps });
      });
    sums = after;
    for (const one of told) deps.tell(one);
    await deps.between(sums);
  };
  for await (const item of items) {
    seen += 1;
    if (seen % RECORDS_PER_TURN === 0) await turn();
    const next = await judged(item, deps);
    batch.push(next);
    size += next.records.length;
    if (size >= RECORDS_PER_COMMIT || batch.length >= RECORDS_PER_COMMIT * 2) await flush();
  }
  if (batch.length > 0) await flush();
  return sums;
}

async function judged(item: ImportItem, deps: PassDeps): Promise<Waiting> {
  const { people, leftOut, isTrial } = deps;
  const nothing = { item, records: [] };
  const at = { line: item.line, entry: item.entry };
  if (item.kind === 'refused') {
    const { faults, reason, cells } = item;
    return { ...nothing, told: { ...at, verdict: 'refused', ...some({ faults, reason, cells }) } };
  }
  if (item.kind === 'left-aside') return { ...nothing, told: null };
  const { records, notes, cells } = item;
  const person = records.find(({ collection, isPart }) => collection === 'patients' && !isPart);
  if (!person)
    return records.some((record) => isOf(record, leftOut))
      ? { item: { ...at, kind: 'left-aside' }, records: [], told: null }
      : { item, records, told: null };
  const { reason, twin, likeLine } = await people.judge(item, person);
  if (reason) {
    if (reason.kind === 'number-taken') leftOut.add(person.documentId);
    return {
      item: { ...at, kind: 'refused', reason },
      records: [],
      told: { ...at, verdict: 'refused', reason, ...some({ cells }) },
    };
  }
  if (!isTrial && leftOut.has(person.documentId))
    return { ...nothing, told: { ...at, verdict: 'twin' } };
  const isTwin = twin?.verdict === 'very-likely';
  const isSaid = twin !== undefined || likeLine !== undefined || notes.length > 0;
  const told: ToldRecord | null = isSaid
    ? {
        ...at,
        verdict: isTwin ? 'twin' : 'note',
        ...some({ twin, likeLine, cells, notes: notes.length > 0 ? notes : undefined }),
      }
    : null;
  return { item, records, told };
}

/** True for what is about somebody who is left out. */
function isOf({ documentId, content }: SourceRecord, leftOut: ReadonlySet<string>): boolean {
  const { patientId } = content;
  return leftOut.has(documentId) || (typeof patientId === 'string' && leftOut.has(patientId));
}

type Some<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
function some<T extends object>(map: T): Some<T> {
  return Object.fromEntries(Object.entries(map).filter(([, v]) => v !== undefined)) as Some<T>;
}

interface Counting {
  readonly landed: readonly LandedRecord[];
  /** So many of the batch were counted by an earlier run. */
  readonly skip: number;
  readonly told: ToldRecord[];
  readonly deps: PassDeps;
}

function counted(
  before: FileSums,
  waiting: readonly Waiting[],
  { landed, skip, told, deps }: Counting,
): FileSums {
  const sums = { ...before } as { -readonly [K in keyof FileSums]: number };
  let at = 0;
  for (const [index, one] of waiting.entries()) {
    const parts = landed.slice(at, at + one.records.length);
    at += one.records.length;
    if (index < skip) continue;
    sums.records += 1;
    const refusal = one.records.length > 0 ? refusalOf(one, parts, deps) : null;
    const said = refusal ?? one.told;
    if (said) told.push(said);
    sums[columnOf(one, parts, refusal)] += 1;
    if (said?.verdict === 'note') sums.noted += 1;
    if (said?.verdict === 'twin' && one.records.length > 0) sums.twins += 1;
    sums.disputes += parts.reduce((sum, { disputes }) => sum + disputes, 0);
  }
  return sums;
}

/** Where a record is counted; each once. */
function columnOf(
  { item, records }: Waiting,
  parts: readonly LandedRecord[],
  refusal: ToldRecord | null,
): 'added' | 'changed' | 'unchanged' | 'waiting' | 'refused' | 'leftAside' | 'twins' {
  if (refusal || item.kind === 'refused') return 'refused';
  if (item.kind === 'left-aside') return 'leftAside';
  if (records.length === 0) return 'twins';
  const has = (outcome: LandedRecord['outcome']): boolean =>
    parts.some((part) => part.outcome === outcome);
  if (has('waiting')) return 'waiting';
  if (has('added')) return 'added';
  return has('changed') ? 'changed' : 'unchanged';
}

function refusalOf(
  { item, records }: Waiting,
  parts: readonly LandedRecord[],
  { people }: PassDeps,
): ToldRecord | null {
  const { line, entry, cells } = item;
  const refused = (reason: NonNullable<ToldRecord['reason']>): ToldRecord => ({
    line,
    entry,
    verdict: 'refused',
    reason,
    ...(cells ? { cells } : {}),
  });
  for (const { outcome } of parts) {
    if (outcome === 'too-large' || outcome === 'not-readable') return refused({ kind: outcome });
    if (outcome !== 'twice') continue;
    const first = people.firstLineOf(records[0]?.documentId ?? '');
    return refused(
      first === undefined ? { kind: 'said', text: TWICE } : { kind: 'twice', line: first },
    );
  }
  return null;
}

const TWICE = 'another one of this file has its id; the first is taken';
