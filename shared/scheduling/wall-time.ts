import { instantAt } from '#shared/lib/clock.ts';

/** A day of the calendar, `YYYY-MM-DD`. */
export type Day = string;
/** A wall time as it is agreed with a patient: `YYYY-MM-DDTHH:MM`, without a zone. */
export type Wall = string;

/** Minutes since 1970 are cut to whole ones: nobody books seconds. */
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The instant that a wall time means in a zone. One rule for both odd hours of a year: a time that the clock leaps over
 * (spring) moves on by the length of the leap, a time that comes twice (autumn) is the first of the two.
 */
export function instantOfWall(wall: Wall, zone: string): string {
  return instantAt(
    Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' })
      .epochMilliseconds,
  );
}

/** The wall time that the clock on the wall of a zone shows at an instant, cut to the minute. */
export function wallAt(instant: string | number, zone: string): Wall {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** The one rule for what today is: the day on the wall of the place, never the device's own. */
export function today(zone: string, now: number): Day {
  return dayOf(wallAt(now, zone));
}

/** The day of a wall time. */
export function dayOf(wall: Wall): Day {
  return wall.slice(0, 10);
}

/** Minutes since midnight on the wall: 13:15 is 795. Takes `HH:MM` and whole wall times; 24:00 is the end of a day. */
export function minuteOf(wall: string): number {
  const time = wall.includes('T') ? wall.slice(11, 16) : wall;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `HH:MM` of a minute of the day; the inverse of `minuteOf`. */
export function timeOf(minute: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The wall time of a minute of a day; minutes beyond midnight belong to the next day. */
export function wallOf(day: Day, minute: number): Wall {
  const days = Math.floor(minute / 1440);
  return `${addDays(day, days)}T${timeOf(minute - days * 1440)}`;
}

/** The day so many days later, or earlier where negative. */
export function addDays(day: Day, days: number): Day {
  return days === 0 ? day : new Date(midnightOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(midnightOf(day)).getUTCDay() + 6) % 7) + 1;
}

/** The day's first moment, were its place in UTC: plain arithmetic for what is asked thousands of times. */
export function midnightOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** True for a real day of the calendar written in full; the check for what comes from an address. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** When and how long as a booking stores it: the wall time, its zone, and the instants that they mean. Length is real time. */
export function intervalAt(
  wall: Wall,
  minutes: number,
  zone: string,
): { readonly wall: Wall; readonly zone: string; readonly start: string; readonly end: string } {
  const start = instantOfWall(wall, zone);
  const end = instantAt(Date.parse(start) + minutes * MINUTE_MS);
  // A time that the clock leaps over is booked, and written down, as the time that is really meant.
  return { wall: wallAt(start, zone), zone, start, end };
}

/** The length of an interval in minutes. */
export function minutesOf(interval: { readonly start: string; readonly end: string }): number {
  return Math.round((Date.parse(interval.end) - Date.parse(interval.start)) / MINUTE_MS);
}
