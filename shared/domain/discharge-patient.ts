import { err, ok, type Result } from '#shared/lib/result.ts';
import { isOpen, type Encounter, type EncounterStatus } from './encounter.ts';
import { endedStays } from './stay.ts';

export type DischargeError = { readonly kind: 'not-here'; readonly status: EncounterStatus };

/** Ends the visit and the stay at one instant; the bed is then to be cleaned. */
export function dischargePatient(
  before: Encounter,
  at: string,
  newKey: () => string,
): Result<Encounter, DischargeError> {
  if (!isOpen(before)) return err({ kind: 'not-here', status: before.status });
  const start = before.period?.start;
  const end = start !== undefined && at < start ? start : at;
  return ok({
    ...before,
    status: 'finished',
    period: { ...before.period, end },
    stays: endedStays(before, at),
    statusHistory: { ...before.statusHistory, [newKey()]: { status: 'finished', at: end } },
  });
}
