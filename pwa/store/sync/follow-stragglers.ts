import { computed, effect } from '@preact/signals';
import type { Unsent, Waiting } from './follow-unsent.ts';
import type { Line } from './line.ts';
import { oneAtATime } from './one-at-a-time.ts';

const LOOK_MS = 10_000;

/**
 * Sends what has waited from one look to the next while the line is up, the first look being the moment it came up. Neither the
 * frames of a busy hospital nor a person who goes on writing put that off. Returns the way to stop.
 */
export function followStragglers(
  line: Line,
  { waiting }: Pick<Unsent, 'waiting'>,
  send: (stragglers: readonly Waiting[]) => Promise<unknown>,
): () => void {
  const isUp = computed(() => line.status.value.kind === 'up');
  let stragglers: readonly Waiting[] = [];
  const sendThem = oneAtATime(() => send(stragglers));
  return effect(() => {
    if (!isUp.value) return undefined;
    let before = idsOf(waiting.peek());
    const timer = setInterval(() => {
      const now = waiting.peek();
      stragglers = now.filter(({ document }) => document.trail.some(({ id }) => before.has(id)));
      before = idsOf(now);
      if (stragglers.length > 0) sendThem();
    }, LOOK_MS);
    return () => clearInterval(timer);
  });
}

function idsOf(waiting: readonly Waiting[]): ReadonlySet<string> {
  return new Set(waiting.flatMap(({ document }) => document.trail.map(({ id }) => id)));
}
