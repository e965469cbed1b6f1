import type { Column } from './day-columns.ts';

/** One thing of the grid that can be reached by keys: a booking or a free time. */
export interface Stop {
  readonly id: string;
  readonly minute: number;
}
export type Direction = 'up' | 'down' | 'before' | 'after' | 'first' | 'last';

/** Everything of a column in the order of time; at one time bookings come first. */
export function stopsOf(column: Column): readonly Stop[] {
  return [...column.boxes, ...column.free].toSorted(
    (a, b) => a.minute - b.minute || (a.id < b.id ? -1 : 1),
  );
}

/** Where an arrow leads from a booking or free time: along the column, or to the nearest in time beside it. Stays at the edge. */
export function nextStop(columns: readonly Column[], from: string, direction: Direction): string {
  const stops = columns.map(stopsOf);
  const at = stops.findIndex((own) => own.some(({ id }) => id === from));
  const own = stops[at];
  if (!own) return stops.find((some) => some.length > 0)?.[0]?.id ?? '';
  const i = own.findIndex(({ id }) => id === from);
  const minute = own[i]?.minute ?? 0;
  switch (direction) {
    case 'up':
      return own[i - 1]?.id ?? from;
    case 'down':
      return own[i + 1]?.id ?? from;
    case 'first':
      return own[0]?.id ?? from;
    case 'last':
      return own.at(-1)?.id ?? from;
    case 'before':
      return nearest(stops.slice(0, at).toReversed(), minute) ?? from;
    case 'after':
      return nearest(stops.slice(at + 1), minute) ?? from;
  }
}

/** Where the cursor begins: what comes next from a minute on, else the first of the day. */
export function firstStop(columns: readonly Column[], from: number): string | undefined {
  const stops = columns.flatMap(stopsOf).toSorted((a, b) => a.minute - b.minute);
  return (stops.find(({ minute }) => minute >= from) ?? stops[0])?.id;
}

function nearest(stops: readonly (readonly Stop[])[], minute: number): string | undefined {
  const own = stops.find((some) => some.length > 0) ?? [];
  return own.toSorted((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute))[0]?.id;
}
