import { holdsSlotAt } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { createFreeTimes } from '#shared/scheduling/free-times.ts';
import { openHours } from '#shared/scheduling/opening-hours.ts';
import { addDays, type Day } from '#shared/scheduling/wall-time.ts';
import { lookOf } from '#pwa/widgets/booking-look.ts';
import type { AppointmentRow } from './day-columns.ts';
import { mondayOf } from './week-rows.ts';

/** How full a day is. */
export interface DayLoad {
  readonly booked: number;
  readonly free: number;
  readonly clashes: number;
  /** Nobody has hours, and nothing is booked. */
  readonly isShut: boolean;
}
export interface LoadDeps {
  readonly schedules: readonly Schedule[];
  readonly clinicId: string | null;
  readonly capacityOf: (roomId: string) => number;
  /** Free times that begin before this instant are gone. */
  readonly after: string;
}
/** Six weeks hold every month. */
export const MONTH_DAYS = 42;

/** The first day on the sheet of a day's month: the Monday of the week of its first. */
export function firstOnSheet(day: Day): Day {
  return mondayOf(`${day.slice(0, 7)}-01`);
}

/** The first of the month so many months later, or earlier where negative. */
export function monthLater(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
}

/** All days of a month's sheet. */
export function sheetDays(day: Day): readonly Day[] {
  const first = firstOnSheet(day);
  return Array.from({ length: MONTH_DAYS }, (_, n) => addDays(first, n));
}

/** Counts a day: who holds a time, what is free, whose time was lost. */
export function dayLoad(day: Day, rows: readonly AppointmentRow[], deps: LoadDeps): DayLoad {
  const { clinicId, capacityOf, after } = deps;
  const isHere = (id: string | undefined): boolean => clinicId === null || id === clinicId;
  const schedules = deps.schedules.filter((one) => isHere(one.clinicId));
  const booked = rows.map(({ content }) => content);
  const here = booked.filter((one) => isHere(one.slot?.clinicId) && holdsSlotAt(one, after));
  const free = createFreeTimes({ schedules, booked, capacityOf, now: after });
  const offers = [...free.on(day, { minutes: 0, after }).values()];
  return {
    booked: here.length,
    free: offers.reduce((sum, own) => sum + own.length, 0),
    clashes: here.filter((one) => lookOf(one) === 'clash').length,
    isShut: here.length === 0 && !schedules.some((one) => openHours(one, day).length > 0),
  };
}
