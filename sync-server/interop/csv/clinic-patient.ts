import { importedId } from '#shared/domain/ids.ts';
import type { HumanName } from '#shared/domain/human-name.ts';
import type { Patient, Sex } from '#shared/domain/patient.ts';
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
const TITLES = /^(?:dr|mr|mrs|ms|miss|prof|rev|sir|dame)\.?$/i;
const SUFFIXES = /^(?:jr|sr|ii|iii|iv|md|dds|dvm|phd|esq)\.?$/i;

/** A row of the clinic's list of patients; their number there becomes the MRN. */
export function clinicPatient(row: CsvRow, source: string): ReadOutcome {
  const number = row['patient_id'];
  if (!number) return { kind: 'refused', reason: 'patient_id is missing' };
  const born = row['dob'] ?? row['birth_date'] ?? '';
  const birthDate = dayOf(born);
  const name = nameOf(row['name'] ?? '');
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

/** "Dr. Sarah Jane Davis Jr." apart: title, given names, family name, suffix; "Davis, Sarah" too. One word alone stays whole. */
function nameOf(text: string): HumanName | null {
  const [before, after] = text.split(',').map((part) => part.trim());
  const isInverted = before && after && !SUFFIXES.test(after);
  const words = (isInverted ? `${after} ${before}` : text.replaceAll(',', ' '))
    .split(/\s+/)
    .filter(Boolean);
  const prefix = takeWhile(words, TITLES);
  const suffix = takeWhile(words.toReversed(), SUFFIXES).toReversed();
  const rest = words.slice(prefix.length, words.length - suffix.length);
  const family = isInverted ? before : rest.at(-1);
  if (!family) return text.trim() === '' ? null : { use: 'official', text: text.trim() };
  const given = isInverted ? after : rest.slice(0, -1).join(' ');
  if (!given) return { use: 'official', text: text.trim() };
  return known({
    use: 'official' as const,
    family,
    given,
    prefix: prefix.join(' ') || undefined,
    suffix: suffix.join(' ') || undefined,
  });
}

function takeWhile(words: readonly string[], pattern: RegExp): readonly string[] {
  const end = words.findIndex((word) => !pattern.test(word));
  return words.slice(0, end === -1 ? words.length : end);
}
