import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import { createFreeTimes, type Desk } from './free-times.ts';
import { intervalAt, minutesOf } from './wall-time.ts';

interface Row {
  readonly id: string;
  readonly content: Pick<Appointment, 'slot' | 'status' | 'expiresAt'>;
}
export interface GroupMoveQuery<R extends Row> {
  /** Everybody who was to come, in the order in which they choose. */
  readonly rows: readonly R[];
  /** Hours and bookings; those of the rows themselves do not count. */
  readonly desk: Desk;
  /** Who may take them over; the earliest time of any of them is taken. */
  readonly practitionerIds: readonly string[];
  readonly after: string;
  readonly days: number;
}
/** One of the group with the time that is proposed; null where none was found. */
export interface Proposed<R extends Row> {
  readonly row: R;
  readonly slot: BookedSlot | null;
}

/** A new time for everybody whose clinician is away: each the earliest that is free, none given twice. */
export function proposeGroupMove<R extends Row>(query: GroupMoveQuery<R>): readonly Proposed<R>[] {
  const { rows, desk, practitionerIds, after, days } = query;
  const leaving = new Set(rows.map(({ content }) => content));
  const booked = desk.booked.filter((one) => !leaving.has(one as never));
  const given: { readonly status: 'booked'; readonly slot: BookedSlot }[] = [];
  return rows.map((row): Proposed<R> => {
    const { slot: old } = row.content;
    if (!old) return { row, slot: null };
    const free = createFreeTimes({ ...desk, booked: [...booked, ...given] });
    const minutes = minutesOf(old);
    const [offer] = free.next({ practitionerIds, minutes, after, count: 1, days });
    if (!offer) return { row, slot: null };
    const { roomId, clinicId } = offer.slot.schedule;
    const slot: BookedSlot = {
      ...intervalAt(offer.slot.wall, minutes, offer.slot.zone),
      practitionerId: offer.practitionerId as PractitionerId,
      ...(roomId ? { roomId } : {}),
      ...(clinicId ? { clinicId } : {}),
    };
    given.push({ status: 'booked', slot });
    return { row, slot };
  });
}
