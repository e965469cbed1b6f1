import type { LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { practitionerName } from '#shared/domain/practitioner.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { createFreeTimes, type FreeSlot, type Offer } from '#shared/scheduling/free-times.ts';
import type { Held } from '#shared/scheduling/held-times.ts';
import {
  openHoursOf,
  shutHoursOf,
  type Shut,
  type Span,
} from '#shared/scheduling/opening-hours.ts';
import { minuteOf, minutesOf } from '#shared/scheduling/wall-time.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { lookOf, type Look } from '#pwa/widgets/booking-look.ts';
import { lanesOf, type Lane } from './lanes.ts';

export type AppointmentRow = Stored<'appointments'>;
/** What stands side by side. */
export const SIDES = ['practitioner', 'room', 'clinic'] as const;
export type Side = (typeof SIDES)[number];

/** One booking as it stands in its column. */
export interface Box extends Lane {
  readonly id: string;
  readonly columnId: string;
  readonly row: AppointmentRow;
  readonly minute: number;
  readonly minutes: number;
  readonly look: Look;
}
export interface FreeBox {
  readonly id: string;
  readonly who: string;
  readonly minute: number;
  readonly minutes: number;
  readonly slot: FreeSlot;
}
/** The day of one clinician, room or clinic. `subject` is '' for bookings that name none. */
export interface Column {
  readonly id: string;
  readonly day: string;
  readonly side: Side;
  readonly subject: string;
  readonly name: string;
  readonly specialty: string;
  readonly roomId: LocationId | undefined;
  readonly schedules: readonly Schedule[];
  readonly desk: DayDesk;
  readonly shut: readonly Shut[];
  readonly boxes: readonly Box[];
  readonly free: readonly FreeBox[];
}
export interface Booked extends Held {
  readonly row: AppointmentRow;
}
/** All that a time of the day is judged by. */
interface DayDesk {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Booked[];
  readonly capacityOf: (roomId: string) => number;
  readonly now: string;
}

export interface DayQuery {
  readonly day: string;
  readonly side?: Side;
  readonly practitioners: readonly Stored<'practitioners'>[];
  readonly places: ReadonlyMap<string, Location>;
  readonly schedules: readonly Stored<'schedules'>[];
  readonly appointments: readonly AppointmentRow[];
  readonly clinicId: string | null;
  readonly isCancelledShown: boolean;
  /** Free times that begin before this instant are gone. */
  readonly after: string;
  /** Columns of several days stand on one page, those too of who neither works nor is booked. */
  readonly isOneOfDays?: boolean;
}
interface Subject {
  readonly id: string;
  readonly name: string;
  readonly specialty: string;
  readonly isActive: boolean;
}
type Keyed = {
  readonly practitionerId?: string;
  readonly roomId?: string;
  readonly clinicId?: string;
};

/** One column for everybody (or every room, every clinic) that works or is booked on the day, in the hospital's fixed order. */
export function dayColumns(query: DayQuery): readonly Column[] {
  const { side = 'practitioner', day } = query;
  const keyOf = (one: Keyed | undefined): string => one?.[`${side}Id`] ?? '';
  const rows = query.appointments.filter(({ content }) => content.slot && isShown(content, query));
  const rowsOf = Map.groupBy(rows, ({ content }) => keyOf(content.slot));
  const schedules = query.schedules.map(({ content }) => content);
  const shown = schedules.filter(
    ({ clinicId }) => query.clinicId === null || clinicId === query.clinicId,
  );
  const schedulesOf = Map.groupBy(shown, keyOf);
  const desk = deskOf(query, schedules);
  const offersOf = Map.groupBy(offersOn(query, desk, shown), ({ practitionerId, slot }) =>
    side === 'practitioner' ? practitionerId : keyOf(slot.schedule),
  );
  return subjectsOf(query, side, [...rowsOf.keys()]).flatMap((subject) => {
    const own = (subject.id && schedulesOf.get(subject.id)) || [];
    const booked = rowsOf.get(subject.id) ?? [];
    const isWorking = subject.isActive && openHoursOf(own, day).length > 0;
    if (!isWorking && booked.length === 0 && !query.isOneOfDays) return [];
    const offers = (subject.id && offersOf.get(subject.id)) || [];
    return [columnOf({ side, subject, schedules: own, rows: booked, desk, offers }, query)];
  });
}

function deskOf(query: DayQuery, schedules: readonly Schedule[]): DayDesk {
  const booked = query.appointments
    .filter(({ content }) => content.slot)
    .map((row) => ({ ...row.content, row }));
  const capacityOf = (roomId: string): number => query.places.get(roomId)?.capacity ?? 1;
  return { schedules, booked, capacityOf, now: query.after };
}

/** A clinic has its clinicians' times, and offers none of its own. */
function offersOn(
  { day, after, side }: DayQuery,
  desk: DayDesk,
  shown: readonly Schedule[],
): readonly Offer[] {
  if (side === 'clinic') return [];
  const wanted = new Set(shown);
  const offers = createFreeTimes(desk).on(day, { minutes: 0, after });
  return [...offers.values()].flat().filter(({ slot }) => wanted.has(slot.schedule));
}

function subjectsOf(
  { practitioners, places }: DayQuery,
  side: Side,
  booked: readonly string[],
): readonly Subject[] {
  const known =
    side === 'practitioner'
      ? practitioners.toSorted(byOrder).map(({ id, content }): Subject => ({
          id,
          name: practitionerName(content),
          specialty: Object.values(content.roles ?? {})[0]?.specialty ?? '',
          isActive: content.isActive,
        }))
      : placesOf(places, side);
  const knownIds = new Set(known.map(({ id }) => id));
  // A booking may name somebody whom this device has not received yet: it is shown all the same.
  const others = booked.filter((id) => !knownIds.has(id));
  return [...known, ...others.map((id) => ({ id, name: '', specialty: '', isActive: true }))];
}

function placesOf(places: DayQuery['places'], side: 'room' | 'clinic'): readonly Subject[] {
  return [...places]
    .filter(([, { kind }]) => kind === side)
    .map(([id, place]) => ({ id, place, name: place.name }))
    .toSorted(
      (a, b) =>
        (a.place.order ?? 1e6) - (b.place.order ?? 1e6) || a.name.localeCompare(b.name, 'en'),
    )
    .map(({ id, place, name }) => ({
      id,
      name,
      specialty: places.get(place.parentId ?? '')?.name ?? '',
      isActive: place.status !== 'inactive',
    }));
}

interface ColumnParts {
  readonly side: Side;
  readonly subject: Subject;
  readonly schedules: readonly Schedule[];
  readonly rows: readonly AppointmentRow[];
  readonly desk: DayDesk;
  readonly offers: readonly Offer[];
}

function columnOf(parts: ColumnParts, { day, isOneOfDays }: DayQuery): Column {
  const { side, subject, schedules, rows, desk, offers } = parts;
  const id = isOneOfDays ? `${day} ${subject.id}` : subject.id;
  return {
    id,
    day,
    side,
    subject: subject.id,
    name: subject.name,
    specialty: side === 'clinic' ? '' : subject.specialty,
    roomId: side === 'practitioner' ? schedules.find(({ roomId }) => roomId)?.roomId : undefined,
    schedules,
    desk,
    shut: shutHoursOf(schedules, day),
    boxes: lanesOf(boxesOf(rows, id)),
    free: offers.map(({ practitionerId, slot }) => ({
      id: `free ${practitionerId} ${slot.start}`,
      who: practitionerId,
      minute: minuteOf(slot.wall),
      minutes: slot.minutes,
      slot,
    })),
  };
}

function boxesOf(
  rows: readonly AppointmentRow[],
  columnId: string,
): readonly Omit<Box, keyof Lane>[] {
  const lost = rows.filter(({ content }) => lookOf(content) === 'clash');
  const holders = new Set(lost.flatMap(({ content }) => content.clashWith ?? []));
  return rows.flatMap((row) => {
    const { slot } = row.content;
    if (!slot) return [];
    const look = lookOf(row.content, holders.has(row.id as never));
    const times = { minute: minuteOf(slot.wall), minutes: minutesOf(slot) };
    return [{ id: row.id, columnId, row, ...times, look }];
  });
}

const USUAL: Span = { from: 480, to: 1080 };

/** The hours that all columns show: the usual day, widened to whole hours by whoever works or is booked outside it. */
export function hoursShown(columns: readonly Column[], day: string): Span {
  const spans = columns.flatMap(({ schedules, boxes }) => [
    ...openHoursOf(schedules, day),
    ...boxes.map(({ minute, minutes }) => ({ from: minute, to: Math.min(1440, minute + minutes) })),
  ]);
  const from = Math.min(USUAL.from, ...spans.map((span) => span.from));
  const to = Math.max(USUAL.to, ...spans.map((span) => span.to));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

function isShown(
  { status, slot }: AppointmentRow['content'],
  { clinicId, isCancelledShown }: DayQuery,
): boolean {
  if (status === 'entered-in-error') return false;
  if (status === 'cancelled' && !isCancelledShown) return false;
  return clinicId === null || slot?.clinicId === clinicId;
}

function byOrder(a: Stored<'practitioners'>, b: Stored<'practitioners'>): number {
  return (
    (a.content.order ?? 1e6) - (b.content.order ?? 1e6) ||
    practitionerName(a.content).localeCompare(practitionerName(b.content)) ||
    (a.id < b.id ? -1 : 1)
  );
}
