import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePeopleFinder, type PersonHit } from '#pwa/store/people-finder.ts';

/** What the finder answered, and to which text: while the next answer is on its way, the last one stays in sight. */
export interface Found {
  readonly text: string;
  readonly hits: readonly PersonHit[];
}

/** Finds people while somebody types; asks again as long as more people are being read. Null while nothing is typed. */
export function useFound(text: string): Found | null {
  const finder = usePeopleFinder();
  const found = useSignal<Found | null>(null);
  const state = finder.state.value;
  const readSoFar = state.kind === 'reading' ? state.read : state.kind;
  useEffect(() => {
    if (text.trim() === '') {
      found.value = null;
      return undefined;
    }
    let isPast = false;
    void finder.find(text).then(
      (hits) => {
        if (!isPast) found.value = { text, hits };
      },
      () => undefined,
    );
    return () => void (isPast = true);
  }, [finder, text, readSoFar, found]);
  return found.value;
}
