import { shownName } from './human-name.ts';
import type { Patient, Sex } from './patient.ts';

/** Who a person is and how to reach them, as it stands in a form: plain text, whatever was typed. */
export interface Demographics {
  readonly family: string;
  readonly given: string;
  readonly title: string;
  /** As typed: `14.3.1959`, `about 60`. */
  readonly birth: string;
  readonly isBirthUnknown: boolean;
  readonly sex: Sex | '';
  readonly phone: string;
  readonly email: string;
  readonly line: string;
  readonly city: string;
  readonly postalCode: string;
  readonly contactName: string;
  readonly contactRelationship: string;
  readonly contactPhone: string;
  readonly language: string;
  readonly comment: string;
}
export type DemographicsField = keyof Demographics;

export const NO_DEMOGRAPHICS: Demographics = {
  family: '',
  given: '',
  title: '',
  birth: '',
  isBirthUnknown: false,
  sex: '',
  phone: '',
  email: '',
  line: '',
  city: '',
  postalCode: '',
  contactName: '',
  contactRelationship: '',
  contactPhone: '',
  language: '',
  comment: '',
};

/** A person's record as the form shows it; where there are several phones or addresses, the first. */
export function demographicsOf(patient: Patient): Demographics {
  const name = shownName(patient.names);
  const contact = firstOf(patient.contacts);
  const address = firstOf(patient.addresses);
  const language = Object.values(patient.languages ?? {});
  return {
    ...NO_DEMOGRAPHICS,
    family: name?.family ?? name?.text ?? '',
    given: name?.given ?? '',
    title: name?.prefix ?? '',
    birth: birthText(patient),
    isBirthUnknown: patient.birthDate === undefined,
    sex: patient.sex ?? '',
    phone: telecomOf(patient, 'phone')?.value ?? '',
    email: telecomOf(patient, 'email')?.value ?? '',
    line: address?.line ?? '',
    city: address?.city ?? '',
    postalCode: address?.postalCode ?? '',
    contactName: contact?.name ?? '',
    contactRelationship: contact?.relationship ?? '',
    contactPhone: contact?.phone ?? '',
    language: (language.find((l) => l.isPreferred) ?? language[0])?.code ?? '',
    comment: patient.comment ?? '',
  };
}

/** The birth date as it can be typed again and is read alike. */
function birthText({ birthDate, isBirthDateEstimated }: Patient): string {
  if (!birthDate) return '';
  return isBirthDateEstimated ? `~${birthDate}` : birthDate;
}

/** The first phone or e-mail with its key. */
export function telecomOf(
  patient: Patient,
  kind: 'phone' | 'email',
): { readonly key: string; readonly value: string } | undefined {
  const found = Object.entries(patient.telecom ?? {}).find(([, entry]) => entry.kind === kind);
  return found && { key: found[0], value: found[1].value };
}

/** The first key of a map, in an order that every device shares. */
export function firstKey(map: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return Object.keys(map ?? {}).toSorted()[0];
}

function firstOf<T>(map: Readonly<Record<string, T>> | undefined): T | undefined {
  const key = firstKey(map);
  return key === undefined ? undefined : map?.[key];
}
