/** A file that somebody brings in or takes out, and how far it has come. */
export interface StoredFileJob {
  readonly id: string;
  /** When it was begun. */
  readonly at: string;
  /** Its state as JSON text; services say what is in it. */
  readonly body: string;
}

export interface FileJobsReads {
  readonly readFileJob: (id: string) => Promise<StoredFileJob | null>;
  /** The latest first. */
  readonly listFileJobs: (limit: number) => Promise<readonly StoredFileJob[]>;
}
/** Inside a write transaction: how far a job has come is committed with what it wrote. */
export interface FileJobsTx {
  readonly writeFileJob: (job: StoredFileJob) => void;
  /** As this transaction and those of its commit have left it. */
  readonly fileJob: (id: string) => StoredFileJob | null;
}
