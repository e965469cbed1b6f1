import type { Encounter } from './encounter.ts';
import type { LocationId, PatientId, PractitionerId } from './ids.ts';
import { staysOf, type Stay } from './stay.ts';

/** A bed with the ward it stands in. */
export interface BedPlace {
  readonly bedId: LocationId;
  readonly wardId: LocationId;
}

export interface Admission {
  readonly patientId: PatientId;
  readonly place: BedPlace;
  readonly reason?: string;
  readonly practitionerId?: PractitionerId | undefined;
  /** The instant at which the person took the bed. */
  readonly at: string;
  /** Makes the keys of the entries of a map: a new id each time. */
  readonly newKey: () => string;
}

/** A new inpatient visit (class IMP) that begins with a stay in one bed. */
export function admitPatient({ at, newKey, place, ...who }: Admission): Encounter {
  const reason = who.reason?.trim();
  return {
    patientId: who.patientId,
    class: 'IMP',
    status: 'in-progress',
    period: { start: at },
    stays: { [newKey()]: stayFrom(place, at) },
    statusHistory: { [newKey()]: { status: 'in-progress', at } },
    ...(reason ? { reason } : {}),
    ...(who.practitionerId ? { practitionerId: who.practitionerId } : {}),
  };
}

/** A stay that begins. */
export function stayFrom({ bedId, wardId }: BedPlace, start: string): Stay {
  return { bedId, wardId, start };
}

/** Takes back an admission that was just made: visit and stays are entered in error, nothing is deleted. */
export function takeBackAdmission(before: Encounter, at: string, newKey: () => string): Encounter {
  const withdrawn = staysOf(before).map(
    ({ id, ...stay }) => [id, { ...stay, isInError: true }] as const,
  );
  return {
    ...before,
    status: 'entered-in-error',
    stays: { ...before.stays, ...Object.fromEntries(withdrawn) },
    statusHistory: { ...before.statusHistory, [newKey()]: { status: 'entered-in-error', at } },
  };
}
