import type { LocationId } from './ids.ts';
import type { Location } from './location.ts';

export interface Place {
  readonly id: string;
  readonly content: Location;
}

/** A room with its beds, in the order of the room; `room` is null for beds that stand in the ward itself. */
export interface Bay<P extends Place = Place> {
  readonly room: P | null;
  readonly beds: readonly P[];
}

const collator = new Intl.Collator('en', { numeric: true });

/** The fixed order of places: as set up, then by name with numbers as numbers. Hands learn where a bed is. */
function byOrder(a: Place, b: Place): number {
  return (
    (a.content.order ?? Number.MAX_SAFE_INTEGER) - (b.content.order ?? Number.MAX_SAFE_INTEGER) ||
    collator.compare(a.content.name, b.content.name) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The wards of the hospital that are in use, in their order. */
export function wardsOf<P extends Place>(places: readonly P[]): readonly P[] {
  return places
    .filter(({ content }) => content.kind === 'ward' && content.status !== 'inactive')
    .toSorted(byOrder);
}

/** The bays of a ward in fixed order. A bed belongs to the nearest room above it. */
export function baysOf<P extends Place>(places: readonly P[], wardId: string): readonly Bay<P>[] {
  const byId = new Map<string, P>(places.map((place) => [place.id, place]));
  const beds = places
    .filter(({ content }) => content.kind === 'bed')
    .filter((bed) => above(byId, bed, 'ward')?.id === wardId)
    .toSorted(byOrder);
  const byRoom = Map.groupBy(beds, (bed) => above(byId, bed, 'room'));
  return [...byRoom]
    .map(([room, beds]) => ({ room: room ?? null, beds }))
    .toSorted((a, b) => (a.room && b.room ? byOrder(a.room, b.room) : a.room ? -1 : 1));
}

/** The ward that a bed stands in; undefined where its places have not been received. */
export function wardIdOf(places: readonly Place[], bedId: string): LocationId | undefined {
  const byId = new Map(places.map((place) => [place.id, place]));
  const bed = byId.get(bedId);
  return bed && (above(byId, bed, 'ward')?.id as LocationId | undefined);
}

/** Climbs from a place to the nearest one of a kind; a circle of parents ends the climb. */
function above<P extends Place>(
  byId: ReadonlyMap<string, P>,
  from: P,
  kind: Location['kind'],
): P | undefined {
  const seen = new Set<string>();
  let at: P | undefined = from;
  while (at && !seen.has(at.id)) {
    if (at.content.kind === kind) return at;
    seen.add(at.id);
    at = byId.get(at.content.parentId ?? '');
  }
  return undefined;
}
