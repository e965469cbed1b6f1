import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { VisitKind } from '#shared/domain/visit-kind.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { heldByKey, heldTimesOf, type Held, type HeldTimes } from './held-times.ts';
import { createHours, union, type Span } from './opening-hours.ts';
import { addDays, dayOf, intervalAt, minutesOf, type Day, type Wall } from './wall-time.ts';
import { createZoneClock, type ZoneClock } from './zone-clock.ts';

/** A bookable interval, computed and never stored. */
export interface FreeSlot {
  readonly wall: Wall;
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
  readonly schedule: Schedule;
  /** Where it would be: of several rooms that would do, the first that is free. */
  readonly roomId?: LocationId;
}
/** A free time of one clinician. */
export interface Offer {
  readonly practitionerId: string;
  readonly slot: FreeSlot;
}
/** What free times are computed from: hours, what is booked, and the rooms that are needed too. */
export interface Desk {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly (Held & Pick<Appointment, 'slot'>)[];
  /** How many a room takes at once; one where nobody says. */
  readonly capacityOf?: (roomId: string) => number;
  /** Ends what was held only until then; absent, a hold stands. */
  readonly now?: string;
}
/** Which times are wished for. */
export interface Wish {
  /** These clinicians; absent, everybody who has hours. */
  readonly practitionerIds?: readonly string[];
  /** How long it takes; shorter than a slot, a whole slot is given. */
  readonly minutes: number;
  /** Nothing that begins before this instant. */
  readonly after: string;
  /** In one of these rooms; absent or empty, in the clinician's own. */
  readonly rooms?: readonly string[];
  /** Each of these has to be free too. */
  readonly equipment?: readonly string[];
  /** Kept free on both sides, where the working hours do not ask for more. */
  readonly bufferMinutes?: number;
}
/** The free times of a desk, ready to be asked again and again. */
export interface FreeTimes {
  /** The next times over everybody who is wished for, the earliest first; looked for on so many days and no further. */
  next(wish: Wish & { readonly count: number; readonly days: number }): readonly Offer[];
  /** Every free time of one day, clinician by clinician in the order of the schedules. */
  on(day: Day, wish: Wish): ReadonlyMap<string, readonly Offer[]>;
}

/**
 * Computes free times. They lie on the grid of the working hours (each rule's start, then every `slotMinutes`), wholly inside them,
 * touch nothing that holds the clinician or fills the room, and leave the buffer of the schedule on both sides.
 */
export function createFreeTimes({ schedules, booked, capacityOf, now = '' }: Desk): FreeTimes {
  const all = heldByKey(booked, now);
  const clocks = memo(createZoneClock);
  const rooms = memo((id: string) => heldTimesOf(all.rooms.get(id) ?? []));
  const hoursOf = createHours();
  const people = [...Map.groupBy(schedules, (one): string => one.practitionerId ?? '')].map(
    ([id, own]): Person => {
      const held = heldTimesOf(all.practitioners.get(id) ?? []);
      const kept = all.kept.get(id);
      return { id, own, held, kept: kept ? heldTimesOf(kept) : null, hoursOf, clockOf: clocks };
    },
  );
  const wanted = ({ practitionerIds }: Wish): readonly Person[] =>
    practitionerIds ? people.filter(({ id }) => practitionerIds.includes(id)) : people;
  const isRoomFree = (roomId: string, from: number, to: number): boolean => {
    const capacity = capacityOf?.(roomId) ?? 1;
    const times = rooms(roomId);
    return capacity === 1 ? !times.isTaken(from, to) : times.mostAtOnce(from, to) < capacity;
  };
  const on = (person: Person, day: Day, wish: Wish): readonly Offer[] =>
    freeOn({ person, day, wish, isRoomFree });
  return {
    on: (day, wish) =>
      new Map(wanted(wish).map((person) => [person.id, on(person, day, wish)] as const)),
    next: ({ count, days, ...wish }) => {
      const some = wanted(wish).map((person) => ({ person, first: firstDay(person, wish.after) }));
      // A day begins at different moments in different zones: then one day more is looked at before it is put in order.
      const isOneZone = new Set(some.map(({ person }) => person.own[0]?.zone)).size <= 1;
      const found: Offer[] = [];
      let isLast = false;
      for (let n = 0; n < days && !isLast; n += 1) {
        isLast = found.length >= count;
        found.push(...some.flatMap(({ person, first }) => on(person, addDays(first, n), wish)));
        if (isOneZone && found.length >= count) break;
      }
      return found.toSorted(byStart).slice(0, count);
    },
  };
}

