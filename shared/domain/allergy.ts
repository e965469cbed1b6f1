import type { PersonId } from './ids.ts';
import type { Patient } from './patient.ts';

/** An allergy or intolerance, as FHIR R4 AllergyIntolerance. Never removed, only refuted or entered in error. */
export interface Allergy {
  readonly substance: string;
  readonly code?: { readonly system: string; readonly code: string };
  readonly reaction?: string;
  readonly severity?: 'mild' | 'moderate' | 'severe';
  readonly criticality?: 'low' | 'high' | 'unable-to-assess';
  readonly category?: 'food' | 'medication' | 'environment' | 'biologic';
  readonly clinicalStatus: 'active' | 'inactive' | 'resolved';
  readonly verification: 'unconfirmed' | 'confirmed' | 'refuted' | 'entered-in-error';
  readonly note?: string;
  /** FHIR date of first onset, whole or in part. */
  readonly onset?: string;
  readonly recordedAt?: string;
  readonly recordedBy?: PersonId | string;
}

/** Something everybody who meets the patient has to know. */
export interface Alert {
  readonly kind: 'infection' | 'falls' | 'behaviour' | 'resuscitation' | 'safeguarding' | 'other';
  readonly text: string;
  readonly status: 'active' | 'inactive' | 'entered-in-error';
  readonly since?: string;
  readonly recordedBy?: PersonId | string;
}

/** The four wordings that a screen may use (NHS CUI Patient Banner v4, PAB-0064 to 0071); "unavailable" is the screen's own, when the record is not on this device. */
export type AllergySummary =
  | { readonly kind: 'known'; readonly allergies: readonly (Allergy & { readonly id: string })[] }
  | { readonly kind: 'none-known' }
  | { readonly kind: 'not-recorded' };

const CRITICALITY = { high: 0, 'unable-to-assess': 1, low: 2 } as const;

/** What the strip under a name says: active allergies, high risk first; "none known" only where nothing active is recorded (M3). */
export function allergySummary(
  patient: Pick<Patient, 'allergies' | 'noKnownAllergies'>,
): AllergySummary {
  const allergies = Object.entries(patient.allergies ?? {})
    .map(([id, allergy]) => ({ id, ...allergy }))
    .filter(isInForce)
    .toSorted((a, b) => rank(a) - rank(b) || a.substance.localeCompare(b.substance));
  if (allergies.length > 0) return { kind: 'known', allergies };
  return patient.noKnownAllergies ? { kind: 'none-known' } : { kind: 'not-recorded' };
}

/** True unless refuted, entered in error, resolved or inactive. */
export function isInForce(allergy: Allergy): boolean {
  return (
    allergy.clinicalStatus === 'active' &&
    allergy.verification !== 'refuted' &&
    allergy.verification !== 'entered-in-error'
  );
}

function rank(allergy: Allergy): number {
  return CRITICALITY[allergy.criticality ?? 'unable-to-assess'];
}
