import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { rowsInSight, type WeekRow } from './week-rows.ts';

export interface RowsShown {
  readonly shown: ReadonlySignal<{ readonly first: number; readonly last: number }>;
  /** Where each row begins, and where the last one ends, in pixels. */
  readonly tops: readonly number[];
  /** Does something with a stop: at once where its row is drawn, else once it has been brought into sight. */
  reveal(stopId: string, then: () => boolean): boolean;
}
const TOUCH = '(pointer: coarse), (max-width: 1023.98px)';
/** The name of a row and its edges, and a line; the style says the same (calendar.css, `.cal-week`). */
const SIZES = { desk: { head: 36, line: 24 }, touch: { head: 44, line: 46 } } as const;

/** Draws only the rows in sight of the grid and around it. */
export function useRowsShown(
  grid: RefObject<HTMLElement | null>,
  rows: readonly WeekRow[],
): RowsShown {
  const { head, line } = window.matchMedia(TOUCH).matches ? SIZES.touch : SIZES.desk;
  const tops = useMemo(() => {
    const all = [0];
    for (const { lines } of rows) all.push((all.at(-1) ?? 0) + head + lines * line);
    return all;
  }, [rows, head, line]);
  const shown = useSignal(rowsInSight(tops, { top: 0, height: window.innerHeight }));
  useLayoutEffect(() => {
    const root = grid.current;
    if (!root) return undefined;
    let height = window.innerHeight;
    const look = (): void => {
      const next = rowsInSight(tops, { top: root.scrollTop, height });
      const now = shown.peek();
      if (next.first !== now.first || next.last !== now.last) shown.value = next;
    };
    // Told after the page has been laid out by itself: asking in the middle of drawing lays all of it out a second time (22 ms).
    const measure = new ResizeObserver(([entry]) => {
      height = entry?.contentRect.height ?? height;
      look();
    });
    measure.observe(root);
    root.addEventListener('scroll', look, { passive: true });
    return () => {
      measure.disconnect();
      root.removeEventListener('scroll', look);
    };
  }, [grid, tops, shown]);
  return {
    shown,
    tops,
    reveal: (stopId, then) => {
      if (then()) return true;
      const at = rows.findIndex(({ cells }) =>
        cells.some(({ boxes, free }) => [...boxes, ...free].some(({ id }) => id === stopId)),
      );
      if (at < 0 || !grid.current) return false;
      grid.current.scrollTop = Math.max(0, (tops[at] ?? 0) - grid.current.clientHeight / 3);
      requestAnimationFrame(() => requestAnimationFrame(() => then()));
      return true;
    },
  };
}
