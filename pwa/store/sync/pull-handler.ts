import type { ReplicationPullHandlerResult, WithDeleted } from 'rxdb/plugins/core';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import { isWireDocument } from '#shared/sync/wire-document.ts';
import type { PullAnswer, PullRequest } from '#shared/sync/pull.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { isLastPage, joinCheckpoint } from './join-checkpoint.ts';
import type { Line } from './line.ts';
import { postSync } from './wire.ts';

export interface PullDeps {
  readonly collection: CollectionName;
  readonly line: Line;
  readonly signal: AbortSignal;
  /** Resolves once the checkpoint is stored with its documents; rejects if storing failed. */
  readonly whenStored: (checkpoint: Checkpoint) => Promise<void>;
  /** Told of every page before it is handed on. */
  readonly reached: (page: PullAnswer) => void;
  /** Told of one page more that waits for the line, or one less. */
  readonly waits?: (more: number) => void;
  /** How often the stream has told of something new so far. */
  readonly told: () => number;
}
interface Ahead {
  readonly after: string;
  readonly told: number;
  readonly page: Promise<PullAnswer>;
}
type Page = ReplicationPullHandlerResult<Stored, Checkpoint>;

/**
 * Pulls page after page. RxDB asks for page k+1 before page k is stored and would step over a page that failed to store: so the
 * next page is fetched ahead, but handed on only when the one before it is stored with its checkpoint. What the stream told before
 * RxDB asked for a page, RxDB takes for included in it: a page that was fetched ahead of that is fetched once more.
 */
export function createPullHandler(deps: PullDeps) {
  let ahead: Ahead | null = null;
  return async (checkpoint: Checkpoint | undefined, limit: number): Promise<Page> => {
    const after = JSON.stringify(checkpoint ?? null);
    const isFresh = ahead?.after === after && ahead.told === deps.told();
    const answer = await (ahead && isFresh
      ? ahead.page
      : fetchBatch(deps, checkpoint ?? null, limit));
    ahead = answer.isEnd
      ? null
      : {
          after: JSON.stringify(answer.checkpoint),
          told: deps.told(),
          page: fetchBatch(deps, answer.checkpoint, limit),
        };
    ahead?.page.catch(() => (ahead = null));
    if (checkpoint) await deps.whenStored(checkpoint);
    deps.reached(answer);
    return {
      documents: answer.documents as unknown as WithDeleted<Stored>[],
      checkpoint: answer.checkpoint,
    };
  };
}

/** Joins pages of the device's scopes until the batch is full, each document once: what is told last counts. */
async function fetchBatch(
  deps: PullDeps,
  checkpoint: Checkpoint | null,
  limit: number,
): Promise<PullAnswer> {
  const documents = new Map<string, WireDocument>();
  let standing = checkpoint;
  for (;;) {
    const page = await fetchPage(deps, standing, limit - documents.size);
    for (const document of page.documents.filter(isWireDocument)) {
      documents.delete(document.id);
      documents.set(document.id, document);
    }
    const scopes = deps.line.scopes.peek();
    standing = joinCheckpoint(standing, page, scopes);
    const isEnd = isLastPage(page, standing, scopes);
    if (isEnd || documents.size >= limit)
      return { documents: [...documents.values()], checkpoint: standing, isEnd };
  }
}

async function fetchPage(
  deps: PullDeps,
  checkpoint: Checkpoint | null,
  limit: number,
): Promise<PullAnswer> {
  const request: PullRequest = { collection: deps.collection, checkpoint, limit };
  for (;;) {
    deps.waits?.(1);
    await deps.line.whenUp(deps.signal).finally(() => deps.waits?.(-1));
    const answer = await postSync<PullAnswer>('pull', request, deps.signal);
    if (answer.ok && isOfAgreed(deps.line, answer.value)) return answer.value;
    if (answer.ok) {
      deps.line.down();
      continue;
    }
    if (answer.error.kind === 'refused')
      throw new Error(`pull refused: ${answer.error.problem.title}`);
    if (answer.error.kind === 'busy' || answer.error.kind === 'no-room')
      await pause(answer.error.retryAfterSeconds * 1000, deps.signal);
    else deps.line.down(answer.error.kind === 'unreachable' ? 'down' : 'refused');
  }
}

/** A hospital that was restored in between is greeted first: what it lost must be offered before it is written over here (S11). */
function isOfAgreed({ epoch }: Line, { checkpoint }: PullAnswer): boolean {
  return epoch.peek() === null || epoch.peek() === checkpoint.epoch;
}

/** Waits; rejects when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      // A replication lives for days and looks often.
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
