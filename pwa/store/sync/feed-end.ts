import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import type { Line } from './line.ts';
import { pause } from './pull-handler.ts';

export type Change = Extract<StreamFrame, { kind: 'change' }>;

export interface FeedEndDeps {
  readonly hasStored: (checkpoint: Checkpoint) => boolean;
  /** Called when everything up to the end is stored here. */
  readonly reachedEnd: () => void;
  readonly lookMs: number;
  readonly signal: AbortSignal;
}
/** The end of a collection's feed, as far as pages and changes were handed on; what a `change` of the stream must start from. */
export interface FeedEnd {
  readonly isKnown: () => boolean;
  /** One page more that waits for the line, or one less. */
  waits(more: number): void;
  /** True where nothing need be asked: the end is known, stored, and where the feeds end, or a page that is still to be asked will say. */
  readonly isAt: (lasts: Checkpoint['scopes'], line: Pick<Line, 'epoch' | 'scopes'>) => boolean;
  /** True once everything up to the end that a page named is stored here. */
  readonly isStored: () => boolean;
  lose(): void;
  reach(page: PullAnswer): void;
  /** The end behind a change; null where there is a gap before it. */
  moveBy(change: Change): Checkpoint | null;
}

/** Nothing is known of the end until a page says that it is the last. */
export function createFeedEnd(deps: FeedEndDeps): FeedEnd {
  let end: Checkpoint | null = null;
  let isStored = false;
  let round = 0;
  let unsent = 0;
  /** It may move on while it is being stored. A page without documents is not stored. */
  const whenStored = async ({ documents }: PullAnswer): Promise<void> => {
    const mine = round;
    do await pause(deps.lookMs, deps.signal);
    while (round === mine && end && documents.length > 0 && !deps.hasStored(end));
    // Another page has been asked for meanwhile: its end counts.
    if (round !== mine) return;
    isStored = true;
    deps.reachedEnd();
  };
  const lose = (): void => {
    round += 1;
    end = null;
    isStored = false;
  };
  return {
    isKnown: () => end !== null,
    waits: (more) => void (unsent += more),
    isAt: (lasts, { epoch, scopes: { value: held } }) => {
      if (unsent > 0) return true;
      if (end?.epoch !== epoch.value) return false;
      const { scopes } = end;
      // One that is not held any more is not among the lasts.
      const isThere = [...held, ...Object.keys(scopes)].every(
        (scope) => lasts[scope] === (scopes[scope] ?? 0),
      );
      return isThere && (deps.hasStored(end) || !held.some((scope) => lasts[scope]));
    },
    isStored: () => isStored,
    lose,
    reach: (page) => {
      lose();
      if (!page.isEnd) return;
      end = page.checkpoint;
      whenStored(page).catch(() => undefined);
    },
    moveBy: (change) => {
      if (!end || (end.scopes[change.scope] ?? 0) !== change.from) return null;
      end = { ...end, scopes: { ...end.scopes, [change.scope]: change.to } };
      return end;
    },
  };
}
