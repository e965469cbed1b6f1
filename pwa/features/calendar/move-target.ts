import { needsOf, type BookedSlot } from '#shared/domain/appointment.ts';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import { judgeSlot, type SlotVerdict } from '#shared/scheduling/availability.ts';
import { intervalAt, wallOf } from '#shared/scheduling/wall-time.ts';
import type { Booked, Box, Column } from './day-columns.ts';

/** Where a carried booking would land: a column and a minute of its day. */
export interface Target {
  readonly columnId: string;
  readonly minute: number;
  /** Another length than it has; absent keeps it. */
  readonly minutes?: number;
}
/** The time under the carried booking, and whether it is free or why not. */
export interface Landing {
  readonly target: Target;
  readonly slot: BookedSlot;
  readonly verdict: SlotVerdict<Booked>;
}

/** Judges one place for a carried booking. The booking itself never stands in its own way. */
export function landingAt(
  box: Box,
  target: Target,
  { columns }: { readonly columns: readonly Column[] },
): Landing | null {
  const column = columns.find(({ id }) => id === target.columnId);
  const old = box.row.content.slot;
  const place = column && old && placeAt(column, old);
  if (!place) return null;
  const slot: BookedSlot = {
    ...needsOf(old),
    ...intervalAt(wallOf(column.day, target.minute), lengthAt(box, target), old.zone),
    ...place,
  };
  const { desk } = column;
  const verdict = judgeSlot(slot, {
    ...desk,
    schedules: desk.schedules.filter((one) => one.practitionerId === slot.practitionerId),
    booked: desk.booked.filter(({ row }) => row.id !== box.id),
  });
  return { target, slot, verdict };
}

type Place = Pick<BookedSlot, 'practitionerId' | 'roomId' | 'clinicId'>;

/** With whom and where a booking is in a column. A room is another place with the same clinician; a clinic is never changed by hand. */
function placeAt({ side, subject, ...column }: Column, old: BookedSlot): Place | null {
  if (subject === '') return null;
  const { practitionerId, roomId, clinicId } = old;
  const isSame = old[`${side}Id`] === subject;
  const known = (place: {
    readonly [K in keyof Place]: Place[K] | undefined;
  }): Place => Object.fromEntries(Object.entries(place).filter(([, id]) => id));
  if (isSame) return known({ practitionerId, roomId, clinicId });
  const there = column.schedules[0]?.clinicId ?? clinicId;
  switch (side) {
    case 'practitioner':
      return known({
        practitionerId: subject as PractitionerId,
        roomId: column.roomId,
        clinicId: there,
      });
    case 'room':
      return known({ practitionerId, roomId: subject as LocationId, clinicId: there });
    case 'clinic':
      return null;
  }
}

/** Bookings land on quarters of an hour, or finer where a clinician works in shorter slots. */
export function stepOf(column: Column | undefined): number {
  return Math.min(15, ...(column?.schedules.map(({ slotMinutes }) => slotMinutes) ?? []));
}

/** Where an arrow takes a carried booking: earlier, later, to the clinician beside; with Shift its end earlier or later. */
export type Way = 'ArrowUp' | 'ArrowDown' | 'before' | 'after' | 'shorter' | 'longer';

/** How long a carried booking would be. */
export function lengthAt(box: Pick<Box, 'minutes'>, { minutes }: Target): number {
  return minutes ?? box.minutes;
}

/** One arrow press of a carried booking. Stays inside the day that is shown, and never gets shorter than one step. */
export function carried(
  { box, target }: { readonly box: Pick<Box, 'minutes'>; readonly target: Target },
  key: Way,
  {
    columns,
    from,
    to,
  }: { readonly columns: readonly Column[]; readonly from: number; readonly to: number },
): Target {
  const i = columns.findIndex(({ id }) => id === target.columnId);
  if (key === 'before' || key === 'after') {
    const beside = columns[i + (key === 'after' ? 1 : -1)];
    return beside && beside.subject !== '' ? { ...target, columnId: beside.id } : target;
  }
  const step = stepOf(columns[i]);
  if (key === 'shorter' || key === 'longer') {
    const minutes = lengthAt(box, target) + (key === 'longer' ? step : -step);
    const fits = minutes >= step && target.minute + minutes <= to;
    return fits ? { ...target, minutes } : target;
  }
  const minute = target.minute + (key === 'ArrowDown' ? step : -step);
  return minute < from || minute >= to ? target : { ...target, minute };
}

/** True where the booking would stay as it is. */
export function isUnmoved(box: Box, target: Target): boolean {
  const { columnId, minute } = target;
  return (
    lengthAt(box, target) === box.minutes && box.minute === minute && box.columnId === columnId
  );
}
