import {
  holdsSlot,
  overlaps,
  type Appointment,
  type BookedSlot,
} from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { openHours, openHoursOf, type Span } from './opening-hours.ts';
import { dayOf, instantOfWall, wallAt, wallOf, type Day, type Wall } from './wall-time.ts';

/** A bookable interval, computed and never stored. */
export interface FreeSlot {
  readonly wall: Wall;
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
  readonly schedule: Schedule;
}
type Interval = Pick<BookedSlot, 'start' | 'end'>;

export interface FreeSlotsQuery {
  readonly schedules: readonly Schedule[];
  readonly day: Day;
  /** What is booked with this clinician or room; only what `holdsSlot` counts. */
  readonly booked: readonly Pick<Appointment, 'status' | 'slot'>[];
  /** Nothing that begins before this instant. */
  readonly after?: string;
}

/**
 * The free slots of one clinician or room on a day, in order. They lie on the grid of the working hours (each rule's start,
 * then every `slotMinutes`), wholly inside them, and touch nothing that holds its time.
 */
export function freeSlots({
  schedules,
  day,
  booked,
  after = '',
}: FreeSlotsQuery): readonly FreeSlot[] {
  const taken = intervalsHeld(booked);
  const candidates = schedules
    .flatMap((schedule) => openHours(schedule, day).flatMap((span) => gridOf(schedule, day, span)))
    .filter((slot) => slot.start >= after && !taken.some((interval) => overlaps(interval, slot)))
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : b.minutes - a.minutes));
  const free: FreeSlot[] = [];
  for (const slot of candidates) {
    // Two schedules of one person may both be open: what overlaps an earlier slot is not offered beside it.
    const before = free.at(-1);
    if (!before || !overlaps(before, slot)) free.push(slot);
  }
  return free;
}

/** The intervals of those that keep others out. */
export function intervalsHeld(
  booked: readonly Pick<Appointment, 'status' | 'slot'>[],
): readonly Interval[] {
  return booked.flatMap((one) => (holdsSlot(one) && one.slot ? [one.slot] : []));
}

/** Whether a time can be booked as it is, or why not; the screen asks for a reason where it says `taken` or `outside-hours`. */
export type SlotVerdict<A> =
  | { readonly kind: 'free' }
  | { readonly kind: 'taken'; readonly by: readonly A[] }
  | { readonly kind: 'outside-hours'; readonly open: readonly Span[] };

/** Judges one interval against the bookings and the working hours of a clinician or room. */
export function judgeSlot<A extends Pick<Appointment, 'status' | 'slot'>>(
  slot: Pick<BookedSlot, 'wall' | 'zone' | 'start' | 'end'>,
  { schedules, booked }: { readonly schedules: readonly Schedule[]; readonly booked: readonly A[] },
): SlotVerdict<A> {
  const by = booked.filter((one) => holdsSlot(one) && one.slot && overlaps(one.slot, slot));
  if (by.length > 0) return { kind: 'taken', by };
  const day = dayOf(slot.wall);
  const open = openHoursOf(schedules, day);
  const instant = (minute: number): string => instantOfWall(wallOf(day, minute), slot.zone);
  const isOpen = open.some(
    ({ from, to }) => instant(from) <= slot.start && slot.end <= instant(to),
  );
  return isOpen ? { kind: 'free' } : { kind: 'outside-hours', open };
}

/** The slots of one opening: real minutes apart, so that a day on which the clock leaps has as many as it has time for. */
function gridOf(schedule: Schedule, day: Day, span: Span): readonly FreeSlot[] {
  const { zone, slotMinutes } = schedule;
  if (!(slotMinutes > 0)) return [];
  const first = Date.parse(instantOfWall(wallOf(day, span.from), zone));
  const last = Date.parse(instantOfWall(wallOf(day, span.to), zone));
  const isPlain = last - first === (span.to - span.from) * 60_000;
  const slots: FreeSlot[] = [];
  const step = slotMinutes * 60_000;
  for (let at = first; at + step <= last; at += step) {
    // Only a day with a leap of the clock needs to ask for each wall time.
    const wall = isPlain ? wallOf(day, span.from + (at - first) / 60_000) : wallAt(at, zone);
    const start = instantAt(at);
    // The second 01:30 of an autumn night has no wall time of its own and is not offered.
    if (!isPlain && instantOfWall(wall, zone) !== start) continue;
    slots.push({ wall, zone, start, end: instantAt(at + step), minutes: slotMinutes, schedule });
  }
  return slots;
}
