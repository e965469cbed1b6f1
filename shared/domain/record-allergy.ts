import { allergySummary, isInForce, type Alert, type Allergy } from './allergy.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { PersonId } from './ids.ts';
import type { Patient } from './patient.ts';

/** An allergy as it is typed at the bedside; '' is "not said". */
export interface AllergyForm {
  readonly substance: string;
  readonly reaction: string;
  readonly onset: string;
  readonly category: Allergy['category'] | '';
  readonly criticality: Allergy['criticality'] | '';
  readonly severity: Allergy['severity'] | '';
  readonly isConfirmed: boolean;
  readonly note: string;
}
export const NO_ALLERGY: AllergyForm = {
  substance: '',
  reaction: '',
  onset: '',
  category: '',
  criticality: '',
  severity: '',
  isConfirmed: false,
  note: '',
};

/** Who says so, and when. */
export interface Stamp {
  readonly by: PersonId;
  readonly at: string;
}
export type AllergyError =
  | { readonly kind: 'no-substance' }
  | { readonly kind: 'too-long'; readonly limit: number }
  | { readonly kind: 'no-allergy-named' }
  | { readonly kind: 'not-a-year' }
  | { readonly kind: 'in-force-already'; readonly id: string };

const SUBSTANCE_LIMIT = 120;
const NONE =
  /^(no|none|nil|nka|nkda|no known( drug)? allerg(y|ies)|ninguna?|sin alergias|لا يوجد)\.?$/i;

/** What was typed as an allergy; "none" is no substance, and the same one in force is not written twice. */
export function allergyOf(
  form: AllergyForm,
  patient: Pick<Patient, 'allergies'>,
  stamp: Stamp,
): Result<Allergy, AllergyError> {
  const substance = form.substance.trim().replace(/\s+/g, ' ');
  if (substance === '') return err({ kind: 'no-substance' });
  if (substance.length > SUBSTANCE_LIMIT) return err({ kind: 'too-long', limit: SUBSTANCE_LIMIT });
  if (NONE.test(substance)) return err({ kind: 'no-allergy-named' });
  const onset = form.onset.trim();
  if (onset !== '' && !isPastYear(onset, stamp.at)) return err({ kind: 'not-a-year' });
  const twin = Object.entries(patient.allergies ?? {}).find(
    ([, a]) => isInForce(a) && a.substance.toLocaleLowerCase() === substance.toLocaleLowerCase(),
  );
  if (twin) return err({ kind: 'in-force-already', id: twin[0] });
  return ok({
    substance,
    ...said('reaction', form.reaction.trim()),
    ...said('onset', onset),
    ...said('category', form.category),
    ...said('criticality', form.criticality),
    ...said('severity', form.severity),
    ...said('note', form.note.trim()),
    clinicalStatus: 'active',
    verification: form.isConfirmed ? 'confirmed' : 'unconfirmed',
    recordedAt: stamp.at,
    recordedBy: stamp.by,
  });
}

/** Adds an allergy beside all others; a "none known" of earlier stays in the record and is hidden by it (M3). */
export function addAllergy(patient: Patient, id: string, allergy: Allergy): Patient {
  return { ...patient, allergies: { ...patient.allergies, [id]: allergy } };
}

/** Takes an allergy out of force without taking it out of the record: refuted by a test, or never true. */
export function judgeAllergy(
  patient: Patient,
  id: string,
  verification: 'confirmed' | 'refuted' | 'entered-in-error',
): Patient {
  const allergy = patient.allergies?.[id];
  if (!allergy) return patient;
  return { ...patient, allergies: { ...patient.allergies, [id]: { ...allergy, verification } } };
}

/** True where "no known allergies" may be written down: nothing in force, and not said yet (M3). */
export function mayRecordNone(patient: Patient): boolean {
  return allergySummary(patient).kind === 'not-recorded';
}

/** Somebody asked and was told of none; leaves the patient as it is where an allergy is in force. */
export function recordNoneKnown(patient: Patient, stamp: Stamp): Patient {
  return mayRecordNone(patient) ? { ...patient, noKnownAllergies: stamp } : patient;
}

/** Adds an alert that everybody who meets the patient has to know. */
export function addAlert(
  patient: Patient,
  id: string,
  alert: Pick<Alert, 'kind' | 'text'> & { readonly stamp: Stamp },
): Patient {
  const { kind, text, stamp } = alert;
  const added: Alert = {
    kind,
    text: text.trim(),
    status: 'active',
    since: stamp.at,
    recordedBy: stamp.by,
  };
  return { ...patient, alerts: { ...patient.alerts, [id]: added } };
}

/** Ends an alert, or takes back one that was never true; it stays in the record. */
export function endAlert(
  patient: Patient,
  id: string,
  status: 'inactive' | 'entered-in-error',
): Patient {
  const alert = patient.alerts?.[id];
  return alert
    ? { ...patient, alerts: { ...patient.alerts, [id]: { ...alert, status } } }
    : patient;
}

function isPastYear(text: string, now: string): boolean {
  return /^(19|20)\d\d(-\d\d){0,2}$/.test(text) && text <= now.slice(0, text.length);
}

function said<K extends string, V extends string>(
  key: K,
  value: V | '' | undefined,
): { readonly [k in K]?: V } {
  return (value ? { [key]: value } : {}) as { readonly [k in K]?: V };
}
