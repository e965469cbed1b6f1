import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { standing, type Standing } from '#pwa/store/known-order.ts';
import type { PeopleFinder, PersonHit } from '#pwa/store/people-finder.ts';

const SHOWN = 12;

export interface LatestFind extends Standing<PersonHit> {
  /** What was asked: while the next answer is on its way, the last one stays in sight. */
  readonly text: string;
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
    const isWhole = state.kind === 'ready';
    void finder.find(typed).then((hits) => {
      if (isOld) return;
      const before = latest.peek();
      const last = before?.text === typed ? before : null;
      latest.value = { ...standing(last, { hits, isWhole }, SHOWN), text: typed, isWhole };
    });
    return () => void (isOld = true);
  }, [finder, typed, state, latest]);
  return latest;
}
