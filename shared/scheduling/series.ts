import { err, ok, type Result } from '#shared/lib/result.ts';
import { addDays, dayOf, intervalAt, weekdayOf, type Day, type Wall } from './wall-time.ts';

/** How often an appointment comes again. */
export interface Repeat {
  /** 1 is every week or day, 2 every other one. */
  readonly every: number;
  readonly unit: 'weeks' | 'days';
  /** ISO weekdays of a weekly series; absent or empty, the weekday of the first. */
  readonly weekdays?: readonly number[];
  /** How many there are in all, the first one counted. */
  readonly times: number;
  /** The last day on which one may lie. */
  readonly until?: Day;
}
export type SeriesError =
  /** A series needs an end that somebody can live to see. */
  | { readonly kind: 'no-end' }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'bad-step'; readonly most: number }
  | { readonly kind: 'ends-before-it-begins' };

/** A year of every week. */
const MOST_TIMES = 53;
const MOST_STEP = { weeks: 26, days: 182 } as const;

/** The wall times of a series: the same time on the wall each time, whatever the clock does in between (DST). */
export function seriesWalls(first: Wall, repeat: Repeat): Result<readonly Wall[], SeriesError> {
  const { every, unit, times, until } = repeat;
  const most = MOST_STEP[unit];
  if (!Number.isInteger(every) || every < 1 || every > most) return err({ kind: 'bad-step', most });
  if (!Number.isFinite(times) && until === undefined) return err({ kind: 'no-end' });
  if (until !== undefined && until < dayOf(first)) return err({ kind: 'ends-before-it-begins' });
  if (Number.isFinite(times) && (!Number.isInteger(times) || times < 1))
    return err({ kind: 'no-end' });
  const walls: Wall[] = [];
  for (const day of daysOf(dayOf(first), repeat)) {
    if (walls.length >= times || (until !== undefined && day > until)) break;
    if (walls.length === MOST_TIMES) return err({ kind: 'too-many', most: MOST_TIMES });
    walls.push(`${day}${first.slice(10)}`);
  }
  return ok(walls);
}

/** The days of a series, one after the other, without an end. */
function* daysOf(first: Day, { every, unit, weekdays = [] }: Repeat): Generator<Day, void> {
  const step = unit === 'weeks' ? every * 7 : every;
  const own = weekdayOf(first);
  // The first day is agreed already: it is one of them, whatever weekday it is.
  const inWeek =
    unit === 'weeks' ? [...new Set([own, ...weekdays])].toSorted((a, b) => a - b) : [own];
  for (let from = addDays(first, 1 - own); ; from = addDays(from, step)) {
    for (const weekday of inWeek) {
      const day = addDays(from, weekday - 1);
      if (day >= first) yield day;
    }
  }
}

/** The intervals of a series in a zone; one that falls into a leap of the clock is the time that is really meant. */
export function seriesIntervals(
  walls: readonly Wall[],
  minutes: number,
  zone: string,
): readonly ReturnType<typeof intervalAt>[] {
  return walls.map((wall) => intervalAt(wall, minutes, zone));
}
