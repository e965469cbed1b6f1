import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PeopleFinder, PersonHit } from '#pwa/store/people-finder.ts';

const SHOWN = 12;

/** Who is found for a text that somebody is typing: never an old answer under a new text. Null before anything is typed. */
export function useLatestFind(
  finder: PeopleFinder,
  text: ReadonlySignal<string>,
): ReadonlySignal<readonly PersonHit[] | null> {
  const hits = useSignal<readonly PersonHit[] | null>(null);
  const typed = text.value.trim();
  // While people are still being read, the same text finds more.
  const state = finder.state.value;
  const read = state.kind === 'reading' ? state.read : state.kind;
  useEffect(() => {
    if (!typed) {
      hits.value = null;
      return undefined;
    }
    let isOld = false;
    void finder.find(typed).then((found) => {
      if (!isOld) hits.value = found.slice(0, SHOWN);
    });
    return () => void (isOld = true);
  }, [finder, typed, read, hits]);
  return hits;
}