interface Person {
  readonly id: string;
  readonly own: readonly Schedule[];
  readonly held: HeldTimes;
  /** What their bookings keep free around themselves. */
  readonly kept: HeldTimes | null;
  readonly hoursOf: (schedule: Schedule, day: Day) => readonly Span[];
  readonly clockOf: (zone: string) => ZoneClock;
}
interface DayWish {
  readonly person: Person;
  readonly day: Day;
  readonly wish: Wish;
  readonly isRoomFree: (roomId: string, from: number, to: number) => boolean;
}
interface Candidate {
  readonly at: number;
  readonly minutes: number;
  readonly wall: Wall;
  readonly schedule: Schedule;
}
const MINUTE_MS = 60_000;

function freeOn({ person, day, wish, isRoomFree }: DayWish): readonly Offer[] {
  const { id, own, held, kept, hoursOf, clockOf } = person;
  const { equipment = [], bufferMinutes = 0 } = wish;
  const spans = own.map((schedule) => hoursOf(schedule, day));
  const open = own.length > 1 ? union(spans.flat()) : (spans[0] ?? []);
  const after = wish.after ? Date.parse(wish.after) : -Infinity;
  const candidates = own.flatMap((schedule, i) =>
    gridOf({ schedule, day, spans: spans[i] ?? [], clock: clockOf(schedule.zone) }, (at) => {
      if (at < after) return false;
      const minutes = Math.max(wish.minutes, schedule.slotMinutes);
      const to = at + minutes * MINUTE_MS;
      const buffer = Math.max(schedule.bufferMinutes ?? 0, bufferMinutes) * MINUTE_MS;
      if (held.isTaken(at - buffer, to + buffer) || kept?.isTaken(at, to)) return false;
      if (roomAt(at, to, { schedule, wish, isRoomFree }) === null) return false;
      if (!equipment.every((one) => isRoomFree(one, at, to))) return false;
      return minutes === schedule.slotMinutes || isInside(open, { at, to, day }, person, schedule);
    }),
  );
  const inOrder =
    own.length > 1
      ? candidates.toSorted((a, b) => a.at - b.at || b.minutes - a.minutes)
      : candidates;
  const offers: Offer[] = [];
  let busyUntil = -Infinity;
  for (const { at, minutes, wall, schedule } of inOrder) {
    // Two schedules of one person may both be open: what overlaps an earlier slot is not offered beside it.
    if (at < busyUntil) continue;
    busyUntil = at + minutes * MINUTE_MS;
    const slot = { wall, zone: schedule.zone, start: instantAt(at), end: instantAt(busyUntil) };
    const until = at + Math.max(minutes, wish.minutes) * MINUTE_MS;
    const roomId = roomAt(at, until, { schedule, wish, isRoomFree });
    offers.push({
      practitionerId: id,
      slot: { ...slot, minutes, schedule, ...(roomId ? { roomId: roomId as LocationId } : {}) },
    });
  }
  return offers;
}

