import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
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

/** A row of a full week takes some milliseconds to draw: so many at once, and the next ones in the next frame. */
const AT_ONCE = 12;

/** Draws only the rows in sight of the grid and around it. */
export function useRowsShown(
  grid: RefObject<HTMLElement | null>,
  rows: readonly WeekRow[],
): RowsShown {
  const isTouch = window.matchMedia(TOUCH).matches;
  const tops = useMemo(() => topsOf(rows, isTouch ? SIZES.touch : SIZES.desk), [rows, isTouch]);
  const shown = useSignal(upTo(rowsInSight(tops, { top: 0, height: window.innerHeight }), 0));
  const scrolledTo = useRef(0);
  useLayoutEffect(() => {
    const root = grid.current;
    if (!root) return undefined;
    let height = window.innerHeight;
    const look = (): void => {
      const wanted = rowsInSight(tops, { top: scrolledTo.current, height });
      const now = shown.peek();
      const next = upTo(wanted, now.last);
      if (next.first !== now.first || next.last !== now.last) shown.value = next;
      if (next.last < wanted.last) soon();
    };
    let [frame, timer] = [0, 0];
    // Once what is drawn so far has been painted: in the same frame all rows would be laid out together.
    const soon = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      frame = requestAnimationFrame(() => (timer = window.setTimeout(look)));
    };
    const scrolled = (): void => {
      scrolledTo.current = root.scrollTop;
      look();
    };
    // Height and scroll are told after the page has been laid out by itself: asking in the middle of drawing lays all of it out a second
    // time (22 ms).
    const measure = new ResizeObserver(([entry]) => {
      height = entry?.contentRect.height ?? height;
      soon();
    });
    measure.observe(root);
    root.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      measure.disconnect();
      root.removeEventListener('scroll', scrolled);
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

function topsOf(
  rows: readonly WeekRow[],
  { head, line }: (typeof SIZES)[keyof typeof SIZES],
): readonly number[] {
  const tops = [0];
  for (const { lines } of rows) tops.push((tops.at(-1) ?? 0) + head + lines * line);
  return tops;
}

function upTo(
  { first, last }: { readonly first: number; readonly last: number },
  drawn: number,
): { readonly first: number; readonly last: number } {
  return { first, last: Math.min(last, Math.max(drawn, first) + AT_ONCE) };
}
