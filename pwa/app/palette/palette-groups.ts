import type { PersonHit } from '#pwa/store/people-finder.ts';

/** Where somebody who was found is today. */
export interface Place {
  /** "Ward 3, bed 1", or the ward alone. */
  readonly ward: string | null;
  readonly bed: string | null;
  /** Instant of today's next appointment. */
  readonly appointmentAt: string | null;
}
export interface FoundHit extends PersonHit {
  readonly place: Place | null;
}
export interface Groups {
  /** In a ward or on today's list. */
  readonly near: readonly FoundHit[];
  readonly others: readonly FoundHit[];
}

/** People who are here today come first; inside a group the finder's order stands. */
export function groupsOf(hits: readonly FoundHit[]): Groups {
  return {
    near: hits.filter(({ place }) => place !== null),
    others: hits.filter(({ place }) => place === null),
  };
}
