import type { Appointment } from '#shared/domain/appointment.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Offer } from '#shared/scheduling/free-times.ts';
import { seriesWalls, type Repeat, type SeriesError } from '#shared/scheduling/series.ts';
import { addDays, dayOf, isDay, weekdayOf, type Wall } from '#shared/scheduling/wall-time.ts';
import {
  appointmentIn,
  chosenTime,
  wishIn,
  type BookingDraft,
  type Chosen,
  type ChosenTime,
} from './booking-draft.ts';
import type { Booked, BookingDesk } from './use-desk.ts';

/** How often it is to come again, as it stands in the form. */
export interface RepeatForm {
  readonly every: string;
  readonly unit: Repeat['unit'];
  readonly weekdays: readonly number[];
  readonly ends: 'times' | 'until';
  readonly times: string;
  readonly until: string;
}
export const WEEKLY: RepeatForm = {
  every: '1',
  unit: 'weeks',
  weekdays: [],
  ends: 'times',
  times: '6',
  until: '',
};
/** What somebody said to a date that is not free. */
export type Answer =
  | { readonly kind: 'other'; readonly chosen: Chosen }
  | { readonly kind: 'anyway' }
  | { readonly kind: 'left-out' };
export type Answers = Readonly<Record<Wall, Answer | undefined>>;

/** One date of a series, before it is booked. */
export interface PlannedDate {
  /** Where the series has it. */
  readonly wall: Wall;
  /** The time that it would get. */
  readonly time: ChosenTime<Booked>;
  readonly answer: Answer | undefined;
  /** True while somebody has to say what becomes of it. */
  readonly isOpen: boolean;
  /** What is free instead, the nearest first. */
  readonly others: readonly Offer[];
}
const OTHERS = 3;
/** How many days around a date that has no other time of its own are looked at. */
const NEAR_DAYS = 4;

/** The wall times that the form says, or what is wrong with it. */
export function wallsOf(first: Wall, form: RepeatForm): Result<readonly Wall[], SeriesError> {
  const isUntil = form.ends === 'until';
  return seriesWalls(first, {
    every: numberOf(form.every),
    unit: form.unit,
    weekdays: form.weekdays,
    times: isUntil ? Infinity : numberOf(form.times),
    ...(isUntil && isDay(form.until) ? { until: form.until } : {}),
  });
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

export interface PlanQuery {
  readonly draft: BookingDraft;
  readonly walls: readonly Wall[];
  readonly answers: Answers;
  readonly desk: BookingDesk;
}

/** Each date with its verdict, and three other times where it is not free. */
export function planSeries({ draft, walls, answers, desk }: PlanQuery): readonly PlannedDate[] {
  const { chosen } = draft;
  if (!chosen) return [];
  return walls.flatMap((wall, n): PlannedDate | readonly [] => {
    const answer = answers[wall];
    // Of several rooms that would do, each date takes the first that is free on it.
    const wish = { ...wishIn(draft, desk), practitionerIds: [chosen.practitionerId] };
    const day = desk.free.on(dayOf(wall), wish).get(chosen.practitionerId) ?? [];
    const there = day.find((offer) => offer.slot.wall === wall);
    const planned = n === 0 ? chosen : { ...chosen, wall, roomId: there?.slot.roomId };
    const time = chosenTime(
      { ...draft, chosen: answer?.kind === 'other' ? answer.chosen : planned },
      desk,
    );
    if (!time) return [];
    const isFree = time.verdict.kind === 'free';
    const others = isFree ? [] : othersNear(wall, day, { draft, desk });
    return { wall, time, answer, isOpen: !isFree && answer === undefined, others };
  });
}

/** The days that have to be known for the plan: its own, and those around a date that has no other time. */
export function daysAround(
  walls: readonly Wall[],
  planned: readonly PlannedDate[],
): readonly string[] {
  const around = planned
    .filter(({ isOpen, others }) => isOpen && others.length === 0)
    .flatMap(({ wall }) => nearDays(dayOf(wall)));
  return [...walls.map(dayOf), ...around];
}

function nearDays(day: string): readonly string[] {
  return Array.from({ length: NEAR_DAYS }, (_, n) => addDays(day, n + 1));
}

function othersNear(
  wall: Wall,
  own: readonly Offer[],
  { draft, desk }: Pick<PlanQuery, 'draft' | 'desk'>,
): readonly Offer[] {
  const nearest = (offers: readonly Offer[]): readonly Offer[] =>
    offers.toSorted((a, b) => apart(a, wall) - apart(b, wall)).slice(0, OTHERS);
  if (own.length > 0) return nearest(own);
  const wish = wishIn({ ...draft, practitionerId: '' }, desk);
  const sameDay = [...desk.free.on(dayOf(wall), wish).values()].flat();
  if (sameDay.length > 0) return nearest(sameDay);
  const later = nearDays(dayOf(wall)).filter((day) => desk.isKnown(day));
  const mine = { ...wish, practitionerIds: [draft.chosen?.practitionerId ?? ''] };
  return nearest(later.flatMap((day) => [...desk.free.on(day, mine).values()].flat()));
}

function apart({ slot }: Offer, wall: Wall): number {
  return Math.abs(Date.parse(`${slot.wall}Z`) - Date.parse(`${wall}Z`));
}

/** The appointments of a plan; what was left out is none. */
export function appointmentsOf(
  planned: readonly PlannedDate[],
  draft: BookingDraft,
  {
    seriesId,
    at,
    reason,
  }: { readonly seriesId: string; readonly at: string; readonly reason: string },
): readonly Appointment[] {
  return planned
    .filter(({ answer }) => answer?.kind !== 'left-out')
    .map(({ wall, time }) => ({
      ...appointmentIn(draft, {
        slot: time.slot,
        overbookingReason: time.verdict.kind === 'free' ? '' : reason,
        at,
      }),
      seriesId,
      seriesWall: wall,
    }));
}

/** The weekday of the first, which cannot be taken out. */
export function ownWeekday(draft: BookingDraft): number {
  return draft.chosen ? weekdayOf(dayOf(draft.chosen.wall)) : 0;
}

/** What the series still wants: dates answered, and a reason where somebody is booked all the same. */
export function missingInSeries(
  planned: readonly PlannedDate[],
  reason: string,
): { readonly kind: 'open'; readonly n: number } | { readonly kind: 'reason' | 'none' } | null {
  const open = planned.filter(({ isOpen }) => isOpen).length;
  if (open > 0) return { kind: 'open', n: open };
  const kept = planned.filter(({ answer }) => answer?.kind !== 'left-out');
  if (kept.length === 0) return { kind: 'none' };
  const needsReason = kept.some(({ time }) => time.verdict.kind !== 'free');
  return needsReason && reason.trim() === '' ? { kind: 'reason' } : null;
}
