import { readBirthDate } from './birth-date.ts';
import { firstKey, telecomOf, type Demographics, type DemographicsField } from './demographics.ts';
import { plainName, shownName } from './human-name.ts';
import type { Patient } from './patient.ts';
import { isStandIn, namesOnceKnown } from './stand-in.ts';

/** What changes a patient and needs ids of its own: handed in, so that tests own them. */
export interface EditDeps {
  /** The hospital's day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly newKey: () => string;
}

/**
 * The patient with what the person at the form changed, and nothing else: `shown` is what the form said when they began, so that
 * a phone number that arrived from another desk meanwhile is not written back to its old value (M1).
 */
export function withDemographics(
  patient: Patient,
  { shown, typed }: { readonly shown: Demographics; readonly typed: Demographics },
  { today, newKey }: EditDeps,
): Patient {
  const isChanged = (...fields: readonly DemographicsField[]): boolean =>
    fields.some((field) => trimmed(shown[field]) !== trimmed(typed[field]));
  let after: Patient = patient;
  if (isChanged('family', 'given', 'title')) after = withName(after, { shown, typed, newKey });
  if (isChanged('birth', 'isBirthUnknown')) after = withBirth(after, typed, today);
  if (isChanged('sex')) after = omitEmpty({ ...after, sex: typed.sex || undefined });
  for (const kind of ['phone', 'email'] as const) {
    if (isChanged(kind)) after = withTelecom(after, { kind, value: typed[kind].trim(), newKey });
  }
  if (isChanged('line', 'city', 'postalCode')) after = withAddress(after, typed, newKey);
  if (isChanged('contactName', 'contactRelationship', 'contactPhone')) {
    after = withContact(after, typed, newKey);
  }
  if (isChanged('language')) after = withLanguage(after, typed.language.trim());
  if (isChanged('comment')) {
    after = omitEmpty({ ...after, comment: typed.comment.trim() || undefined });
  }
  return after;
}

function withName(
  patient: Patient,
  { shown, typed, newKey }: { shown: Demographics; typed: Demographics; newKey: () => string },
): Patient {
  const names = patient.names ?? {};
  const standing = shownName(names);
  const key = Object.keys(names).find((k) => names[k] === standing) ?? newKey();
  const { text, ...base } = standing ?? { use: 'official' as const };
  const keepsText = text !== undefined && typed.family.trim() === shown.family.trim();
  const name = omitEmpty({
    ...base,
    ...(keepsText ? { text } : { family: plainName(typed.family) || undefined }),
    given: plainName(typed.given) || undefined,
    prefix: typed.title.trim() || undefined,
  });
  if (isStandIn(standing)) return { ...patient, names: namesOnceKnown(names, key, name) };
  return { ...patient, names: { ...names, [key]: name } };
}

function withBirth(patient: Patient, typed: Demographics, today: string): Patient {
  const birth = typed.isBirthUnknown ? null : readBirthDate(typed.birth, today);
  return omitEmpty({
    ...patient,
    birthDate: birth?.ok ? birth.value.date : undefined,
    isBirthDateEstimated: birth?.ok && birth.value.isEstimated ? true : undefined,
  });
}

function withTelecom(
  patient: Patient,
  part: { kind: 'phone' | 'email'; value: string; newKey: () => string },
): Patient {
  const standing = telecomOf(patient, part.kind);
  const key = standing?.key ?? part.newKey();
  const { [key]: entry, ...others } = patient.telecom ?? {};
  if (part.value === '') return omitEmpty({ ...patient, telecom: emptyAsNone(others) });
  return {
    ...patient,
    telecom: { ...patient.telecom, [key]: { kind: part.kind, ...entry, value: part.value } },
  };
}

function withAddress(patient: Patient, typed: Demographics, newKey: () => string): Patient {
  const key = firstKey(patient.addresses) ?? newKey();
  const { [key]: before, ...others } = patient.addresses ?? {};
  const address = omitEmpty({
    ...before,
    line: typed.line.trim() || undefined,
    city: typed.city.trim() || undefined,
    postalCode: typed.postalCode.trim() || undefined,
  });
  const isGone = Object.keys(address).length === 0;
  const addresses = isGone ? emptyAsNone(others) : { ...patient.addresses, [key]: address };
  return omitEmpty({ ...patient, addresses });
}

function withContact(patient: Patient, typed: Demographics, newKey: () => string): Patient {
  const key = firstKey(patient.contacts) ?? newKey();
  const { [key]: before, ...others } = patient.contacts ?? {};
  const name = plainName(typed.contactName);
  if (name === '') return omitEmpty({ ...patient, contacts: emptyAsNone(others) });
  const contact = omitEmpty({
    ...before,
    name,
    relationship: typed.contactRelationship.trim() || undefined,
    phone: typed.contactPhone.trim() || undefined,
  });
  return { ...patient, contacts: { ...patient.contacts, [key]: contact } };
}

/** Keyed by the language itself, so that two desks that add Arabic add one entry. */
function withLanguage(patient: Patient, code: string): Patient {
  const others = Object.entries(patient.languages ?? {}).filter(([, other]) => other.code !== code);
  const languages = Object.fromEntries(
    others.map(([key, { isPreferred: _before, ...other }]) => [key, other]),
  );
  if (code === '') return omitEmpty({ ...patient, languages: emptyAsNone(languages) });
  return { ...patient, languages: { ...languages, [code]: { code, isPreferred: true } } };
}

function trimmed(value: string | boolean): string | boolean {
  return typeof value === 'string' ? value.trim() : value;
}

function emptyAsNone<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

type Known<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same map without what is `undefined`: absent and unknown are one thing in a record. */
function omitEmpty<T extends object>(map: T): Known<T> {
  return Object.fromEntries(
    Object.entries(map).filter(([, value]) => value !== undefined),
  ) as Known<T>;
}
