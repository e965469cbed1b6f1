import {
  holdsSlotAt,
  overlaps,
  resourcesOf,
  type Appointment,
  type BookedSlot,
} from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { createFreeTimes, type FreeSlot } from './free-times.ts';
import { createHeldTimes, type Held } from './held-times.ts';
import { openHoursOf, type Span } from './opening-hours.ts';
import { dayOf, instantOfWall, wallOf, type Day } from './wall-time.ts';

export interface FreeSlotsQuery {
  readonly schedules: readonly Schedule[];
  readonly day: Day;
  /** What is booked with this clinician, and by others in the room. */
  readonly booked: readonly Held[];
  readonly capacityOf?: (roomId: string) => number;
  /** Nothing that begins before this instant. */
  readonly after?: string;
  /** Ends what was held only until then; absent, a hold stands. */
  readonly now?: string;
}

/** The free slots of one clinician on a day, in order (`createFreeTimes`). */
export function freeSlots({
  schedules,
  day,
  booked,
  after = '',
  ...more
}: FreeSlotsQuery): readonly FreeSlot[] {
  const offers = createFreeTimes({ schedules, booked, ...more }).on(day, { minutes: 0, after });
  return [...offers.values()].flat().map(({ slot }) => slot);
}

/** Whether a time can be booked as it is, or why not; the screen asks for a reason where it does not say `free`. */
export type SlotVerdict<A> =
  | { readonly kind: 'free' }
  | { readonly kind: 'taken'; readonly by: readonly A[] }
  /** The clinician is free, the room or something else that is needed is not. */
  | { readonly kind: 'room-full'; readonly placeId: string; readonly by: readonly A[] }
  | { readonly kind: 'outside-hours'; readonly open: readonly Span[] };

export interface JudgeDeps<A> {
  /** The hours of the clinician. */
  readonly schedules: readonly Schedule[];
  /** Bookings of anybody: those of the clinician and of the room count. */
  readonly booked: readonly A[];
  readonly capacityOf?: (roomId: string) => number;
  readonly now?: string;
}
type Asked = Pick<
  BookedSlot,
  'wall' | 'zone' | 'start' | 'end' | 'practitionerId' | 'roomId' | 'clinicId' | 'equipment'
>;

/** Judges one interval against the bookings of the clinician and the room, and the working hours. */
export function judgeSlot<A extends Pick<Appointment, 'status' | 'slot' | 'expiresAt'>>(
  slot: Asked,
  { schedules, booked, capacityOf, now = '' }: JudgeDeps<A>,
): SlotVerdict<A> {
  const near = booked.filter(
    (one) => holdsSlotAt(one, now) && one.slot && overlaps(one.slot, slot),
  );
  const by = near.filter((one) => one.slot?.practitionerId === slot.practitionerId);
  if (by.length > 0) return { kind: 'taken', by };
  for (const placeId of resourcesOf(slot)) {
    if (placeId === slot.practitionerId) continue;
    const there = near.filter((one) => one.slot && resourcesOf(one.slot).includes(placeId));
    const [from, to] = [Date.parse(slot.start), Date.parse(slot.end)];
    const most = there.length > 0 ? createHeldTimes(there, now).mostAtOnce(from, to) : 0;
    if (most > 0 && most >= (capacityOf?.(placeId) ?? 1))
      return { kind: 'room-full', placeId, by: there };
  }
  const day = dayOf(slot.wall);
  const open = openHoursOf(schedules, day);
  const instant = (minute: number): string => instantOfWall(wallOf(day, minute), slot.zone);
  const isOpen = open.some(
    ({ from, to }) => instant(from) <= slot.start && slot.end <= instant(to),
  );
  return isOpen ? { kind: 'free' } : { kind: 'outside-hours', open };
}
