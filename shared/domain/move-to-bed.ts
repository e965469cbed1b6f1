import { err, ok, type Result } from '#shared/lib/result.ts';
import { stayFrom, type BedPlace } from './admit-patient.ts';
import { isOpen, type Encounter, type EncounterStatus } from './encounter.ts';
import { endedStays, openStaysOf } from './stay.ts';

export type BedMoveError =
  | { readonly kind: 'not-here'; readonly status: EncounterStatus }
  | { readonly kind: 'already-there' };

export interface BedMove {
  readonly to: BedPlace;
  readonly at: string;
  readonly newKey: () => string;
}

/** Another bed for the same visit: the old stay ends at the instant at which the new one begins, so nobody lies nowhere. */
export function moveToBed(
  before: Encounter,
  { to, at, newKey }: BedMove,
): Result<Encounter, BedMoveError> {
  if (!isOpen(before)) return err({ kind: 'not-here', status: before.status });
  const open = openStaysOf(before);
  if (open.length > 0 && open.every(({ bedId }) => bedId === to.bedId)) {
    return err({ kind: 'already-there' });
  }
  const stays = { ...endedStays(before, at), [newKey()]: stayFrom(to, beginOf(open, at)) };
  return ok({ ...before, stays });
}

/** A tablet whose clock is behind must not begin the new stay before the old one. */
function beginOf(open: ReturnType<typeof openStaysOf>, at: string): string {
  return open.reduce((latest, { start }) => (start > latest ? start : latest), at);
}

/**
 * Where two devices put one person into two beds: this visit goes on in the bed named and nowhere else, with the stay that is
 * there already or with a new one.
 */
export function settleInBed(before: Encounter, move: BedMove): Result<Encounter, BedMoveError> {
  const kept = openStaysOf(before).findLast((stay) => stay.bedId === move.to.bedId);
  if (!isOpen(before) || !kept) return moveToBed(before, move);
  const { id, ...stay } = kept;
  return ok({ ...before, stays: { ...endedStays(before, move.at), [id]: stay } });
}
