import { isOpen, type Encounter } from './encounter.ts';
import type { LocationId } from './ids.ts';
import type { Location } from './location.ts';
import { openStaysOf, staysOf } from './stay.ts';

interface Row<Content> {
  readonly id: string;
  readonly content: Content;
}

/** Somebody recorded in a bed, by the visit that says so. */
export interface Occupant {
  readonly encounterId: string;
  readonly patientId: string | undefined;
  readonly encounter: Encounter;
  /** The ward as the stay names it. */
  readonly wardId: LocationId;
  /** In this bed since. */
  readonly since: string;
  /** In the hospital since. */
  readonly admittedAt: string;
  /** Every visit of this person that goes on in a bed, the first one first; more than one is to be settled. */
  readonly visitIds: readonly string[];
  /** Other beds that the same person is recorded in at the same time. */
  readonly alsoIn: readonly LocationId[];
}

/**
 * What a bed is right now, from stays alone; a bed never stores its occupant. More people than the bed holds are a clash with no
 * winner. People weigh more than signs: whoever lies in a closed bed is shown.
 */
export type BedState =
  | { readonly kind: 'occupied'; readonly occupants: readonly Occupant[] }
  | { readonly kind: 'clash'; readonly occupants: readonly Occupant[] }
  | { readonly kind: 'closed'; readonly reason?: string; readonly until?: string }
  | { readonly kind: 'cleaning'; readonly since: string }
  | { readonly kind: 'free' };

/** The state of every bed handed in, by its id. A person with two visits in one bed counts once. */
export function bedStates(
  beds: readonly Row<Location>[],
  encounters: readonly Row<Encounter>[],
): ReadonlyMap<string, BedState> {
  const occupantsByBed = occupantsByBedOf(encounters);
  const leftAt = lastLeft(encounters);
  return new Map(
    beds.map(({ id, content }) => [
      id,
      stateOf(content, occupantsByBed.get(id) ?? [], leftAt.get(id)),
    ]),
  );
}

/** True for somebody who lies in a bed: the visit goes on and has begun. */
function isHere({ status }: Encounter): boolean {
  return isOpen({ status }) && status !== 'planned';
}

function stateOf(
  bed: Location,
  occupants: readonly Occupant[],
  leftAt: string | undefined,
): BedState {
  if (occupants.length > (bed.capacity ?? 1)) return { kind: 'clash', occupants };
  if (occupants.length > 0) return { kind: 'occupied', occupants };
  if (bed.status !== 'active') {
    const { closedReason: reason, closedUntil: until } = bed;
    return { kind: 'closed', ...(reason ? { reason } : {}), ...(until ? { until } : {}) };
  }
  if (leftAt !== undefined && leftAt > (bed.cleanedAt ?? '')) {
    return { kind: 'cleaning', since: leftAt };
  }
  return { kind: 'free' };
}

/** Who is recorded in which bed, the one who came first standing first; beds that this device does not know included. */
export function occupantsByBedOf(
  encounters: readonly Row<Encounter>[],
): ReadonlyMap<string, readonly Occupant[]> {
  const open = encounters
    .filter(({ content }) => isHere(content))
    .flatMap(({ id, content }) => openStaysOf(content).map((stay) => ({ id, content, stay })))
    .toSorted((a, b) => (a.stay.start < b.stay.start ? -1 : a.stay.start > b.stay.start ? 1 : 0));
  const bedsByPerson = Map.groupBy(open, ({ id, content }) => content.patientId ?? id);
  const byBed = new Map<string, Occupant[]>();
  for (const stays of bedsByPerson.values()) {
    const beds = [...new Set(stays.map(({ stay }) => stay.bedId))];
    for (const bedId of beds) {
      // The latest visit stands for a person with two in one bed.
      const last = stays.findLast(({ stay }) => stay.bedId === bedId);
      if (!last) continue;
      const occupant: Occupant = {
        encounterId: last.id,
        patientId: last.content.patientId,
        encounter: last.content,
        wardId: last.stay.wardId,
        since: last.stay.start,
        visitIds: [...new Set(stays.map(({ id }) => id))],
        admittedAt: last.content.period?.start ?? last.stay.start,
        alsoIn: beds.filter((other) => other !== bedId),
      };
      byBed.set(bedId, [...(byBed.get(bedId) ?? []), occupant]);
    }
  }
  for (const occupants of byBed.values()) occupants.sort(bySince);
  return byBed;
}

function bySince(a: Occupant, b: Occupant): number {
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.encounterId < b.encounterId ? -1 : 1;
}

/** When the last person left each bed; a visit that ended without ending its stay ended it. */
function lastLeft(encounters: readonly Row<Encounter>[]): ReadonlyMap<string, string> {
  const left = new Map<string, string>();
  for (const { content } of encounters) {
    if (content.status === 'entered-in-error' || content.status === 'planned') continue;
    for (const { bedId, end } of staysOf(content)) {
      const until = end ?? (isOpen(content) ? undefined : content.period?.end);
      if (until !== undefined && until > (left.get(bedId) ?? '')) left.set(bedId, until);
    }
  }
  return left;
}
