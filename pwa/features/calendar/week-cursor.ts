import type { Column } from './day-columns.ts';
import { nextStop, stopsOf, type Direction } from './grid-cursor.ts';
import type { Target, Way } from './move-target.ts';
import type { WeekRow } from './week-rows.ts';

/** What can be reached in a cell: its bookings, and the first of its free times. */
function cellStops(cell: Column): Column {
  return { ...cell, free: cell.free.slice(0, 1) };
}

/** Where an arrow leads in the week: along a day, then to the same day of the row above or below; to the side, the nearest time of another day. */
export function nextInWeek(rows: readonly WeekRow[], from: string, direction: Direction): string {
  const weeks = rows.map(({ cells }) => cells.map(cellStops));
  const at = weeks.findIndex((cells) => cells.some((cell) => hasStop(cell, from)));
  const row = weeks[at];
  if (!row) return weeks.flat().flatMap(stopsOf)[0]?.id ?? '';
  const next = nextStop(row, from, direction);
  if (next !== from || (direction !== 'up' && direction !== 'down')) return next;
  const day = row.findIndex((cell) => hasStop(cell, from));
  const beyond = direction === 'up' ? weeks.slice(0, at).toReversed() : weeks.slice(at + 1);
  for (const cells of beyond) {
    const stops = cells[day] ? stopsOf(cells[day]) : [];
    const stop = direction === 'up' ? stops.at(-1) : stops[0];
    if (stop) return stop.id;
  }
  return from;
}

/** Where an arrow carries a booking in the week: to the day before or after, to the row above or below; its time stays. */
export function carriedInWeek(rows: readonly WeekRow[], target: Target, way: Way): Target {
  const at = rows.findIndex(({ cells }) => cells.some(({ id }) => id === target.columnId));
  const day = rows[at]?.cells.findIndex(({ id }) => id === target.columnId) ?? -1;
  const [rowStep, dayStep] = STEPS[way];
  const cell = rows[at + rowStep]?.cells[day + dayStep];
  return cell && cell.subject !== '' ? { ...target, columnId: cell.id } : target;
}

const STEPS: Readonly<Record<Way, readonly [row: number, day: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  before: [0, -1],
  after: [0, 1],
  shorter: [0, 0],
  longer: [0, 0],
};

function hasStop(cell: Column, id: string): boolean {
  return stopsOf(cell).some((stop) => stop.id === id);
}
