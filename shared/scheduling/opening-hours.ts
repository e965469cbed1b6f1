import type { Schedule, ScheduleException } from '#shared/domain/schedule.ts';
import { minuteOf, weekdayOf, type Day } from './wall-time.ts';

/** Part of a day in minutes since midnight on the wall; `to` is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
/** Time when nobody is booked: before, after, or between the opening hours, or closed for a reason that somebody gave. */
export interface Shut extends Span {
  readonly kind: 'outside' | 'break' | 'closed';
  readonly reason?: string;
}

const DAY: Span = { from: 0, to: 1440 };

/** The working hours of one day: the rules of its weekday that are in force, less what is closed, and then the extra hours. */
export function openHours(schedule: Schedule, day: Day): readonly Span[] {
  if (schedule.isActive === false) return [];
  const exceptions = exceptionsOn(schedule, day);
  const closed = exceptions.filter(({ kind }) => kind === 'closed').map(spanOf);
  const extra = exceptions.filter((one) => one.kind === 'extra' && one.start && one.end);
  const ruled = Object.values(schedule.rules ?? {}).filter(
    (rule) =>
      rule.weekday === weekdayOf(day) &&
      (rule.validFrom ?? day) <= day &&
      (rule.validTo ?? day) >= day,
  );
  return union([...subtract(union(ruled.map(spanOf)), closed), ...extra.map(spanOf)]);
}

/** The same for many days: a plain week is worked out once, days with an exception and rules that begin or end each by themselves. */
export function createHours(): (schedule: Schedule, day: Day) => readonly Span[] {
  const plain = new Map<Schedule, (readonly Span[] | undefined)[]>();
  return (schedule, day) => {
    const isPlain =
      !Object.values(schedule.rules ?? {}).some(({ validFrom, validTo }) => validFrom || validTo) &&
      exceptionsOn(schedule, day).length === 0;
    if (!isPlain) return openHours(schedule, day);
    const week = plain.get(schedule) ?? [];
    plain.set(schedule, week);
    return (week[weekdayOf(day)] ??= openHours(schedule, day));
  };
}

/** Opening hours of several schedules of one clinician or room, joined. */
export function openHoursOf(schedules: readonly Schedule[], day: Day): readonly Span[] {
  return union(schedules.flatMap((schedule) => openHours(schedule, day)));
}

/** What a calendar shades between two minutes of a day, in order: all that is not open, with the reason where one is known. */
export function shutHoursOf(
  schedules: readonly Schedule[],
  day: Day,
  within: Span = DAY,
): readonly Shut[] {
  const open = openHoursOf(schedules, day);
  const [first, last] = [open[0]?.from ?? within.to, open.at(-1)?.to ?? within.from];
  const reasons = schedules
    .flatMap((schedule) => exceptionsOn(schedule, day))
    .filter((one) => one.kind === 'closed');
  return subtract([within], open).map((span): Shut => {
    const why = reasons.find((one) => touches(spanOf(one), span));
    if (why) return { ...span, kind: 'closed', ...(why.reason ? { reason: why.reason } : {}) };
    return { ...span, kind: span.from >= first && span.to <= last ? 'break' : 'outside' };
  });
}

/** Spans in order, those that meet joined to one. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (span.to <= span.from) continue;
    if (last && span.from <= last.to)
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else joined.push({ from: span.from, to: span.to });
  }
  return joined;
}

/** What is left of `spans` without `holes`. */
export function subtract(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  return holes.reduce<readonly Span[]>(
    (left, hole) =>
      left.flatMap((span) =>
        touches(span, hole)
          ? [
              { from: span.from, to: hole.from },
              { from: hole.to, to: span.to },
            ].filter(({ from, to }) => from < to)
          : [span],
      ),
    spans,
  );
}

function touches(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

function exceptionsOn(schedule: Schedule, day: Day): readonly ScheduleException[] {
  return Object.values(schedule.exceptions ?? {}).filter(
    ({ date, until }) => date <= day && day <= (until ?? date),
  );
}

/** No start means from midnight, no end (or 00:00) until midnight. */
function spanOf({ start, end }: { readonly start?: string; readonly end?: string }): Span {
  return { from: start ? minuteOf(start) : 0, to: (end && minuteOf(end)) || 1440 };
}
