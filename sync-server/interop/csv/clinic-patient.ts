import { importedId } from '#shared/domain/ids.ts';
import type { Patient, Sex } from '#shared/domain/patient.ts';
import { splitName } from '#shared/tables/split-name.ts';
import { known } from '#server/interop/known.ts';
import { wholeRecord, type ReadOutcome } from '#server/interop/source-record.ts';
import { dayOf } from './clinic-rows.ts';
import type { CsvRow } from './csv-rows.ts';

const SEXES: Readonly<Record<string, Sex>> = {
  male: 'male',
  m: 'male',
  female: 'female',
  f: 'female',
  other: 'other',
  o: 'other',
  unknown: 'unknown',
  u: 'unknown',
};

/** A row of the clinic's list of patients; their number there becomes the MRN. */
export function clinicPatient(row: CsvRow, source: string): ReadOutcome {
  const number = row['patient_id'];
  if (!number) return { kind: 'refused', reason: 'patient_id is missing' };
  const born = row['dob'] ?? row['birth_date'] ?? '';
  const birthDate = dayOf(born);
  const name = splitName(row['name'] ?? '');
  const sex = (row['sex'] ?? '').toLowerCase();
  const patient: Patient = known({
    identifiers: { mrn: { kind: 'mrn' as const, value: number } },
    names: name ? { official: name } : undefined,
    birthDate,
    sex: Object.hasOwn(SEXES, sex) ? SEXES[sex] : undefined,
  });
  return {
    kind: 'taken',
    type: 'patients.csv',
    records: [wholeRecord('patients', importedId(source, 'csv-patient', number), patient)],
    notes: born !== '' && !birthDate ? ['dob is no date (YYYY-MM-DD)'] : [],
  };
}
