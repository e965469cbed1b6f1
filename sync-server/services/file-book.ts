import type { Scope } from '#shared/sync/scope.ts';
import type { ExportJob, FileJob, ImportJob } from '#shared/sync/files.ts';
import type { StoredFileJob } from '#server/store/file-jobs.ts';
import type { Store } from '#server/store/store.ts';

/** An import as the server keeps it: what people see, and where it goes on. */
export interface KeptImport {
  readonly job: ImportJob;
  /** Bytes of what was told when the trial was over. */
  readonly toldBytes: number;
}
export interface KeptExport {
  readonly job: ExportJob;
  readonly scopes: readonly Scope[];
  readonly headings: readonly string[] | null;
  /** The address that resources are named under. */
  readonly base: string;
  /** Which part is being written, and where in it. */
  readonly part: number;
  readonly after: number;
  readonly hasEntry: boolean;
}
export type Kept = KeptImport | KeptExport;

/** What is written of every file that was brought in or taken out. */
export interface FileBook {
  readonly read: (id: string) => Promise<Kept | null>;
  readonly list: (limit: number) => Promise<readonly Kept[]>;
  readonly write: (kept: Kept) => Promise<void>;
}

export function createFileBook(store: Store): FileBook {
  return {
    read: async (id) => keptOf(await store.readFileJob(id)),
    list: async (limit) => (await store.listFileJobs(limit)).flatMap((row) => keptOf(row) ?? []),
    write: async (kept) => store.transaction(async (tx) => tx.writeFileJob(rowOf(kept))),
  };
}

/** As it lies in the store. */
export function rowOf(kept: Kept): StoredFileJob {
  const { id, at } = kept.job;
  return { id, at, body: JSON.stringify(kept) };
}

export function isImport(kept: Kept): kept is KeptImport {
  return kept.job.kind === 'import';
}

/** True while the server itself has to go on with it. */
export function isRunning({ phase }: FileJob): boolean {
  return phase === 'checking' || phase === 'writing' || phase === 'making';
}

function keptOf(row: StoredFileJob | null): Kept | null {
  return row ? (JSON.parse(row.body) as Kept) : null;
}
