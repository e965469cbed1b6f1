import { needsOf, type Appointment, type BookedSlot } from '#shared/domain/appointment.ts';
import type { VisitKind } from '#shared/domain/visit-kind.ts';
import { createFreeTimes, slotOf, wishFor, type Desk, type Offer } from './free-times.ts';
import { minutesOf } from './wall-time.ts';

interface Row {
  readonly id: string;
  readonly content: Pick<Appointment, 'slot' | 'status' | 'expiresAt' | 'visitKindId'>;
}
export interface GroupMoveQuery<R extends Row> {
  /** Everybody who was to come, in the order in which they choose. */
  readonly rows: readonly R[];
  /** Hours and bookings; those of the rows themselves do not count. */
  readonly desk: Desk;
  /** Who may take them over; the first time of any of them is taken. */
  readonly practitionerIds: readonly string[];
  readonly after: string;
  readonly days: number;
  /** What the hospital has set for the kind of visit. */
  readonly kindOf?: (id: string | undefined) => VisitKind | undefined;
}
/** One of the group with the time that is proposed; null where none was found. */
export interface Proposed<R extends Row> {
  readonly row: R;
  readonly slot: BookedSlot | null;
}

/**
 * A new time for everybody whose clinician is away: each the first that is free, none given twice. Nobody comes earlier than they were
 * told as long as there is a later time: they may not be reached before.
 */
export function proposeGroupMove<R extends Row>(query: GroupMoveQuery<R>): readonly Proposed<R>[] {
  const { rows, desk, practitionerIds, after, days, kindOf } = query;
  const leaving = new Set(rows.map(({ content }) => content));
  const booked = desk.booked.filter((one) => !leaving.has(one as never));
  const given: { readonly status: 'booked'; readonly slot: BookedSlot }[] = [];
  return rows.map((row): Proposed<R> => {
    const { slot: old } = row.content;
    if (!old) return { row, slot: null };
    const free = createFreeTimes({ ...desk, booked: [...booked, ...given] });
    const wish = wishFor(old, kindOf?.(row.content.visitKindId));
    const first = (from: string): Offer | undefined =>
      free.next({ ...wish, practitionerIds, after: from, count: 1, days })[0];
    const offer = (old.start > after && first(old.start)) || first(after);
    if (!offer) return { row, slot: null };
    const slot: BookedSlot = { ...needsOf(old), ...slotOf(offer, minutesOf(old)) };
    given.push({ status: 'booked', slot });
    return { row, slot };
  });
}
