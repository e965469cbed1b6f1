import type { Appointment } from '#shared/domain/appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import { isOpen, type Encounter } from '#shared/domain/encounter.ts';
import { openStaysOf } from '#shared/domain/stay.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { clinicScope, wardScope } from '#shared/sync/place-scope.ts';
import { isReference, REFERENCE_SCOPE, type Scope } from '#shared/sync/scope.ts';
import { WINDOW } from '#shared/sync/window.ts';

/**
 * What a document says of where somebody's documents belong: `target` (a patient with everything of theirs, or one document, as
 * `<collection>/<id>`) lies in `scope` from `starts` until before `ends`, milliseconds.
 */
export interface Claim {
  readonly target: string;
  readonly scope: Scope;
  readonly starts: number;
  readonly ends: number;
}

const DAY_MS = 86_400_000;
/** Who moves on stays for a day with those who have just looked after them. */
export const GRACE_MS = DAY_MS;
const NEVER = 9_000_000_000_000_000;

/** Whose a document is; null for what is about no patient. */
export function patientOf(collection: CollectionName, id: string, content: JsonMap): string | null {
  // Who was found to be somebody else lies where that person lies (M11).
  if (collection === 'patients')
    return typeof content['survivorId'] === 'string' ? content['survivorId'] : id;
  const { patientId } = content;
  return typeof patientId === 'string' ? patientId : null;
}

/** Everything that a document lies in the scopes of: its patient, and itself. */
export function targetsOf(
  collection: CollectionName,
  id: string,
  patient: string | null,
): readonly string[] {
  const own = `${collection}/${id}`;
  return patient === null || own === `patients/${patient}` ? [own] : [`patients/${patient}`, own];
}

/**
 * A patient is in a ward's scope while a stay there goes on or is planned, and in a clinic's while an appointment there lies in the window
 * that devices hold (180 days ahead: a calendar that shows a booking shows whose it is) or a visit there goes on.
 */
export function claimsOf(
  collection: CollectionName,
  id: string,
  content: JsonMap,
): readonly Claim[] {
  if (collection === 'encounters') return claimsOfVisit(id, content as unknown as Encounter);
  if (collection === 'appointments') return claimsOfBooking(id, content as unknown as Appointment);
  if (collection === 'disputes') return claimsOfDispute(id, content as unknown as Dispute);
  return [];
}

/** What is disputed about places and people of the house lies with them, and nowhere else by itself. */
function claimsOfDispute(id: string, { subject }: Dispute): readonly Claim[] {
  if (!isReference(subject.collection)) return [];
  return [{ target: `disputes/${id}`, scope: REFERENCE_SCOPE, starts: 0, ends: NEVER }];
}

function claimsOfVisit(id: string, visit: Encounter): readonly Claim[] {
  if (!isOpen(visit)) return [];
  const target = visit.patientId ? `patients/${visit.patientId}` : `encounters/${id}`;
  const wards = openStaysOf(visit).map(({ wardId }) => wardScope(wardId));
  const clinics = visit.locationId ? [clinicScope(visit.locationId)] : [];
  return [...new Set([...wards, ...clinics])].map((scope) => ({
    target,
    scope,
    starts: 0,
    ends: NEVER,
  }));
}

function claimsOfBooking(id: string, { patientId, slot, status }: Appointment): readonly Claim[] {
  const day = Date.parse(`${slot?.wall.slice(0, 10) ?? ''}T00:00:00Z`);
  if (!slot?.clinicId || status === 'entered-in-error' || Number.isNaN(day)) return [];
  return [
    {
      target: patientId ? `patients/${patientId}` : `appointments/${id}`,
      scope: clinicScope(slot.clinicId),
      starts: day - WINDOW.daysAhead * DAY_MS,
      ends: day + (WINDOW.daysBack + 1) * DAY_MS,
    },
  ];
}
