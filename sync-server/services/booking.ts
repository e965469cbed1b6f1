import {
  holdsSlot,
  holdsSlotAt,
  overlaps,
  resourcesOf,
  type Appointment,
  type BookedSlot,
} from '#shared/domain/appointment.ts';
import type { Change } from '#shared/domain/envelope.ts';
import type { Location } from '#shared/domain/location.ts';
import { isSame, readAt, writeAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { holdKeys } from '#server/store/search-keys.ts';
import type { StoredDocument, StoreTx } from '#server/store/store.ts';

/** An appointment with the hospital's word on its time. */
export interface Judged {
  readonly id: string;
  readonly content: JsonMap;
  readonly changes: readonly Change[];
}
interface Booked {
  readonly id: string;
  readonly content: Appointment;
}
interface Resource {
  readonly id: string;
  readonly capacity: number;
}

/** What an appointment asks its time with; while none of it changes, the word stands. */
const ASKED = ['slot', 'booking', 'overbookingReason'] as const;
/** More than this on one day of one resource are not looked at. */
const MOST_RIVALS = 1000;
const MOST_LOSERS = 100;

/** The transaction, and the instant at which its writes are accepted: a hold that is over by then keeps nobody out. */
export interface JudgedAt {
  readonly tx: StoreTx;
  readonly now: string;
}

/** The hospital's word on the time of a version that is staged, and on those who lost theirs to it (S10); each goes to `write`. */
export async function judgeVersion(
  at: JudgedAt,
  before: JsonMap | null,
  version: { readonly id: string; readonly content: JsonMap },
  write: (judged: Judged) => void,
): Promise<void> {
  const judged = await judgeBooking(at, before, version);
  if (judged) write(judged);
  await judgeLosers(at, before, judged ?? version, write);
}

/**
 * Whether an appointment has its time (S10): one winner per practitioner or place in a room, who was first in the hospital's
 * order. A reason for overbooking exempts. Judged anew only where time, holding or the hospital's own word has changed.
 */
async function judgeBooking(
  at: JudgedAt,
  before: JsonMap | null,
  { id, content }: { readonly id: string; readonly content: JsonMap },
): Promise<Judged | null> {
  const appointment = content as unknown as Appointment;
  if (!holdsSlot(appointment)) return null;
  const was = before as Appointment | null;
  const isSettled =
    was !== null &&
    holdsSlot(was) &&
    appointment.booking !== 'provisional' &&
    ASKED.every((key) => isSame(before?.[key], content[key]));
  return isSettled ? null : judge(at, id, content);
}

/** Those who lost their time to an appointment that no longer holds it: judged again, in the order in which they came. */
async function judgeLosers(
  at: JudgedAt,
  before: JsonMap | null,
  { id, content }: { readonly id: string; readonly content: JsonMap },
  write: (judged: Judged) => void,
): Promise<void> {
  const was = before as Appointment | null;
  const now = content as unknown as Appointment;
  const isStill =
    was !== null &&
    holdsSlot(now) &&
    now.booking !== 'clash' &&
    isSame(was.slot as unknown as Json, now.slot as unknown as Json);
  if (was === null || !holdsSlot(was) || isStill) return;
  const { documents } = await at.tx.find({
    collection: 'appointments',
    where: [{ key: 'clashWith', anyOf: [id] }],
    limit: MOST_LOSERS,
  });
  for (const loser of documents) {
    if (!holdsSlot(loser.content as unknown as Appointment)) continue;
    const judged = await judge(at, loser.id, loser.content);
    if (judged) write(judged);
  }
}

async function judge(at: JudgedAt, id: string, content: JsonMap): Promise<Judged | null> {
  const appointment = content as unknown as Appointment;
  const rival = appointment.overbookingReason ? null : await rivalOf(at, id, appointment);
  const said: readonly (readonly [string, string | undefined])[] = [
    ['/booking', rival ? 'clash' : 'confirmed'],
    ['/clashWith', rival?.id],
  ];
  let next = content;
  const changes: Change[] = [];
  for (const [path, value] of said) {
    const before = readAt(content, path);
    if (before === value) continue;
    next = value === undefined && before === undefined ? next : writeAt(next, path, value);
    changes.push({
      path,
      ...(before === undefined ? {} : { before }),
      ...(value === undefined ? {} : { after: value }),
    });
  }
  return changes.length > 0 ? { id, content: next, changes } : null;
}

/** Who keeps the appointment out of its time; null where it is free. */
async function rivalOf(
  { tx, now }: JudgedAt,
  id: string,
  { slot }: Appointment,
): Promise<Booked | null> {
  if (!slot) return null;
  for (const resource of await capacitiesOf(tx, slot)) {
    const rivals = (await holdersOf(tx, resource.id, slot)).filter(
      (other) => other.id !== id && holdsSlotAt(other.content, now),
    );
    if (mostAtOnce(rivals, slot) >= resource.capacity) return rivals[0] ?? null;
  }
  return null;
}

/** A clinician sees one person at a time; a room or a piece of equipment has as many places as the hospital says. */
async function capacitiesOf(tx: StoreTx, slot: BookedSlot): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  for (const id of resourcesOf(slot)) {
    const place = id === slot.practitionerId ? null : await tx.readDocument('locations', id);
    resources.push({ id, capacity: (place?.content as Location | undefined)?.capacity ?? 1 });
  }
  return resources;
}

/** Appointments that have the resource in some moment of the interval, the earliest first. */
async function holdersOf(
  tx: StoreTx,
  resource: string,
  slot: BookedSlot,
): Promise<readonly Booked[]> {
  const { documents } = await tx.find({
    collection: 'appointments',
    where: [{ key: 'holds', anyOf: holdKeys(resource, slot.start, slot.end) }],
    limit: MOST_RIVALS,
  });
  return documents
    .map(bookedOf)
    .filter(({ content }) => {
      const has = content.slot;
      return has !== undefined && content.booking !== 'clash' && overlaps(has, slot);
    })
    .toSorted((a, b) => {
      const [one, other] = [a.content.slot?.start ?? '', b.content.slot?.start ?? ''];
      return one < other || (one === other && a.id < b.id) ? -1 : 1;
    });
}

/** How many of them share one moment of the interval. */
function mostAtOnce(rivals: readonly Booked[], slot: BookedSlot): number {
  const starts = rivals.map(({ content }) => content.slot?.start ?? '');
  const moments = [slot.start, ...starts.filter((start) => start > slot.start)];
  const at = (moment: string): number =>
    rivals.filter(({ content }) => {
      const has = content.slot;
      return has !== undefined && has.start <= moment && moment < has.end;
    }).length;
  return Math.max(...moments.map(at));
}

function bookedOf({ id, content }: StoredDocument): Booked {
  return { id, content: content as unknown as Appointment };
}
