import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#shared/lib/clock.ts';
import type { FileFault, FileJob } from '#shared/sync/files.ts';
import { SourceError } from '#server/interop/open-text.ts';
import { StoreError, type Store } from '#server/store/store.ts';
import { makeExport } from './export-job.ts';
import { isImport, isRunning, type FileBook, type Kept } from './file-book.ts';
import { faultOf } from './file-look.ts';
import type { FileShelf } from './file-shelf.ts';
import { checkImport, writeImport } from './import-job.ts';

export interface FileRunner {
  /** Sees to it that a job which is running by its phase is worked at, after those before it. */
  readonly start: (kept: Kept) => void;
  /** Asks a running job to stop behind its present commit; what is written stays. */
  readonly halt: (id: string) => void;
  /** How far a running job is, fresher than what is written down; null where it does not run. */
  readonly live: (id: string) => FileJob | null;
  /** Stops everything behind its present commit; it goes on when the server starts again. */
  readonly stop: () => Promise<void>;
}
export interface FileRunnerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly shelf: FileShelf;
  readonly book: FileBook;
  readonly onFailure: (cause: unknown) => void;
}

/** What a commit leaves to the wards that work meanwhile. */
const PAUSE_MS = 5;

class Halted extends Error {}

/** Works at files one after the other, beside everything else that the server does. */
export function createFileRunner(deps: FileRunnerDeps): FileRunner {
  const { book, onFailure } = deps;
  const queue: Kept[] = [];
  const live = new Map<string, FileJob>();
  const halted = new Set<string>();
  let isStopping = false;
  let working: Promise<void> | null = null;
  const pause = async (id: string): Promise<void> => {
    await wait(PAUSE_MS);
    if (isStopping || halted.has(id)) throw new Halted();
  };
  const work = async (): Promise<void> => {
    for (let kept = queue.shift(); kept && !isStopping; kept = queue.shift()) {
      const { id } = kept.job;
      try {
        await book.write(await workAt(kept, deps, { live, pause }));
      } catch (cause) {
        await settle(cause, id, { ...deps, isStopping }).catch(onFailure);
      }
      live.delete(id);
      halted.delete(id);
    }
    working = null;
  };
  return {
    start: (kept) => {
      live.set(kept.job.id, kept.job);
      queue.push(kept);
      working ??= work();
    },
    halt: (id) => void halted.add(id),
    live: (id) => live.get(id) ?? null,
    stop: async () => {
      isStopping = true;
      await working;
    },
  };
}

interface Working {
  readonly live: Map<string, FileJob>;
  readonly pause: (id: string) => Promise<void>;
}

async function workAt(kept: Kept, deps: FileRunnerDeps, { live, pause }: Working): Promise<Kept> {
  const { id } = kept.job;
  const onProgress = async (job: FileJob): Promise<void> => {
    live.set(id, job);
    await pause(id);
  };
  if (!isImport(kept))
    return makeExport(kept, {
      ...deps,
      onProgress: async (next) => {
        await deps.book.write(next);
        if (isRunning(next.job)) await onProgress(next.job);
      },
    });
  const run = { ...deps, onProgress };
  return kept.job.phase === 'checking' ? checkImport(kept, run) : writeImport(kept, run);
}

/** What is written down when a job did not come to its end. A server that stops leaves it as it is, and goes on later. */
async function settle(
  cause: unknown,
  id: string,
  { book, isStopping, onFailure }: FileRunnerDeps & { readonly isStopping: boolean },
): Promise<void> {
  const kept = await book.read(id);
  if (!kept || (cause instanceof Halted && isStopping)) return;
  if (cause instanceof Halted) return book.write(withPhase(kept, { phase: 'stopped' }));
  if (cause instanceof SourceError) {
    const { fault, text } = faultOf(cause);
    return book.write(withPhase(kept, { phase: 'failed', fault, faultText: text }));
  }
  onFailure(cause);
  const isFull = cause instanceof StoreError && cause.kind === 'disk-full';
  const fault: FileFault = isFull || hasCode(cause, 'ENOSPC') ? 'disk-full' : 'failed';
  return book.write(withPhase(kept, { phase: 'stopped', fault }));
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

function withPhase(
  kept: Kept,
  change: Pick<FileJob, 'phase'> & Partial<Pick<FileJob, 'fault' | 'faultText'>>,
): Kept {
  return { ...kept, job: { ...kept.job, ...change } } as Kept;
}
