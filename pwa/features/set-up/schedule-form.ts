import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule, ScheduleException, WorkingRule } from '#shared/domain/schedule.ts';
import { openHours } from '#shared/scheduling/opening-hours.ts';
import { addDays, minuteOf, timeOf } from '#shared/scheduling/wall-time.ts';
import { BUFFER_MINUTES, isWithin, VISIT_MINUTES } from './whole-minutes.ts';
import { hoursText, parseHours, type HourSpan, type HoursFault } from './hours-text.ts';

/** Working hours as they stand in the form: one line of text per weekday, Monday first. */
export interface ScheduleForm {
  readonly clinicId: string;
  readonly roomId: string;
  readonly slotMinutes: string;
  readonly bufferMinutes: string;
  readonly week: readonly string[];
  readonly exceptions: Readonly<Record<string, ScheduleException>>;
}
export interface ScheduleFaults {
  readonly slotMinutes?: true;
  readonly bufferMinutes?: true;
  readonly week: Readonly<Record<number, HoursFault>>;
}
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The form of working hours that are there, or of new ones: empty days and half-hour slots. */
export function scheduleFormOf(schedule: Schedule | undefined): ScheduleForm {
  return {
    clinicId: schedule?.clinicId ?? '',
    roomId: schedule?.roomId ?? '',
    slotMinutes: String(schedule?.slotMinutes ?? 30),
    bufferMinutes: String(schedule?.bufferMinutes ?? 0),
    week: WEEKDAYS.map((weekday) => hoursText(spansOn(schedule, weekday))),
    exceptions: schedule?.exceptions ?? {},
  };
}

/** The opening hours of a weekday by the rules that have no end, in order. */
export function spansOn(schedule: Schedule | undefined, weekday: number): readonly HourSpan[] {
  return Object.values(schedule?.rules ?? {})
    .filter((rule) => rule.weekday === weekday && isLasting(rule))
    .map(({ start, end }) => ({ from: minuteOf(start), to: minuteOf(end) || 1440 }))
    .toSorted((a, b) => a.from - b.from);
}

/** Rules for some weeks only come from an import; the form leaves them as they are. */
function isLasting({ validFrom, validTo }: WorkingRule): boolean {
  return validFrom === undefined && validTo === undefined;
}

/** What cannot be read in the form, day by day. */
export function scheduleFaults(form: ScheduleForm): ScheduleFaults {
  const week = form.week.flatMap((text, i) => {
    const read = parseHours(text);
    return read.ok ? [] : [[i, read.error] as const];
  });
  const isLengthFine = isWithin(form.slotMinutes, VISIT_MINUTES);
  const isBufferFine = isWithin(form.bufferMinutes, BUFFER_MINUTES);
  return {
    ...(isLengthFine ? {} : { slotMinutes: true as const }),
    ...(isBufferFine ? {} : { bufferMinutes: true as const }),
    week: Object.fromEntries(week),
  };
}

export interface ScheduleMaking {
  readonly practitionerId: string;
  readonly zone: string;
  readonly newKey: () => string;
}

/** The working hours that the form says. A rule that is still the same keeps its key, so that two administrators do not undo each other. */
export function scheduleFrom(
  before: Schedule | undefined,
  form: ScheduleForm,
  making: ScheduleMaking,
): Schedule {
  const old = Object.entries(before?.rules ?? {});
  const kept = old.filter(([, rule]) => !isLasting(rule));
  const lasting = form.week.flatMap((text, i) => {
    const read = parseHours(text);
    return (read.ok ? read.value : []).map(({ from, to }): readonly [string, WorkingRule] => {
      const rule = { weekday: i + 1, start: timeOf(from), end: timeOf(to % 1440) };
      const same = old.find(
        ([, other]) =>
          isLasting(other) &&
          other.weekday === rule.weekday &&
          other.start === rule.start &&
          other.end === rule.end,
      );
      return same ?? [making.newKey(), rule];
    });
  });
  const { clinicId: _clinic, roomId: _room, bufferMinutes: _buffer, ...rest } = before ?? {};
  const buffer = Number(form.bufferMinutes);
  return {
    ...rest,
    practitionerId: making.practitionerId as PractitionerId,
    ...(form.clinicId ? { clinicId: form.clinicId as LocationId } : {}),
    ...(form.roomId ? { roomId: form.roomId as LocationId } : {}),
    zone: before?.zone ?? making.zone,
    slotMinutes: Number(form.slotMinutes),
    ...(buffer > 0 ? { bufferMinutes: buffer } : {}),
    rules: Object.fromEntries([...kept, ...lasting]),
    exceptions: form.exceptions,
    isActive: before?.isActive ?? true,
  };
}

/** How far ahead somebody wants to be booked. */
const DAYS_AHEAD = 90;

/** Working hours that offer nothing: all of them excluded again, or none long enough for one appointment. Null where something can be booked, or nothing was meant to be. */
export function offersNothing(schedule: Schedule, today: string): 'excluded' | 'too-short' | null {
  const week = WEEKDAYS.flatMap((weekday) => spansOn(schedule, weekday));
  if (week.length === 0) return null;
  const fits = ({ from, to }: HourSpan): boolean => to - from >= schedule.slotMinutes;
  if (!week.some(fits)) return 'too-short';
  const days = Array.from({ length: DAYS_AHEAD }, (_, n) => addDays(today, n));
  return days.some((day) => openHours(schedule, day).some(fits)) ? null : 'excluded';
}
