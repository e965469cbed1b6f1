import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Column } from './day-columns.ts';

export interface ColumnsShown {
  readonly columns: readonly Column[];
  /** How many stand beside each other; the rest scroll on a desktop, and are chosen above the grid on a tablet. */
  readonly abreast: number;
  readonly hasChooser: boolean;
  /** Shows one clinician more, in place of the one that was chosen longest ago. */
  choose(id: string): void;
}
const WIDE = '(min-width: 1024px)';
const TABLET = '(min-width: 600px)';

/** Five columns on a desktop, three on a portrait tablet, one on a phone (UI.md 3). */
export function useColumnsShown(columns: readonly Column[]): ColumnsShown {
  const isWide = useMedia(WIDE);
  const isTablet = useMedia(TABLET);
  const chosen = useSignal<readonly string[]>([]);
  const abreast = isWide ? 5 : isTablet ? 3 : 1;
  const all = { abreast: Math.min(abreast, Math.max(1, columns.length)), hasChooser: !isWide };
  const choose = (id: string): void => {
    const shown = shownOf(columns, chosen.peek(), abreast).map((column) => column.id);
    const kept = chosen.peek().filter((one) => one !== id && shown.includes(one));
    chosen.value = [...kept, id].slice(-abreast);
  };
  return {
    ...all,
    choose,
    columns: isWide ? columns : shownOf(columns, chosen.value, abreast),
  };
}

/** The chosen ones and as many others as there is room for, in the fixed order. */
export function shownOf(
  columns: readonly Column[],
  chosen: readonly string[],
  abreast: number,
): readonly Column[] {
  const wanted = columns.filter(({ id }) => chosen.includes(id));
  const others = columns.filter(({ id }) => !chosen.includes(id));
  const shown = new Set([...wanted, ...others].slice(0, abreast));
  return columns.filter((column) => shown.has(column));
}

function useMedia(query: string): boolean {
  const matches = useSignal(window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const follow = (): void => void (matches.value = media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query, matches]);
  return matches.value;
}