/** The first room that is free then; '' where none is needed, null where all are taken. */
function roomAt(
  at: number,
  to: number,
  {
    schedule,
    wish,
    isRoomFree,
  }: Pick<DayWish, 'wish' | 'isRoomFree'> & Pick<Candidate, 'schedule'>,
): string | null {
  const { roomId = '' } = schedule;
  if (!wish.rooms?.length) return roomId === '' || isRoomFree(roomId, at, to) ? roomId : null;
  // The clinician's own room comes first, where it would do.
  const own = wish.rooms.includes(roomId) && isRoomFree(roomId, at, to);
  return own ? roomId : (wish.rooms.find((one) => isRoomFree(one, at, to)) ?? null);
}

/** What another time for a booking has to offer: its length, where its kind of visit takes place, what it needs and keeps free. */
export function wishFor(old: BookedSlot, kind?: VisitKind): Omit<Wish, 'after'> {
  const { equipment = {}, bufferMinutes = 0 } = old;
  const rooms = Object.keys(kind?.rooms ?? {});
  return { minutes: minutesOf(old), rooms, equipment: Object.keys(equipment), bufferMinutes };
}

/** What a kind of visit asks of a free time; `minutes` where it is to take another time than usual. */
export function wishOfKind(kind: VisitKind, minutes = kind.minutes): Omit<Wish, 'after'> {
  const { rooms = {}, equipment = {}, bufferMinutes = 0, practitioners = {} } = kind;
  const who = Object.keys(practitioners);
  return {
    minutes,
    rooms: Object.keys(rooms),
    equipment: Object.keys(equipment),
    bufferMinutes,
    ...(who.length > 0 ? { practitionerIds: who } : {}),
  };
}

/** A free time as it would be booked, for so many minutes. */
export function slotOf({ practitionerId, slot }: Offer, minutes: number): BookedSlot {
  const { clinicId } = slot.schedule;
  return {
    ...intervalAt(slot.wall, minutes, slot.zone),
    practitionerId: practitionerId as PractitionerId,
    ...(slot.roomId ? { roomId: slot.roomId } : {}),
    ...(clinicId ? { clinicId } : {}),
  };
}

interface GridParts {
  readonly schedule: Schedule;
  readonly day: Day;
  readonly spans: readonly Span[];
  readonly clock: ZoneClock;
}

/** The slots of a day's openings that pass: real minutes apart, so that a day on which the clock leaps has as many as it has time for. */
function gridOf(
  { schedule, day, spans, clock }: GridParts,
  isFree: (at: number) => boolean,
): readonly Candidate[] {
  const { slotMinutes } = schedule;
  if (!(slotMinutes > 0)) return [];
  const step = slotMinutes * MINUTE_MS;
  const found: Candidate[] = [];
  for (const span of spans) {
    const first = clock.msAt(day, span.from);
    const last = clock.msAt(day, span.to);
    const isPlain = last - first === (span.to - span.from) * MINUTE_MS;
    for (let at = first; at + step <= last; at += step) {
      if (!isFree(at)) continue;
      const wall = clock.wallAt(at);
      // The second 01:30 of an autumn night has no wall time of its own and is not offered.
      if (!isPlain && clock.msAt(dayOf(wall), minuteIn(wall)) !== at) continue;
      found.push({ at, minutes: slotMinutes, wall, schedule });
    }
  }
  return found;
}

/** A meeting longer than a slot may reach over the slots of several schedules, but not beyond the hours. */
function isInside(
  open: readonly Span[],
  { at, to, day }: { readonly at: number; readonly to: number; readonly day: Day },
  { clockOf }: Person,
  { zone }: Schedule,
): boolean {
  const clock = clockOf(zone);
  return open.some((span) => clock.msAt(day, span.from) <= at && to <= clock.msAt(day, span.to));
}

function firstDay({ own, clockOf }: Person, after: string): Day {
  return dayOf(clockOf(own[0]?.zone ?? 'UTC').wallAt(Date.parse(after)));
}

function minuteIn(wall: Wall): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

function byStart(a: Offer, b: Offer): number {
  if (a.slot.start !== b.slot.start) return a.slot.start < b.slot.start ? -1 : 1;
  return a.practitionerId < b.practitionerId ? -1 : 1;
}
