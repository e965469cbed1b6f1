import type { Appointment, Wish } from '#shared/domain/appointment.ts';
import { daysFrom } from '#shared/domain/calendar-day.ts';
import { dayOf, minuteOf, minutesOf, weekdayOf } from './wall-time.ts';

/** A time that somebody could have. */
export interface FreedTime {
  readonly wall: string;
  readonly start: string;
  readonly end: string;
  readonly practitionerId?: string;
  readonly clinicId?: string;
}
/** Why somebody cannot have a time. */
export type Misfit =
  | 'too-short'
  | 'other-clinician'
  | 'other-clinic'
  | 'too-early'
  | 'too-late'
  | 'other-weekday'
  | 'other-part';
export interface Ranked<Row> {
  readonly row: Row;
  readonly days: number;
  readonly priority: Wish['priority'];
  /** How many of their wishes it meets beyond what they insist on. */
  readonly fit: number;
}
interface Waiting {
  readonly id: string;
  readonly content: Pick<Appointment, 'wish' | 'statusSince'>;
}
const PRIORITY: Readonly<Record<Wish['priority'], number>> = { urgent: 0, soon: 1, routine: 2 };
const NOON = 720;
/** The visit of who did not say how long it takes. */
const USUAL_MINUTES = 15;

/** Who could take a time, the first to be asked first: by priority, then by how long they have waited in weeks, then by fit, then by days. */
export function rankFor<Row extends Waiting>(
  time: FreedTime,
  waiting: readonly Row[],
  today: string,
): readonly Ranked<Row>[] {
  return waiting
    .filter(({ content }) => misfitsOf(time, content.wish).length === 0)
    .map((row) => rankedOf(time, row, today))
    .toSorted(
      (a, b) =>
        PRIORITY[a.priority] - PRIORITY[b.priority] ||
        weeks(b) - weeks(a) ||
        b.fit - a.fit ||
        b.days - a.days ||
        (a.row.id < b.row.id ? -1 : 1),
    );
}

/** The list itself, without a time in mind: by priority, then whoever waits longest. */
export function waitingInOrder<Row extends Waiting>(
  waiting: readonly Row[],
  today: string,
): readonly Ranked<Row>[] {
  const nowhere = { wall: `${today}T00:00`, start: '', end: '' };
  return waiting
    .map((row) => ({ ...rankedOf(nowhere, row, today), fit: 0 }))
    .toSorted(
      (a, b) =>
        PRIORITY[a.priority] - PRIORITY[b.priority] ||
        b.days - a.days ||
        (a.row.id < b.row.id ? -1 : 1),
    );
}

/** Everything that keeps somebody from a time; nothing where they said nothing. */
export function misfitsOf(time: FreedTime, wish: Wish | undefined): readonly Misfit[] {
  if (!wish) return [];
  const day = dayOf(time.wall);
  const minute = minuteOf(time.wall);
  const against: readonly (readonly [Misfit, boolean])[] = [
    ['too-short', (wish.minutes ?? USUAL_MINUTES) > minutesOf(time)],
    [
      'other-clinician',
      wish.practitionerId !== undefined && wish.practitionerId !== time.practitionerId,
    ],
    ['other-clinic', wish.clinicId !== undefined && wish.clinicId !== time.clinicId],
    ['too-early', wish.from !== undefined && day < wish.from],
    ['too-late', wish.until !== undefined && day > wish.until],
    ['other-weekday', wish.weekday !== undefined && wish.weekday !== weekdayOf(day)],
    ['other-part', wish.part !== undefined && (wish.part === 'morning') !== minute < NOON],
  ];
  return against.flatMap(([misfit, isSo]) => (isSo ? [misfit] : []));
}

function rankedOf<Row extends Waiting>(time: FreedTime, row: Row, today: string): Ranked<Row> {
  const { wish, statusSince } = row.content;
  const since = (wish?.since ?? statusSince ?? today).slice(0, 10);
  const asked = [wish?.practitionerId, wish?.clinicId, wish?.part, wish?.weekday];
  return {
    row,
    days: Math.max(0, daysFrom(since, today)),
    priority: wish?.priority ?? 'routine',
    // They meet here whatever they asked for; who asked for more finds such a time less often.
    fit: time.end === '' ? 0 : asked.filter((one) => one !== undefined).length,
  };
}

function weeks({ days }: { readonly days: number }): number {
  return Math.floor(days / 7);
}
