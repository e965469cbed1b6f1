import { err, ok, type Result } from '#shared/lib/result.ts';
import { addDays, dayOf, intervalAt, type Day, type Wall } from './wall-time.ts';

/** How often an appointment comes again. */
export interface Repeat {
  /** 1 is every week, 2 every other one. */
  readonly everyWeeks: number;
  /** How many there are in all, the first one counted. */
  readonly times: number;
  /** The last day on which one may lie. */
  readonly until?: Day;
}
export type SeriesError =
  /** A series needs an end that somebody can live to see. */
  | { readonly kind: 'no-end' }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'bad-step' }
  | { readonly kind: 'ends-before-it-begins' };

/** A year of every week. */
const MOST_TIMES = 53;
const MOST_WEEKS = 26;

/** The wall times of a series: the same time on the wall each time, whatever the clock does in between (DST). */
export function seriesWalls(
  first: Wall,
  { everyWeeks, times, until }: Repeat,
): Result<readonly Wall[], SeriesError> {
  if (!Number.isInteger(everyWeeks) || everyWeeks < 1 || everyWeeks > MOST_WEEKS)
    return err({ kind: 'bad-step' });
  if (!Number.isFinite(times) && until === undefined) return err({ kind: 'no-end' });
  if (until !== undefined && until < dayOf(first)) return err({ kind: 'ends-before-it-begins' });
  if (Number.isFinite(times) && (!Number.isInteger(times) || times < 1))
    return err({ kind: 'no-end' });
  const walls: Wall[] = [];
  for (let n = 0; n < times; n += 1) {
    const day = addDays(dayOf(first), n * everyWeeks * 7);
    if (until !== undefined && day > until) break;
    if (walls.length === MOST_TIMES) return err({ kind: 'too-many', most: MOST_TIMES });
    walls.push(`${day}${first.slice(10)}`);
  }
  return ok(walls);
}

/** The intervals of a series in a zone; one that falls into a leap of the clock is the time that is really meant. */
export function seriesIntervals(
  walls: readonly Wall[],
  minutes: number,
  zone: string,
): readonly ReturnType<typeof intervalAt>[] {
  return walls.map((wall) => intervalAt(wall, minutes, zone));
}

/** Which of a series a deed reaches. */
export type Reach = 'this' | 'later' | 'all';

/** Those of a series that a deed on one of them reaches; what is over or was changed by somebody stays out of it. */
export function reachOf<
  Row extends {
    readonly id: string;
    readonly content: { readonly slot?: { readonly start: string } };
  },
>(rows: readonly Row[], from: Row, reach: Reach): readonly Row[] {
  if (reach === 'this') return rows.filter(({ id }) => id === from.id);
  const start = from.content.slot?.start ?? '';
  return rows
    .filter(({ content }) => content.slot && (reach === 'all' || content.slot.start >= start))
    .toSorted((a, b) => ((a.content.slot?.start ?? '') < (b.content.slot?.start ?? '') ? -1 : 1));
}
