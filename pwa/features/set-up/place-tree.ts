import type { LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';

/** A place with its id, as set-up handles it. */
export interface Place {
  readonly id: string;
  readonly content: Location;
}
export interface Ward extends Place {
  readonly rooms: readonly Place[];
  /** Beds in order, each under its room or straight under the ward. */
  readonly beds: readonly Place[];
}
export interface Clinic extends Place {
  readonly rooms: readonly Place[];
  readonly equipment: readonly Place[];
}
/** The hospital's places as a person thinks of them. */
export interface PlaceTree {
  readonly facility: Place | null;
  readonly clinics: readonly Clinic[];
  readonly wards: readonly Ward[];
}

/** Puts the places of a hospital under each other, in their order; one whose parent is not known stands nowhere. */
export function placeTree(places: readonly Place[]): PlaceTree {
  const sorted = places.toSorted(byOrder);
  const childrenOf = Map.groupBy(sorted, ({ content }): string => content.parentId ?? '');
  const of = (id: string, kind: Location['kind']): readonly Place[] =>
    (childrenOf.get(id) ?? []).filter(({ content }) => content.kind === kind);
  const all = (kind: Location['kind']): readonly Place[] =>
    sorted.filter(({ content }) => content.kind === kind);
  return {
    facility: all('facility')[0] ?? null,
    clinics: all('clinic').map((clinic) => ({
      ...clinic,
      rooms: of(clinic.id, 'room'),
      equipment: of(clinic.id, 'equipment'),
    })),
    wards: all('ward').map((ward) => {
      const rooms = of(ward.id, 'room');
      return {
        ...ward,
        rooms,
        beds: [...of(ward.id, 'bed'), ...rooms.flatMap(({ id }) => of(id, 'bed'))].toSorted(
          byOrder,
        ),
      };
    }),
  };
}

/** True for a place that is in use; a closed one is, an inactive one is not. */
export function isInUse({ content }: Place): boolean {
  return content.status !== 'inactive';
}

/** The order number that puts a new place behind the others. */
export function nextOrder(places: readonly Place[]): number {
  return Math.max(0, ...places.map(({ content }) => content.order ?? 0)) + 1;
}

/** A new place in use, behind the others of its kind. */
export function newPlace(
  kind: Location['kind'],
  {
    name,
    specialty,
    parentId,
    order,
  }: {
    readonly name: string;
    readonly specialty?: string;
    readonly parentId?: string | undefined;
    readonly order: number;
  },
): Location {
  return {
    kind,
    name: name.trim(),
    ...(specialty?.trim() ? { specialty: specialty.trim() } : {}),
    ...(parentId ? { parentId: parentId as LocationId } : {}),
    status: 'active',
    order,
  };
}

function byOrder(a: Place, b: Place): number {
  return (
    (a.content.order ?? 1e6) - (b.content.order ?? 1e6) ||
    a.content.name.localeCompare(b.content.name, 'en', { numeric: true }) ||
    (a.id < b.id ? -1 : 1)
  );
}
