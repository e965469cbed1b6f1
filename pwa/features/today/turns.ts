import type { Appointment, AppointmentStatus } from '#shared/domain/appointment.ts';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { lookOf, type Look } from '#pwa/widgets/booking-look.ts';

/** The parts of the day's list, in the order on the page. */
export const PARTS = ['waiting', 'room', 'next', 'done'] as const;
export type Part = (typeof PARTS)[number];

/** One person's turn as it stands in the list. */
export interface Turn {
  readonly id: string;
  readonly row: Stored<'appointments'>;
  readonly look: Look;
  /** What it is sorted by inside its part; an instant. */
  readonly order: string;
}
/** A turn that was just moved on keeps its place while its undo is in reach. */
export interface Held {
  readonly part: Part;
  readonly order: string;
}
/** Whose day is shown. */
export interface Whose {
  readonly kind: 'all' | 'clinician' | 'clinic';
  /** '' for everybody. */
  readonly id: string;
}

const PART_OF: Readonly<Record<AppointmentStatus, Part | null>> = {
  proposed: null,
  waitlist: null,
  pending: 'next',
  booked: 'next',
  arrived: 'waiting',
  'checked-in': 'room',
  fulfilled: 'done',
  noshow: 'done',
  cancelled: null,
  'entered-in-error': null,
};

/** The day's list in its parts: who waits longest comes first, who is expected by the clock, who is closed the newest first. */
export function turnsOf(
  rows: readonly Stored<'appointments'>[],
  held: ReadonlyMap<string, Held>,
): Readonly<Record<Part, readonly Turn[]>> {
  const parts: Record<Part, Turn[]> = { waiting: [], room: [], next: [], done: [] };
  for (const row of rows) {
    const part = held.get(row.id)?.part ?? PART_OF[row.content.status];
    if (part === null || !row.content.slot) continue;
    const order = held.get(row.id)?.order ?? orderOf(row.content);
    parts[part].push({ id: row.id, row, look: lookOf(row.content), order });
  }
  for (const part of PARTS) parts[part].sort(part === 'done' ? latestFirst : earliestFirst);
  return parts;
}

/** Where a turn stands now, so that it can be held there. */
export function placeOf({ content }: Stored<'appointments'>): Held | null {
  const part = PART_OF[content.status];
  return part && { part, order: orderOf(content) };
}

/** The rows that belong to somebody's day. */
export function rowsFor(
  rows: readonly Stored<'appointments'>[],
  whose: Whose,
): readonly Stored<'appointments'>[] {
  if (whose.kind === 'all') return rows;
  return rows.filter(({ content }) =>
    whose.kind === 'clinic'
      ? content.slot?.clinicId === whose.id
      : content.slot?.practitionerId === whose.id,
  );
}

/** The one step a button offers: reception checks in and calls in; a clinician sees whoever waits, in one tap. */
export function nextStepOf(status: AppointmentStatus, isOwnList: boolean): DayStep | null {
  switch (status) {
    case 'booked':
      return 'arrived';
    case 'arrived':
      return isOwnList ? 'fulfilled' : 'checked-in';
    case 'checked-in':
      return 'fulfilled';
    case 'noshow':
      return 'arrived';
    case 'proposed':
    case 'waitlist':
    case 'pending':
    case 'fulfilled':
    case 'cancelled':
    case 'entered-in-error':
      return null;
  }
}

function orderOf({ status, slot, arrivedAt, statusSince, seenAt }: Appointment): string {
  const start = slot?.start ?? '';
  if (status === 'arrived') return arrivedAt ?? statusSince ?? start;
  if (status === 'checked-in') return statusSince ?? start;
  if (status === 'fulfilled' || status === 'noshow') return seenAt ?? statusSince ?? start;
  return start;
}

function earliestFirst(a: Turn, b: Turn): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function latestFirst(a: Turn, b: Turn): number {
  return earliestFirst(b, a);
}
