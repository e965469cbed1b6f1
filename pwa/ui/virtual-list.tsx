import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { windowOf, type RowWindow } from './row-window.ts';
import { useKeys } from './use-keys.ts';

export interface VirtualListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  /** Every row has this height, in pixels. */
  readonly rowHeight: number;
  readonly keyOf: (item: T) => string;
  readonly render: (item: T, index: number) => JSX.Element;
  /** Called when the last rows come near. */
  readonly onNearEnd?: () => void;
}

/** A long list that draws only the rows in sight of the page; arrows, Home and End go from row to row. */
export function VirtualList<T>(props: VirtualListProps<T>): JSX.Element {
  const { label, items, rowHeight, keyOf, render, onNearEnd } = props;
  const root = useRef<HTMLDivElement>(null);
  const shown = useWindow(root, items.length, rowHeight);
  const { first, last } = shown.value;
  useKeys(root, (event) => moveAmongRows(event, root.current, { count: items.length, rowHeight }));
  const isNearEnd = items.length > 0 && last >= items.length;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
    // A longer list has a new end.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isNearEnd, items.length]);
  return (
    <div
      ref={root}
      class="virtual"
      role="list"
      aria-label={label}
      style={{ blockSize: `${items.length * rowHeight}px` }}
    >
      {items.slice(first, last).map((item, i) => (
        <div
          key={keyOf(item)}
          class="virtual-row"
          role="listitem"
          aria-setsize={items.length}
          aria-posinset={first + i + 1}
          data-row={first + i}
          style={{
            blockSize: `${rowHeight}px`,
            transform: `translateY(${(first + i) * rowHeight}px)`,
          }}
        >
          {render(item, first + i)}
        </div>
      ))}
    </div>
  );
}

function useWindow(
  root: { current: HTMLElement | null },
  count: number,
  rowHeight: number,
): { readonly value: RowWindow } {
  const shown = useSignal<RowWindow>(windowOf({ top: 0, height: innerHeight, rowHeight, count }));
  useLayoutEffect(() => {
    const look = (): void => {
      const top = root.current?.getBoundingClientRect().top ?? 0;
      const next = windowOf({ top, height: innerHeight, rowHeight, count });
      const now = shown.peek();
      if (next.first !== now.first || next.last !== now.last) shown.value = next;
    };
    look();
    document.addEventListener('scroll', look, { passive: true, capture: true });
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      window.removeEventListener('resize', look);
    };
  }, [root, count, rowHeight, shown]);
  return shown;
}

/** Goes to the row before, after, first or last: scrolls to it first, because a row out of sight is not there. */
function moveAmongRows(
  event: KeyboardEvent,
  root: HTMLElement | null,
  { count, rowHeight }: { readonly count: number; readonly rowHeight: number },
): void {
  const target = event.target as HTMLElement;
  const from = target.closest<HTMLElement>('[data-row]');
  if (!root || !from || target.matches('input, select, textarea')) return;
  const at = Number(from.dataset['row']);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[event.key];
  if (to === undefined || to < 0 || to >= count) return;
  event.preventDefault();
  const focus = (): boolean => {
    const row = root.querySelector<HTMLElement>(`[data-row="${to}"]`);
    const part = row?.querySelector<HTMLElement>('a[href], button');
    part?.focus();
    part?.scrollIntoView?.({ block: 'nearest' });
    return part !== undefined && part !== null;
  };
  if (focus()) return;
  const top = root.getBoundingClientRect().top + scrollY + to * rowHeight;
  scrollTo({ top: top - innerHeight / 2 });
  requestAnimationFrame(() => requestAnimationFrame(focus));
}
