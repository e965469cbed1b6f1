import type { LocationId, PractitionerId } from './ids.ts';
import type { Location } from './location.ts';

/** One kind of visit as the hospital sets it: how long it takes, and what it needs beside the clinician. */
export interface VisitKind {
  readonly name: string;
  readonly minutes: number;
  /** Kept free on both sides of it, for cleaning or writing. */
  readonly bufferMinutes?: number;
  /** It takes place in one of these, whichever is free; where none is named, in the clinician's own room. */
  readonly rooms?: Readonly<Record<LocationId, true>>;
  /** Every one of these is needed at the same time. */
  readonly equipment?: Readonly<Record<LocationId, true>>;
  /** Only these do it; where none is named, everybody. */
  readonly practitioners?: Readonly<Record<PractitionerId, true>>;
  readonly order?: number;
  readonly isActive: boolean;
}
export interface NamedVisitKind extends VisitKind {
  readonly id: string;
}

/** The kinds of visit that can be booked, in the hospital's order. */
export function visitKindsOf(
  places: readonly { readonly content: Pick<Location, 'kind' | 'visitKinds'> }[],
): readonly NamedVisitKind[] {
  const facility = places.find(({ content }) => content.kind === 'facility');
  return Object.entries(facility?.content.visitKinds ?? {})
    .map(([id, kind]) => ({ ...kind, id }))
    .filter(({ isActive }) => isActive)
    .toSorted((a, b) => (a.order ?? 1e6) - (b.order ?? 1e6) || (a.name < b.name ? -1 : 1));
}
