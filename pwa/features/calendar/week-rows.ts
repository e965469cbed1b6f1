import { addDays, weekdayOf } from '#shared/scheduling/wall-time.ts';
import type { Column } from './day-columns.ts';

/** The week of one clinician, room or clinic: one cell a day. */
export interface WeekRow {
  readonly subject: string;
  readonly head: Column;
  readonly cells: readonly Column[];
  /** How many lines its fullest day has. */
  readonly lines: number;
  readonly booked: number;
  readonly free: number;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The days that a week shows: Monday to Friday, and a Saturday or Sunday on which somebody works or is booked. */
export function daysShown(
  days: readonly string[],
  columnsOf: (day: string) => readonly Column[],
): readonly string[] {
  return days.filter((day) => weekdayOf(day) < 6 || columnsOf(day).some(isUsed));
}

/** One row for everybody who works or is booked in the week, in the fixed order. */
export function weekRows(
  days: readonly string[],
  columnsOf: (day: string) => readonly Column[],
): readonly WeekRow[] {
  const cellsOf = Map.groupBy(days.flatMap(columnsOf), ({ subject }) => subject);
  const blank = (like: Column, day: string): Column => ({
    ...like,
    id: `${day} ${like.subject}`,
    day,
    boxes: [],
    free: [],
    shut: [],
  });
  // Who is known on no day but by a booking comes at the end, as on a single day.
  const order = [...new Set(days.flatMap((day) => columnsOf(day).map(({ subject }) => subject)))];
  return order.flatMap((subject): readonly WeekRow[] => {
    const known = cellsOf.get(subject) ?? [];
    const [head] = known;
    if (!head || !known.some(isUsed)) return [];
    const cells = days.map((day) => known.find((cell) => cell.day === day) ?? blank(head, day));
    const sum = (count: (cell: Column) => number): number =>
      cells.reduce((all, cell) => all + count(cell), 0);
    return [
      {
        subject,
        head,
        cells,
        lines: Math.max(1, ...cells.map(linesOf)),
        booked: sum(({ boxes }) => boxes.length),
        free: sum(({ free }) => free.length),
      },
    ];
  });
}

/** The lines of one cell: a booking each, and one for what is free. */
function linesOf({ boxes, free }: Column): number {
  return boxes.length + (free.length > 0 ? 1 : 0);
}

function isUsed({ boxes, schedules, free, shut }: Column): boolean {
  if (boxes.length > 0 || free.length > 0) return true;
  // Hours that are full or over leave less than the whole day shut.
  return schedules.length > 0 && !shut.some(({ from, to }) => from === 0 && to === 1440);
}

/** Which rows are drawn: those in sight and about a screen around them. `tops` has one entry more than there are rows. */
export function rowsInSight(
  tops: readonly number[],
  { top, height }: { readonly top: number; readonly height: number },
): { readonly first: number; readonly last: number } {
  const count = tops.length - 1;
  const spare = height / 2;
  let first = 0;
  while (first < count - 1 && (tops[first + 1] ?? 0) < top - spare) first += 1;
  let last = first;
  while (last < count && (tops[last] ?? 0) < top + height + spare) last += 1;
  return { first, last };
}
