import { instantOfWall, midnightOf, wallOf, type Day, type Wall } from './wall-time.ts';

/** The clock on the wall of one zone, for thousands of questions at once; it answers as `instantOfWall` and `wallAt` do. */
export interface ZoneClock {
  /** Milliseconds since 1970 at a minute of a day on the wall. */
  msAt(day: Day, minute: number): number;
  wallAt(ms: number): Wall;
}
/** Time between two changes of the zone's clock. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}
const MINUTE_MS = 60_000;
/** No zone is further than this from UTC, and no clock leaps as far. */
const NEAR_MS = 26 * 60 * MINUTE_MS;

/** Asks the zone once for each stretch between two leaps of its clock; beside a leap it asks for every time. */
export function createZoneClock(zone: string): ZoneClock {
  const known: Stretch[] = [];
  const stretchAt = (ms: number): Stretch => {
    const found = known.find(({ from, to }) => from <= ms && ms < to);
    if (found) return found;
    const stretch = stretchOf(ms, zone);
    known.push(stretch);
    return stretch;
  };
  return {
    msAt: (day, minute) => {
      const wallMs = midnightOf(day) + minute * MINUTE_MS;
      const { from, to, offsetMs } = stretchAt(wallMs);
      const isFarFromLeap = from + NEAR_MS <= wallMs && wallMs < to - NEAR_MS;
      if (isFarFromLeap) return wallMs - offsetMs;
      return Date.parse(instantOfWall(wallOf(day, minute), zone));
    },
    wallAt: (ms) => new Date(ms + stretchAt(ms).offsetMs).toISOString().slice(0, 16),
  };
}

function stretchOf(ms: number, zone: string): Stretch {
  const at = (moment: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  return {
    // A leap at this very moment has happened already.
    from: at(ms + 1).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    to: at(ms).getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: at(ms).offsetNanoseconds / 1e6,
  };
}
