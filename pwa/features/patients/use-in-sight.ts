import type { RefObject } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** The least height of a row: so many can be in sight at once. */
const ROW_PX = 48;

export interface InSight {
  readonly drawn: number;
  /** Stands behind the last row drawn: where it comes into sight, all rows are drawn. */
  readonly end: RefObject<HTMLDivElement | null>;
  /** Draws all rows: whoever walks along them shall find no end. */
  readonly drawAll: () => void;
}

/** How many of `count` rows are drawn: what fits the window while `text` is being typed, all of them once somebody scrolls or walks there. */
export function useInSight(text: string, count: number): InSight {
  const end = useRef<HTMLDivElement>(null);
  const wholeFor = useSignal<string | null>(null);
  const isWhole = wholeFor.value === text;
  useEffect(() => {
    if (isWhole || !end.current) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) wholeFor.value = text;
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [text, isWhole, count, wholeFor]);
  const few = Math.ceil(window.innerHeight / ROW_PX);
  return {
    drawn: isWhole ? count : Math.min(count, few),
    end,
    drawAll: () => (wholeFor.value = text),
  };
}
