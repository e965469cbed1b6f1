import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { inKnownOrder } from '#pwa/store/known-order.ts';
import { usePeopleFinder, type PersonHit } from '#pwa/store/people-finder.ts';

/** What the finder answered, and to which text: while the next answer is on its way, the last one stays in sight. */
export interface Found {
  readonly text: string;
  readonly hits: readonly PersonHit[];
}

/** Finds people while somebody types; asks again whenever people were read, came or changed. Null while nothing is typed. */
export function useFound(text: string): Found | null {
  const finder = usePeopleFinder();
  const found = useSignal<Found | null>(null);
  const state = finder.state.value;
  // Asked at once: an effect that waits for the paint of the letter costs a frame.
  useLayoutEffect(() => {
    if (text.trim() === '') {
      found.value = null;
      return undefined;
    }
    let isPast = false;
    void finder.find(text).then(
      (hits) => {
        if (isPast) return;
        const before = found.peek();
        found.value = {
          text,
          hits: before?.text === text ? inKnownOrder(before.hits, hits) : hits,
        };
      },
      () => undefined,
    );
    return () => void (isPast = true);
  }, [finder, text, state, found]);
  return found.value;
}
