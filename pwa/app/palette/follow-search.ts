import { standing, type Found, type Standing } from '#pwa/store/known-order.ts';
import type { FoundHit } from './palette-groups.ts';

/** What was found, and for which text. */
export interface Answer extends Standing<FoundHit> {
  readonly text: string;
}
export interface Search {
  /** Asks anew; an empty text answers at once with nobody. */
  ask(text: string): void;
  stop(): void;
}

/** Asks and shows answers in order: one that comes late never takes the place of a newer one, and the same text keeps the order of its hits. */
export function createSearch(
  find: (text: string) => Promise<Found<FoundHit>>,
  show: (answer: Answer | null) => void,
): Search {
  let asked = 0;
  let shownUpTo = 0;
  let last: Answer | null = null;
  const tell = (answer: Answer | null): void => {
    last = answer;
    show(answer);
  };
  return {
    ask: (text) => {
      const n = ++asked;
      if (text.trim() === '') {
        shownUpTo = n;
        return tell(null);
      }
      void find(text).then(
        (found) => {
          if (n < shownUpTo) return;
          shownUpTo = n;
          tell({ text, ...standing(last?.text === text ? last : null, found) });
        },
        () => undefined,
      );
    },
    stop: () => {
      shownUpTo = Infinity;
    },
  };
}
