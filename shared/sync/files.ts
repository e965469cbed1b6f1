import type { FileLook, Stranger } from '#shared/tables/look-at-head.ts';
import type { RowFault, RowNote } from '#shared/tables/person-of-row.ts';
import type { TableSettings } from '#shared/tables/table-settings.ts';

/** Files that people bring in and take out, under `/api/v1/files`: for records officers. */
export const FILE_LIMITS = {
  bytes: 1024 * 1024 * 1024,
  partBytes: 1024 * 1024,
  pageRows: 200,
} as const;

/** How the text of a file may be written; the first two are found by themselves. */
export const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'windows-1251',
  'windows-1256',
  'windows-874',
] as const;

/** How an import or an export stands. `stopped` goes on where it stood; a file that is `removed` leaves its line behind. */
type FilePhase =
  | 'arriving'
  | 'arrived'
  | 'checking'
  | 'checked'
  | 'writing'
  | 'making'
  | 'done'
  | 'stopped'
  | 'failed'
  | 'removed';

/** Why a file cannot be read, or not to its end. */
export type FileFault =
  | Stranger
  | 'packed'
  | 'inflation'
  | 'truncated'
  | 'gone'
  | 'disk-full'
  | 'failed';

/** How a file is read; `table` where it is one. */
export interface ImportSettings {
  /** Names where it comes from: the same number from another source is another person. */
  readonly source: string;
  readonly encoding: (typeof ENCODINGS)[number];
  readonly table: TableSettings | null;
}

/** What became of records, or would. */
export interface FileSums {
  readonly records: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Very likely somebody who is here already. */
  readonly twins: number;
  /** Possibly somebody who is here already, or taken with something to know. */
  readonly noted: number;
  readonly waiting: number;
  readonly leftAside: number;
  readonly disputes: number;
}
export const NO_SUMS: FileSums = {
  records: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  twins: 0,
  noted: 0,
  waiting: 0,
  leftAside: 0,
  disputes: 0,
};

interface Job {
  readonly id: string;
  readonly at: string;
  readonly byName: string;
  readonly deviceName: string;
  readonly phase: FilePhase;
  readonly fault: FileFault | null;
  /** What there was to say of the fault, in the server's words. */
  readonly faultText: string | null;
}
export interface ImportJob extends Job {
  readonly kind: 'import';
  readonly name: string;
  readonly bytes: number;
  /** When the file was last changed where it came from: the same file again goes on with what has arrived. */
  readonly lastModified: number;
  readonly receivedBytes: number;
  readonly look: FileLook | null;
  readonly settings: ImportSettings | null;
  /** What the trial found; null before. */
  readonly check: FileSums | null;
  readonly isTaken: boolean;
  readonly twins: 'leave-out' | 'take';
  /** What has been written; null before. */
  readonly result: FileSums | null;
  /** How much of the file was read in the present pass. */
  readonly readBytes: number;
}
type ExportFormat = 'csv' | 'fhir-bundle' | 'fhir-ndjson';
export interface ExportJob extends Job {
  readonly kind: 'export';
  readonly format: ExportFormat;
  readonly records: number;
  /** How many there will be; null while they are being counted. */
  readonly of: number | null;
  readonly people: number;
  readonly bytes: number;
  readonly isWholeHospital: boolean;
}
export type FileJob = ImportJob | ExportJob;

/** `GET /api/v1/files`: the latest first. */
export interface FilesAnswer {
  readonly jobs: readonly FileJob[];
}
/** `POST /api/v1/files`. The parts of an import follow by `PUT /api/v1/files/:id/part/:from`. */
export type NewFile =
  | {
      readonly kind: 'import';
      readonly name: string;
      readonly bytes: number;
      readonly lastModified: number;
    }
  | {
      readonly kind: 'export';
      readonly format: ExportFormat;
      /** What the columns are called, in the words of whoever asks. */
      readonly headings: readonly string[] | null;
    };
/** `POST /api/v1/files/:id/step`. */
export type FileStep =
  | { readonly step: 'check'; readonly settings: ImportSettings }
  | { readonly step: 'write'; readonly twins: ImportJob['twins'] }
  | { readonly step: 'go-on' }
  | { readonly step: 'stop' };

/** Why a record is not taken, where no field alone says it. */
export type RecordReason =
  | { readonly kind: 'fields' | 'open-quote' | 'stray-quote' | 'too-long' | 'unreadable' }
  | { readonly kind: 'too-large' | 'not-readable' | 'number-taken' }
  | { readonly kind: 'twice' | 'equal-row'; readonly line: number }
  /** What the reader of FHIR says, in English. */
  | { readonly kind: 'said'; readonly text: string };

/** What a person should know of one record of a file, kept on the server until the file is removed. */
export interface ToldRecord {
  readonly line: number;
  readonly entry: number | null;
  readonly verdict: 'refused' | 'twin' | 'note';
  readonly faults?: readonly RowFault[];
  readonly reason?: RecordReason;
  readonly notes?: readonly RowNote[];
  /** An earlier line of the file with the same names and birth date. */
  readonly likeLine?: number;
  /** Who is here already; `document` is the record that would be added. */
  readonly twin?: {
    readonly patientId: string;
    readonly verdict: 'very-likely' | 'possible';
    readonly document: string;
  };
  readonly cells?: readonly string[];
}
/** A twin as whoever looks at the list may see them; null where their record is restricted. */
export interface TwinSeen {
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
}
/** `GET /api/v1/files/:id/rows/:after`. */
export interface ToldAnswer {
  readonly rows: readonly (ToldRecord & { readonly seen?: TwinSeen | null })[];
  /** `after` of the next page; null at the end. */
  readonly next: number | null;
}
