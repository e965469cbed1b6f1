import type { LocationId, PractitionerId } from './ids.ts';

/** Which of a series a deed reaches beside the one it is done on: those from its time on, or all that are still to come. */
export type Reach = 'later' | 'all';

interface Done {
  readonly reach: Reach;
  /** The wall time of the one on which it was done, as it was before. */
  readonly from: string;
  /** Recorded time. */
  readonly at: string;
}
/**
 * What somebody did to several of a series, written on one of them; the hospital carries it to the others in the same transaction
 * (S10), so that a device need not hold them all.
 */
export type SeriesDeed =
  | (Done & { readonly kind: 'cancel'; readonly reason: string })
  | (Done & {
      readonly kind: 'move';
      readonly days: number;
      /** `HH:MM` on the wall. */
      readonly time: string;
      readonly minutes: number;
      readonly practitionerId?: PractitionerId;
      readonly roomId?: LocationId;
      readonly clinicId?: LocationId;
    });
