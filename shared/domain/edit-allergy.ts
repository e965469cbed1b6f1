import { ok, type Result } from '#shared/lib/result.ts';
import type { Allergy } from './allergy.ts';
import type { Patient } from './patient.ts';
import { allergyOf, type AllergyError, type AllergyForm, type Stamp } from './record-allergy.ts';

/** An allergy as the form shows it. */
export function allergyFormOf(allergy: Allergy): AllergyForm {
  return {
    substance: allergy.substance,
    reaction: allergy.reaction ?? '',
    onset: allergy.onset ?? '',
    category: allergy.category ?? '',
    criticality: allergy.criticality ?? '',
    severity: allergy.severity ?? '',
    isConfirmed: allergy.verification === 'confirmed',
    note: allergy.note ?? '',
  };
}

/**
 * The patient with what was changed in the form of one allergy, and nothing else: a reaction that another tablet added meanwhile is
 * not written back to its old value (M1). Who recorded it first stays.
 */
export function editAllergy(
  patient: Patient,
  id: string,
  { shown, typed, stamp }: { shown: AllergyForm; typed: AllergyForm; stamp: Stamp },
): Result<Patient, AllergyError> {
  const { [id]: before, ...others } = patient.allergies ?? {};
  if (!before) return ok(patient);
  const read = allergyOf(typed, { allergies: others }, stamp);
  if (!read.ok) return read;
  const after: Record<string, unknown> = { ...before };
  for (const field of FIELDS) {
    if (shown[field] === typed[field]) continue;
    if (read.value[field] === undefined) delete after[field];
    else after[field] = read.value[field];
  }
  if (shown.isConfirmed !== typed.isConfirmed) after['verification'] = read.value.verification;
  // A code belongs to the substance that it was given for.
  if (shown.substance !== typed.substance) delete after['code'];
  return ok({
    ...patient,
    allergies: { ...patient.allergies, [id]: after as unknown as Allergy },
  });
}
const FIELDS = [
  'substance',
  'reaction',
  'onset',
  'category',
  'criticality',
  'severity',
  'note',
] as const satisfies readonly (keyof AllergyForm & keyof Allergy)[];
