import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { inKnownOrder } from '#pwa/store/known-order.ts';
import type { PeopleFinder, PersonHit } from '#pwa/store/people-finder.ts';

const SHOWN = 12;

export interface LatestFind {
  /** What was asked: while the next answer is on its way, the last one stays in sight. */
  readonly text: string;
  readonly hits: readonly PersonHit[];
  /** Who fits best, and goes on standing for that; null before everybody has been read. */
  readonly best: string | null;
  /** False while people are still being read: somebody who fits better may be among them. */
  readonly isWhole: boolean;
}

/**
 * Who is found for a text that somebody is typing. Null before anything is typed. Whom only the directory names (`isHere` is false) has
 * no record here to write on: it is opened first.
 */
export function useLatestFind(
  finder: PeopleFinder,
  text: ReadonlySignal<string>,
): ReadonlySignal<LatestFind | null> {
  const latest = useSignal<LatestFind | null>(null);
  const typed = text.value.trim();
  // While people are still being read, and when somebody comes, the same text finds more.
  const state = finder.state.value;
  // Asked at once: an effect that waits for the paint of the letter costs a frame.
  useLayoutEffect(() => {
    if (!typed) {
      latest.value = null;
      return undefined;
    }
    let isOld = false;
    void finder.find(typed).then((found) => {
      if (isOld) return;
      const before = latest.peek();
      const last = before?.text === typed ? before : null;
      latest.value = joined(last, { text: typed, found, isWhole: state.kind === 'ready' });
    });
    return () => void (isOld = true);
  }, [finder, typed, state, latest]);
  return latest;
}

interface Answer {
  readonly text: string;
  readonly found: readonly PersonHit[];
  readonly isWhole: boolean;
}

/** Nobody moves under a hand that reaches for them, and nobody who fits better is left out for those who came first. */
function joined(last: LatestFind | null, { text, found, isWhole }: Answer): LatestFind {
  const stands = new Set(last?.hits.map(({ id }) => id));
  const shown = found.filter(({ id }, n) => n < SHOWN || stands.has(id));
  const hits = inKnownOrder(last?.hits ?? [], shown);
  const kept = hits.some(({ id }) => id === last?.best) ? last?.best : null;
  return { text, hits, best: kept ?? (isWhole ? (found[0]?.id ?? null) : null), isWhole };
}
