import type { ReadOutcome, SourceRecord } from '#server/interop/source-record.ts';
import type { ImportRecords } from '#server/services/import-records.ts';
import type { Place, ReportCounter } from './import-report.ts';

export interface ImportBatch {
  /** Takes what was read at a place; writes when enough has come together. */
  add(outcome: ReadOutcome, place: Place): Promise<void>;
  flush(): Promise<void>;
}
export interface ImportBatchDeps {
  readonly importRecords: ImportRecords;
  readonly counter: ReportCounter;
  /** So many records share a commit: enough to pay for the disk, few enough that a running server does not wait for them. */
  readonly recordsPerCommit: number;
  /** Called after each commit: shows progress, and lets a running server write in between. */
  readonly onCommit: () => Promise<void>;
}

export function createImportBatch({
  importRecords,
  counter,
  recordsPerCommit,
  onCommit,
}: ImportBatchDeps): ImportBatch {
  let waiting: { type: string; place: Place; records: readonly SourceRecord[] }[] = [];
  let records = 0;
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    records = 0;
    const landed = await importRecords(batch.flatMap((one) => one.records));
    let from = 0;
    for (const { type, place, records } of batch) {
      counter.landed(type, place, landed.slice(from, from + records.length));
      from += records.length;
    }
    await onCommit();
  };
  return {
    flush: async () => (waiting.length > 0 ? flush() : undefined),
    add: async (outcome, place) => {
      counter.seen();
      if (outcome.kind === 'refused') return counter.refuse(place, outcome.reason);
      if (outcome.kind === 'left-aside') return counter.leftAside(outcome.type, outcome.reason);
      for (const fact of outcome.notes) counter.note(outcome.type, fact);
      waiting.push({ type: outcome.type, place, records: outcome.records });
      records += outcome.records.length;
      return records >= recordsPerCommit ? flush() : undefined;
    },
  };
}
