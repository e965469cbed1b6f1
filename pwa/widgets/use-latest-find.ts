import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { inKnownOrder } from '#pwa/store/known-order.ts';
import type { PeopleFinder, PersonHit } from '#pwa/store/people-finder.ts';

const SHOWN = 12;

/**
 * Who is found for a text that somebody is typing: never an old answer under a new text. Null before anything is typed. Whom only the
 * directory names (`isHere` is false) has no record here to write on: it is opened first.
 */
export function useLatestFind(
  finder: PeopleFinder,
  text: ReadonlySignal<string>,
): ReadonlySignal<readonly PersonHit[] | null> {
  const hits = useSignal<readonly PersonHit[] | null>(null);
  const typed = text.value.trim();
  const asked = useRef('');
  // While people are still being read, and when somebody comes, the same text finds more.
  const state = finder.state.value;
  // Asked at once: an effect that waits for the paint of the letter costs a frame.
  useLayoutEffect(() => {
    if (!typed) {
      hits.value = null;
      return undefined;
    }
    let isOld = false;
    void finder.find(typed).then((found) => {
      if (isOld) return;
      const before = asked.current === typed ? (hits.peek() ?? []) : [];
      asked.current = typed;
      hits.value = inKnownOrder(before, found).slice(0, SHOWN);
    });
    return () => void (isOld = true);
  }, [finder, typed, state, hits]);
  return hits;
}
