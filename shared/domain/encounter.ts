import type { AppointmentId, LocationId, PatientId, PractitionerId } from './ids.ts';
import type { Stay } from './stay.ts';

export type EncounterStatus =
  | 'planned'
  | 'arrived'
  | 'triaged'
  | 'in-progress'
  | 'onleave'
  | 'finished'
  | 'cancelled'
  | 'entered-in-error'
  | 'unknown';

/** A visit or an admission. Its stays are the only record of who lay where. */
export interface Encounter {
  readonly patientId?: PatientId;
  /** Whose it was when it was written, where their record was merged into another since (M12). */
  readonly recordedFor?: PatientId;
  readonly status: EncounterStatus;
  /** HL7 v3 ActCode: AMB, IMP, EMER, … */
  readonly class: string;
  readonly type?: string;
  readonly reason?: string;
  readonly period?: { readonly start?: string; readonly end?: string };
  readonly stays?: Readonly<Record<string, Stay>>;
  readonly statusHistory?: Readonly<
    Record<string, { readonly status: EncounterStatus; readonly at: string }>
  >;
  readonly practitionerId?: PractitionerId;
  readonly locationId?: LocationId;
  readonly appointmentId?: AppointmentId;
}

const OPEN: ReadonlySet<EncounterStatus> = new Set([
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
]);

/** True while the visit goes on. */
export function isOpen(encounter: Pick<Encounter, 'status'>): boolean {
  return OPEN.has(encounter.status);
}

/** When the visit ended as an instant; `9999` while it goes on, so that open visits sort last and are found by range. */
export function endKeyOf(encounter: Pick<Encounter, 'status' | 'period'>): string {
  if (isOpen(encounter)) return '9999';
  return encounter.period?.end ?? encounter.period?.start ?? '';
}
