import { dayOf, addDays, instantOfWall, minuteOf, wallAt, type Day } from './wall-time.ts';

/** Wall times between which nobody is disturbed; over midnight where `from` is the later one, none where both are the same. */
export interface Quiet {
  readonly from: string;
  readonly until: string;
}
interface Stretch {
  readonly from: string;
  readonly until: string;
}

/** The quiet hours that an instant lies in, on the wall of a zone; null where it lies in none. Their end is the first moment after them. */
export function quietAt(instant: string, zone: string, quiet: Quiet): Stretch | null {
  if (minuteOf(quiet.from) === minuteOf(quiet.until)) return null;
  const today = dayOf(wallAt(instant, zone));
  // The night that began yesterday, and the hours that begin today.
  for (const day of [addDays(today, -1), today]) {
    const stretch = stretchOf(day, zone, quiet);
    if (stretch.from <= instant && instant < stretch.until) return stretch;
  }
  return null;
}

function stretchOf(day: Day, zone: string, { from, until }: Quiet): Stretch {
  const isOverNight = minuteOf(until) < minuteOf(from);
  return {
    from: instantOfWall(`${day}T${from}`, zone),
    until: instantOfWall(`${isOverNight ? addDays(day, 1) : day}T${until}`, zone),
  };
}

export interface Meeting {
  readonly start: string;
  readonly zone: string;
}

/** So many hours before: whole days keep the time on the wall, whatever the clock leaps over in between. */
export function leadInstant({ start, zone }: Meeting, hours: number): string {
  if (hours % 24 !== 0) return new Date(Date.parse(start) - hours * 3_600_000).toISOString();
  const wall = wallAt(start, zone);
  return instantOfWall(`${addDays(dayOf(wall), -hours / 24)}T${wall.slice(11)}`, zone);
}

/**
 * When a reminder goes that is meant for an instant: then, or once the quiet hours are over; where the meeting would have begun by then,
 * on the evening before they begin.
 */
export function outsideQuiet(
  meant: string,
  { start, zone, quiet }: { readonly start: string; readonly zone: string; readonly quiet: Quiet },
): string {
  const stretch = quietAt(meant, zone, quiet);
  if (!stretch) return meant;
  return stretch.until < start
    ? stretch.until
    : new Date(Date.parse(stretch.from) - 60_000).toISOString();
}
