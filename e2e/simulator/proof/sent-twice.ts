import type { PushAnswer, PushRequest } from '#shared/sync/push.ts';
import type { Caller } from '#e2e/simulator/world/network.ts';
import type { Oracle } from './oracle.ts';

/** A sweep may cross with an answer that is being stored; a tablet that sleeps stores nothing. */
const STORED_WITHIN_MS = 5000;

/** Watches what a process sends after it has heard what became of it. */
export interface PushWatch {
  readonly asks: (caller: Caller, text: string) => void;
  readonly hears: (caller: Caller, text: string, answer: string) => void;
  /** A body that is refused goes up again in halves: what one of them is told waits for the other. */
  readonly isRefused: (caller: Caller, text: string) => void;
}
const NEVER = Infinity;

/**
 * "Unsent" is exact: what was answered, and could be stored, waits no more. A request that has tried since before may still be on its
 * way; but nothing is sent again because it still waits.
 */
export function watchPushes(oracle: Pick<Oracle, 'report'>, awake: () => number): PushWatch {
  return {
    asks: ({ answered, lastOf }, text) => {
      if (answered.size === 0) return;
      const { collection, rows } = JSON.parse(text) as PushRequest;
      for (const { id, trail } of rows) {
        const last = trail.at(-1)?.id;
        const at = last === undefined ? undefined : answered.get(last);
        if (at === undefined || lastOf(collection, id) !== last) continue;
        if (awake() - at > STORED_WITHIN_MS)
          oracle.report('sent-twice', `${last} on ${id} was answered ${awake() - at} ms ago`);
      }
    },
    hears: ({ answered }, text, answer) => {
      const { results } = JSON.parse(answer) as PushAnswer;
      const heard = new Set(results.map(({ id }) => id));
      for (const { id, trail } of rowsOf(text))
        for (const entry of heard.has(id) ? trail : [])
          if (answered.get(entry.id) !== NEVER) answered.set(entry.id, awake());
    },
    isRefused: ({ answered }, text) => {
      for (const { trail } of rowsOf(text))
        for (const entry of trail) answered.set(entry.id, NEVER);
    },
  };
}

function rowsOf(text: string): PushRequest['rows'] {
  return (JSON.parse(text) as PushRequest).rows;
}
