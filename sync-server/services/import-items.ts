import { importedId } from '#shared/domain/ids.ts';
import type { ImportSettings, RecordReason } from '#shared/sync/files.ts';
import { personOfRow, type RowFault, type RowNote } from '#shared/tables/person-of-row.ts';
import type { TableSettings } from '#shared/tables/table-settings.ts';
import { csvTable } from '#server/interop/csv/csv-table.ts';
import { wholeRecord, type SourceRecord } from '#server/interop/source-record.ts';
import type { ReadFhirFile } from './fhir-file.ts';

/** One record of a file as it was read, with its place. */
export type ImportItem = {
  readonly line: number;
  readonly entry: number | null;
  readonly cells?: readonly string[];
} & (
  | {
      readonly kind: 'refused';
      readonly faults?: readonly RowFault[];
      readonly reason?: RecordReason;
    }
  | { readonly kind: 'left-aside' }
  | {
      readonly kind: 'taken';
      readonly records: readonly SourceRecord[];
      readonly notes: readonly RowNote[];
      /** True for a row that nothing but its own content tells from another. */
      readonly isUnnumbered: boolean;
    }
);

export interface TableReading {
  readonly open: () => AsyncIterable<string>;
  readonly settings: ImportSettings;
  readonly table: TableSettings;
  /** The hospital's day. */
  readonly today: string;
}

/** The rows of a list of people. */
export async function* peopleItems(reading: TableReading): AsyncGenerator<ImportItem, void, void> {
  const { open, settings, table, today } = reading;
  let isHeader = table.hasHeader;
  for await (const item of csvTable(open)) {
    const { line } = item;
    if (item.kind === 'broken') {
      yield { kind: 'refused', line, entry: null, reason: { kind: item.why } };
      continue;
    }
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const { cells } = item;
    const read = personOfRow(cells, table, today);
    if (read.kind === 'refused') {
      yield { kind: 'refused', line, entry: null, cells, faults: read.faults };
      continue;
    }
    const { patient, notes } = read;
    const number = patient.identifiers?.['mrn']?.value;
    const id =
      number === undefined
        ? importedId(settings.source, 'csv-row', JSON.stringify(patient))
        : importedId(settings.source, 'csv-patient', number);
    const records = [wholeRecord('patients', id, patient)];
    const isUnnumbered = number === undefined;
    yield { kind: 'taken', line, entry: null, cells, records, notes, isUnnumbered };
  }
}

/** The resources of a FHIR file. */
export async function* fhirItems(
  read: ReadFhirFile,
  file: { readonly name: string; readonly open: () => AsyncIterable<string> },
): AsyncGenerator<ImportItem, void, void> {
  for await (const { line, entry, outcomes } of read(file)) {
    for (const outcome of outcomes) {
      if (outcome.kind === 'refused')
        yield { kind: 'refused', line, entry, reason: { kind: 'said', text: outcome.reason } };
      else if (outcome.kind === 'left-aside') yield { kind: 'left-aside', line, entry };
      else {
        const { records } = outcome;
        yield { kind: 'taken', line, entry, records, notes: [], isUnnumbered: false };
      }
    }
  }
}
