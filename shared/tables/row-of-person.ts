import { shownName } from '#shared/domain/human-name.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { demographicsOf } from '#shared/domain/demographics.ts';
import { PEOPLE_FIELDS, type PeopleField } from './people-fields.ts';

type FileField = Exclude<PeopleField, 'name'>;
/** What a file of people says of each, in this order; it can be read in again. */
export const FILE_FIELDS = PEOPLE_FIELDS.filter((field): field is FileField => field !== 'name');

/** A person as a row. */
export function rowOfPerson(patient: Patient): readonly string[] {
  const shown = demographicsOf(patient);
  const name = shownName(patient.names);
  const identifiers = Object.values(patient.identifiers ?? {});
  const [address] = Object.values(patient.addresses ?? {});
  const byField: Readonly<Record<FileField, string>> = {
    ...shown,
    number: mrnOf(patient) ?? '',
    national: identifiers.find(({ kind }) => kind === 'national')?.value ?? '',
    family: name?.family ?? name?.text ?? '',
    birth: `${patient.isBirthDateEstimated ? '~' : ''}${patient.birthDate ?? ''}`,
    country: address?.country ?? '',
  };
  return FILE_FIELDS.map((field) => byField[field]);
}

/** False for whom no file says anything: whose record is restricted, and who was found to be somebody else. */
export function isInFiles({ isRestricted, links }: Patient): boolean {
  if (isRestricted === true) return false;
  return Object.values(links ?? {}).every(({ kind }) => kind !== 'replaced-by');
}
