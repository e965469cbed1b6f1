import type { Appointment } from '#shared/domain/appointment.ts';
import { isOpen, type Encounter } from '#shared/domain/encounter.ts';
import { openStaysOf } from '#shared/domain/stay.ts';
import { clinicScope, wardScope } from '#shared/sync/place-scope.ts';
import { FACILITY_SCOPE, isReference, REFERENCE_SCOPE, type Scope } from '#shared/sync/scope.ts';
import type { HospitalView, Master } from './hospital-view.ts';
import type { Oracle } from './oracle.ts';

/** So far from now a booking is in every window of time, wherever in the world it is looked at. */
const SURELY_MS = 25 * 86_400_000;

/** Who lies on a ward, or comes to a clinic, is held there with what brings them; who never lay there is not (S13). */
export function checkPlaces(
  oracle: Pick<Oracle, 'report'>,
  { feeds }: Pick<HospitalView, 'feeds'>,
  { masters, now }: { readonly masters: readonly Master[]; readonly now: number },
): void {
  const held = new Map(
    masters
      .filter(({ collection, id }) => feeds.of(FACILITY_SCOPE, collection).get(id)?.isHeld)
      .map((one) => [one.id, one]),
  );
  const belongs = (id: unknown, scope: Scope): void => {
    if (typeof id !== 'string' || !held.has(id) || feeds.scopesOf(id).has(scope)) return;
    oracle.report('scope', `${id} belongs to ${scope.slice(0, 12)} and is not held there`);
  };
  for (const one of held.values())
    for (const scope of placesOf(one, now)) {
      belongs(one.id, scope);
      belongs(one.content['patientId'], scope);
    }
  const lay = new Set<string>();
  for (const { collection, content } of masters)
    if (collection === 'encounters')
      for (const { wardId } of Object.values((content as unknown as Encounter).stays ?? {}))
        lay.add(`${String(content['patientId'])} ${wardScope(wardId)}`);
  for (const { collection, id } of held.values())
    for (const scope of collection === 'patients' ? feeds.scopesOf(id) : [])
      if (scope.startsWith('ward:') && !lay.has(`${id} ${scope}`))
        oracle.report('scope', `${id} is held on ${scope.slice(0, 12)} and never lay there`);
}

/** Where a document has to be, and whoever it is about. */
function placesOf({ collection, content }: Master, now: number): readonly Scope[] {
  if (isReference(collection)) return [REFERENCE_SCOPE];
  if (collection === 'encounters') {
    const visit = content as unknown as Encounter;
    return isOpen(visit) ? openStaysOf(visit).map(({ wardId }) => wardScope(wardId)) : [];
  }
  if (collection !== 'appointments') return [];
  const { slot, status } = content as unknown as Appointment;
  const isSoon = Math.abs(Date.parse(slot?.start ?? '') - now) < SURELY_MS;
  return slot?.clinicId && isSoon && status !== 'entered-in-error'
    ? [clinicScope(slot.clinicId)]
    : [];
}
