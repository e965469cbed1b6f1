import { storeErrorOf, type Sqlite } from './open-database.ts';

export interface WriterQueue {
  /**
   * Runs `work` alone on the writer, inside a transaction, and resolves after its commit is on disk (S8). Works that wait
   * together share one commit, each behind a savepoint of its own: one that throws leaves nothing and holds back nobody.
   */
  run<T>(work: (database: Sqlite) => T | Promise<T>): Promise<T>;
  /** Works that wait for their turn. */
  length(): number;
  /** Waits for what is queued; nothing is taken afterwards. */
  close(): Promise<void>;
}
/** Called for each shared commit: once nobody else can write, and when its fate is known. */
export interface WriterHooks {
  readonly onBegin: () => void;
  readonly onCommit: () => void;
  readonly onRollback: () => void;
}
interface Job {
  readonly work: (database: Sqlite) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
}
interface Writer {
  readonly database: Sqlite;
  readonly file: string;
  readonly hooks: WriterHooks;
  readonly steps: Steps;
}
type Settled = { readonly job: Job } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly cause: unknown }
);

/** How many works share a commit at most; more would only make the first of them wait. */
const BATCH = 64;

/** Owns the one connection that writes. `onCommit` and `onRollback` are called once for each shared commit. */
export function createWriterQueue(database: Sqlite, file: string, hooks: WriterHooks): WriterQueue {
  const writer: Writer = { database, file, hooks, steps: stepsOf(database) };
  const waiting: Job[] = [];
  let running: Promise<void> | null = null;
  let isClosed = false;

  const drain = async (): Promise<void> => {
    // One turn of the event loop lets requests that arrived together share the commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await runBatch(writer, waiting.splice(0, BATCH));
    running = null;
  };
  return {
    run: <T>(work: (database: Sqlite) => T | Promise<T>) => {
      if (isClosed) return Promise.reject(new Error('broken promise: the store is closed'));
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Job['resolve'], reject });
        running ??= drain();
      });
    },
    length: () => waiting.length,
    close: async () => {
      isClosed = true;
      await running;
    },
  };
}

/** Prepared once: to read their text anew takes as long as a small write. */
function stepsOf(database: Sqlite) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    mark: database.prepare('SAVEPOINT job'),
    release: database.prepare('RELEASE job'),
  };
}
type Steps = ReturnType<typeof stepsOf>;

async function runBatch(
  { database, file, steps, hooks }: Writer,
  jobs: readonly Job[],
): Promise<void> {
  const settled: Settled[] = [];
  try {
    steps.begin.run();
    hooks.onBegin();
    // One alone needs no savepoint: where it fails, nothing is left to commit.
    const run = jobs.length === 1 ? runAlone : runJob;
    for (const job of jobs) settled.push(await run(database, job, steps));
    steps.commit.run();
  } catch (cause) {
    if (database.inTransaction) database.exec('ROLLBACK');
    hooks.onRollback();
    for (const job of jobs) job.reject(storeErrorOf(cause, file));
    return;
  }
  for (const one of settled) {
    if (one.ok) one.job.resolve(one.value);
    else one.job.reject(storeErrorOf(one.cause, file));
  }
  hooks.onCommit();
}

async function runAlone(database: Sqlite, job: Job): Promise<Settled> {
  return { job, ok: true, value: await job.work(database) };
}

async function runJob(database: Sqlite, job: Job, steps: Steps): Promise<Settled> {
  steps.mark.run();
  try {
    const value = await job.work(database);
    steps.release.run();
    return { job, ok: true, value };
  } catch (cause) {
    // A full disk may have ended the whole transaction: then there is no savepoint, and nothing of the batch stays.
    if (!database.inTransaction) throw cause;
    database.exec('ROLLBACK TO job; RELEASE job');
    return { job, ok: false, cause };
  }
}
