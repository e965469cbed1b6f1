import type { Occupant } from '#shared/domain/bed.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { WardBoard } from '#shared/domain/ward-board.ts';
import type { Beds } from '#pwa/store/use-beds.ts';
import type { WardVerbs } from './use-ward-verbs.ts';

/** What somebody is being asked on top of the board; ids only, so that the answer is judged on what is true by then. */
export type Asked =
  | { readonly kind: 'actions'; readonly bedId: string }
  | { readonly kind: 'close'; readonly bedId: string }
  | { readonly kind: 'sort-out'; readonly bedId: string }
  | {
      readonly kind: 'move';
      readonly bedId: string;
      readonly encounterId: string;
      /** The bed somebody let the card go over. */
      readonly to?: string;
    };

/** Everything that the cards and dialogs of one ward draw from. */
export interface WardView {
  readonly beds: Beds;
  readonly board: WardBoard;
  readonly wardId: string;
  readonly zone: string;
  /** `YYYY-MM-DD` at the hospital. */
  readonly today: string;
  readonly now: number;
  readonly mayMove: boolean;
  readonly mayKeep: boolean;
  readonly verbs: WardVerbs;
  ask(asked: Asked | null): void;
}

/** The record of whoever is recorded in a bed; undefined where it is not on this device. */
export function patientOf(
  { beds }: Pick<WardView, 'beds'>,
  occupant: Pick<Occupant, 'patientId'>,
): Patient | undefined {
  return occupant.patientId ? beds.people.get(occupant.patientId) : undefined;
}
