import { instantOfWall } from '#shared/scheduling/wall-time.ts';
import { isDay } from '#shared/domain/calendar-day.ts';

/** A span of time in milliseconds; the end is not part of it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}
export interface DateQuery extends Span {
  readonly prefix: 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb';
}

const QUERY =
  /^(eq|ne|gt|lt|ge|le|sa|eb)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** A date parameter of a FHIR search: a prefix, and a date or time as exact as it is written. Null where it is none. */
export function parseDateQuery(text: string, zone: string): DateQuery | null {
  const match = QUERY.exec(text.replace(' ', '+'));
  if (!match) return null;
  const prefix = (match[1] ?? 'eq') as DateQuery['prefix'];
  const span = spanOf(text.slice(match[1]?.length ?? 0).replace(' ', '+'), zone);
  return span && { prefix, ...span };
}

/** The span that a FHIR date or dateTime stands for: `1974-12` is a whole month. Null where it is none. */
export function spanOf(text: string, zone: string): Span | null {
  const [, , year, month, day, hour, minute, second, fraction, offset] = QUERY.exec(text) ?? [];
  if (year === undefined) return null;
  const first = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) };
  if (!isDay(first)) return null;
  if (hour === undefined) {
    const unit = day !== undefined ? 'days' : month !== undefined ? 'months' : 'years';
    const date = Temporal.PlainDate.from(first);
    const at = (date: Temporal.PlainDate): number =>
      Date.parse(instantOfWall(`${date.toString()}T00:00`, zone));
    return { from: at(date), until: at(date.add({ [unit]: 1 })) };
  }
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}${fraction?.slice(0, 4) ?? ''}`;
  const from = Date.parse(offset ? `${wall}${offset}` : wallInstant(wall, zone));
  if (Number.isNaN(from)) return null;
  const lengthMs = second === undefined ? 60_000 : fraction === undefined ? 1000 : 1;
  return { from, until: from + lengthMs };
}

function wallInstant(wall: string, zone: string): string {
  try {
    return instantOfWall(wall, zone);
  } catch {
    return 'none';
  }
}

/** Whether a span of time meets a date query, by FHIR's rules for ranges. */
export function meetsDate(query: DateQuery, span: Span): boolean {
  const isWithin = span.from >= query.from && span.until <= query.until;
  switch (query.prefix) {
    case 'eq':
      return isWithin;
    case 'ne':
      return !isWithin;
    case 'gt':
      return span.until > query.until;
    case 'lt':
      return span.from < query.from;
    case 'ge':
      return isWithin || span.until > query.until;
    case 'le':
      return isWithin || span.from < query.from;
    case 'sa':
      return span.from >= query.until;
    case 'eb':
      return span.until <= query.from;
  }
}

/** One moment as a span. */
export function momentOf(instant: string): Span {
  const from = Date.parse(instant);
  return { from, until: from + 1 };
}
