import type { Appointment } from '#shared/domain/appointment.ts';
import type { LocationId } from '#shared/domain/ids.ts';
import { practitionerName, type Practitioner } from '#shared/domain/practitioner.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { freeSlots, type FreeSlot } from '#shared/scheduling/availability.ts';
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

/** One booking as it stands in its column. */
export interface Box extends Lane {
  readonly id: string;
  readonly row: AppointmentRow;
  readonly minute: number;
  readonly minutes: number;
  readonly look: Look;
}
export interface FreeBox {
  readonly id: string;
  readonly minute: number;
  readonly minutes: number;
  readonly slot: FreeSlot;
}
/** The day of one clinician. `id` is '' for bookings that name nobody. */
export interface Column {
  readonly id: string;
  readonly name: string;
  readonly specialty: string;
  readonly roomId: LocationId | undefined;
  readonly schedules: readonly Schedule[];
  /** What is booked with this clinician, as the slot rules read it. */
  readonly booked: readonly Booked[];
  readonly shut: readonly Shut[];
  readonly boxes: readonly Box[];
  readonly free: readonly FreeBox[];
}
export interface Booked extends Pick<Appointment, 'status' | 'slot'> {
  readonly row: AppointmentRow;
}

export interface DayQuery {
  readonly day: string;
  readonly practitioners: readonly Stored<'practitioners'>[];
  readonly schedules: readonly Stored<'schedules'>[];
  readonly appointments: readonly AppointmentRow[];
  readonly clinicId: string | null;
  readonly isCancelledShown: boolean;
  /** Free times that begin before this instant are gone. */
  readonly after: string;
}

/** One column for everybody who works or is booked on the day, in the hospital's fixed order. */
export function dayColumns(query: DayQuery): readonly Column[] {
  const rows = query.appointments.filter(({ content }) => content.slot && isShown(content, query));
  const byPractitioner = Map.groupBy(
    rows,
    ({ content }): string => content.slot?.practitionerId ?? '',
  );
  const schedules = query.schedules.map(({ content }) => content).filter(isOf(query.clinicId));
  const schedulesOf = Map.groupBy(schedules, (schedule): string => schedule.practitionerId ?? '');
  const known = query.practitioners.toSorted(byOrder).map(({ id, content }) => ({ id, content }));
  const knownIds = new Set(known.map(({ id }) => id));
  // A booking may name a clinician whom this device has not received yet: it is shown all the same.
  const others = [...byPractitioner.keys()].filter((id) => !knownIds.has(id));
  const people = [...known, ...others.map((id) => ({ id, content: undefined }))];
  return people.flatMap(({ id, content }) => {
    const own = (id && schedulesOf.get(id)) || [];
    const booked = byPractitioner.get(id) ?? [];
    const isWorking = content?.isActive !== false && openHoursOf(own, query.day).length > 0;
    return isWorking || booked.length > 0
      ? [columnOf({ id, content, schedules: own, rows: booked }, query)]
      : [];
  });
}

interface ColumnParts {
  readonly id: string;
  readonly content: Practitioner | undefined;
  readonly schedules: readonly Schedule[];
  readonly rows: readonly AppointmentRow[];
}

function columnOf({ id, content, schedules, rows }: ColumnParts, query: DayQuery): Column {
  const { day, after } = query;
  const booked = rows.map((row) => ({ row, status: row.content.status, slot: row.content.slot }));
  const held = booked as readonly Booked[];
  return {
    id,
    name: practitionerName(content),
    specialty: Object.values(content?.roles ?? {})[0]?.specialty ?? '',
    roomId: schedules.find(({ roomId }) => roomId)?.roomId,
    schedules,
    booked: held,
    shut: shutHoursOf(schedules, day),
    boxes: lanesOf(boxesOf(rows)),
    free: freeSlots({ schedules, day, booked: held, after }).map((slot) => ({
      id: `free ${id} ${slot.start}`,
      minute: minuteOf(slot.wall),
      minutes: slot.minutes,
      slot,
    })),
  };
}

function boxesOf(rows: readonly AppointmentRow[]): readonly Omit<Box, keyof Lane>[] {
  const lost = rows.filter(({ content }) => lookOf(content) === 'clash');
  const holders = new Set(lost.flatMap(({ content }) => content.clashWith ?? []));
  return rows.flatMap((row) => {
    const { slot } = row.content;
    if (!slot) return [];
    const look = lookOf(row.content, holders.has(row.id as never));
    return [{ id: row.id, row, minute: minuteOf(slot.wall), minutes: minutesOf(slot), look }];
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

function isShown(content: Appointment, { clinicId, isCancelledShown }: DayQuery): boolean {
  if (content.status === 'entered-in-error') return false;
  if (content.status === 'cancelled' && !isCancelledShown) return false;
  return clinicId === null || content.slot?.clinicId === clinicId;
}

function isOf(clinicId: string | null): (schedule: Schedule) => boolean {
  return (schedule) => clinicId === null || schedule.clinicId === clinicId;
}

function byOrder(a: Stored<'practitioners'>, b: Stored<'practitioners'>): number {
  return (
    (a.content.order ?? 1e6) - (b.content.order ?? 1e6) ||
    practitionerName(a.content).localeCompare(practitionerName(b.content)) ||
    (a.id < b.id ? -1 : 1)
  );
}
