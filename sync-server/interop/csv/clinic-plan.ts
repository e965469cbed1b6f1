import { addDays, minuteOf, timeOf, weekdayOf } from '#shared/scheduling/wall-time.ts';
import { daysFrom } from '#shared/domain/calendar-day.ts';
import type { ClinicSlot } from './clinic-rows.ts';

/** The clinic as its slots draw it. */
export interface ClinicPlan {
  /** How many practitioners the slots are spread over. */
  readonly practitioners: number;
  readonly slotMinutes: number;
  /** First and last minute of each weekday with slots, as `HH:MM`. */
  readonly hours: readonly {
    readonly weekday: number;
    readonly start: string;
    readonly end: string;
  }[];
  practitionerOf(slot: ClinicSlot): number;
  /** The day moved by the whole weeks that bring the last appointment into this week; the same day where nothing is moved. */
  shifted(day: string): string;
}
export interface ClinicPlanner {
  addSlot(slot: ClinicSlot, isAppointment: boolean): void;
  plan(options: { readonly endThisWeek: string | null }): ClinicPlan;
}

const USUAL_PRACTITIONERS = 4;
const USUAL_MINUTES = 15;

/** Learns the slots of a clinic in a first pass, so that they can be spread over practitioners. */
export function createClinicPlanner(): ClinicPlanner {
  const byDay = new Map<string, Map<string, string>>();
  let lastAppointment = '';
  return {
    addSlot: ({ slotId, day, time }, isAppointment) => {
      const slots = byDay.get(day) ?? new Map<string, string>();
      slots.set(slotId, time);
      byDay.set(day, slots);
      if (isAppointment && day > lastAppointment) lastAppointment = day;
    },
    plan: ({ endThisWeek }) => {
      const slotMinutes = stepOf(byDay);
      const spread = spreadOver(byDay, slotMinutes);
      const shiftDays =
        endThisWeek && lastAppointment ? weeksBetween(lastAppointment, endThisWeek) : 0;
      return {
        slotMinutes,
        practitioners: spread.practitioners,
        hours: hoursOf(byDay, slotMinutes),
        practitionerOf: ({ slotId, day }) =>
          spread.exceptions.get(`${day} ${slotId}`) ?? preferred(slotId),
        shifted: (day) => addDays(day, shiftDays),
      };
    },
  };
}

type Days = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A stable hash (FNV-1a): the same slot goes to the same practitioner in every import. */
function preferred(slotId: string): number {
  let hash = 0x811c9dc5;
  for (const char of slotId) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % USUAL_PRACTITIONERS;
}

/** The shortest time between two slots of a day, at most an hour. */
function stepOf(days: Days): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (const slots of days.values()) {
    const minutes = [...new Set([...slots.values()].map(minuteOf))].toSorted((a, b) => a - b);
    for (const [i, minute] of minutes.slice(1).entries()) {
      shortest = Math.min(shortest, minute - (minutes[i] ?? minute));
    }
  }
  return shortest >= 5 && shortest <= 60 ? shortest : USUAL_MINUTES;
}

/** Where the hash gives somebody two slots at once, the next free one takes it; only these are kept in memory. */
function spreadOver(
  days: Days,
  minutes: number,
): { readonly practitioners: number; readonly exceptions: ReadonlyMap<string, number> } {
  const exceptions = new Map<string, number>();
  let practitioners = USUAL_PRACTITIONERS;
  for (const [day, slots] of days) {
    const freeFrom: number[] = [];
    const inOrder = [...slots].toSorted(([a, s], [b, t]) =>
      s === t ? (a < b ? -1 : 1) : s < t ? -1 : 1,
    );
    for (const [slotId, time] of inOrder) {
      const start = minuteOf(time);
      const first = preferred(slotId);
      const who = firstFree(freeFrom, { first, start, practitioners });
      practitioners = Math.max(practitioners, who + 1);
      freeFrom[who] = start + minutes;
      if (who !== first) exceptions.set(`${day} ${slotId}`, who);
    }
  }
  return { practitioners, exceptions };
}

/** The first who is free, looking round from one; a new one where nobody is. */
function firstFree(
  freeFrom: readonly number[],
  { first, start, practitioners }: { first: number; start: number; practitioners: number },
): number {
  for (let step = 0; step < practitioners; step++) {
    const who = (first + step) % practitioners;
    if ((freeFrom[who] ?? 0) <= start) return who;
  }
  return practitioners;
}

function hoursOf(days: Days, minutes: number): ClinicPlan['hours'] {
  const spans = new Map<number, { start: number; end: number }>();
  for (const [day, slots] of days) {
    const weekday = weekdayOf(day);
    const span = spans.get(weekday) ?? { start: 24 * 60, end: 0 };
    for (const time of slots.values()) {
      span.start = Math.min(span.start, minuteOf(time));
      span.end = Math.max(span.end, minuteOf(time) + minutes);
    }
    spans.set(weekday, span);
  }
  return [...spans]
    .toSorted(([a], [b]) => a - b)
    .map(([weekday, { start, end }]) => ({
      weekday,
      start: timeOf(start),
      end: timeOf(Math.min(end, 24 * 60)),
    }));
}

/** Days between the Mondays of two days: always whole weeks, so that every weekday stays what it is. */
function weeksBetween(from: string, to: string): number {
  const monday = (day: string): string => addDays(day, 1 - weekdayOf(day));
  return daysFrom(monday(from), monday(to));
}
