import { nameFault, phoneFault, type FieldFault } from './check-demographics.ts';
import { firstKey, telecomOf } from './demographics.ts';
import { plainName, shownName, type HumanName } from './human-name.ts';
import type { Patient } from './patient.ts';

/** What a person has several of, beside the ones that the form itself shows; by their keys, as they stand in fields. */
export interface Lists {
  readonly names: Readonly<Record<string, ListedName>>;
  readonly telecom: Readonly<Record<string, ListedTelecom>>;
  readonly contacts: Readonly<Record<string, ListedContact>>;
  /** Codes beside the preferred one. */
  readonly languages: Readonly<Record<string, string>>;
}
export interface ListedName {
  readonly use: 'usual' | 'official' | 'maiden' | 'nickname' | 'old';
  readonly family: string;
  readonly given: string;
}
export interface ListedTelecom {
  readonly kind: 'phone' | 'email';
  readonly value: string;
}
export interface ListedContact {
  readonly name: string;
  readonly relationship: string;
  readonly phone: string;
}
/** What a form showed of them, what stands in it now, and whether all of that can be stored. */
export interface ListEdit {
  readonly shown: Lists;
  readonly typed: Lists;
  readonly isFaulty: boolean;
}
const USES: readonly ListedName['use'][] = ['usual', 'official', 'maiden', 'nickname', 'old'];

/** The lists of a record as a form shows them. */
export function listsOf(patient: Patient): Lists {
  const shown = shownName(patient.names);
  const reached = [telecomOf(patient, 'phone')?.key, telecomOf(patient, 'email')?.key];
  const contact = firstKey(patient.contacts);
  const languages = Object.entries(patient.languages ?? {});
  const preferred = (languages.find(([, { isPreferred }]) => isPreferred) ?? languages[0])?.[0];
  return {
    names: mapped(patient.names, (name) => (name === shown ? null : listedName(name))),
    telecom: mapped(patient.telecom, ({ kind, value }, key) =>
      (kind === 'phone' || kind === 'email') && !reached.includes(key) ? { kind, value } : null,
    ),
    contacts: mapped(patient.contacts, ({ name, relationship = '', phone = '' }, key) =>
      key === contact ? null : { name, relationship, phone },
    ),
    languages: mapped(patient.languages, ({ code }, key) => (key === preferred ? null : code)),
  };
}

/** The record with what was changed in its lists, and nothing else (M1). A name is never taken out; it becomes a former one. */
export function withLists(
  patient: Patient,
  { shown, typed }: Pick<ListEdit, 'shown' | 'typed'>,
): Patient {
  const named = merged(patient.names, { shown: shown.names, typed: typed.names }, (name, before) =>
    name.family.trim() || name.given.trim() ? nameFrom(name, before) : before,
  );
  const names = { ...named, ...keptOf(patient.names, named) };
  const telecom = merged(
    patient.telecom,
    { shown: shown.telecom, typed: typed.telecom },
    (one, before) =>
      one.value.trim() ? { ...before, kind: one.kind, value: one.value.trim() } : undefined,
  );
  const contacts = merged(
    patient.contacts,
    { shown: shown.contacts, typed: typed.contacts },
    contactFrom,
  );
  const languages = merged(
    patient.languages,
    { shown: shown.languages, typed: typed.languages },
    (code) => (code ? { code } : undefined),
  );
  const { names: _n, telecom: _t, contacts: _c, languages: _l, ...others } = patient;
  return { ...others, ...withoutEmpty({ names, telecom, contacts, languages }) } as Patient;
}

/** What is wrong with an entry, by its key and field: as in the form above. */
export function listFaults({ names, telecom, contacts }: Lists): ReadonlyMap<string, FieldFault> {
  const faults = new Map<string, FieldFault>();
  const note = (key: string, text: string, fault: (text: string) => FieldFault | null): void => {
    const found = plainName(text) === '' ? null : fault(plainName(text));
    if (found && !('isCaution' in found)) faults.set(key, found);
  };
  for (const [key, { family, given }] of Object.entries(names)) {
    note(`${key}/family`, family, nameFault);
    note(`${key}/given`, given, nameFault);
  }
  for (const [key, { kind, value }] of Object.entries(telecom))
    note(`${key}/value`, value, kind === 'phone' ? phoneFault : emailFault);
  for (const [key, { name, relationship, phone }] of Object.entries(contacts)) {
    note(`${key}/name`, name, nameFault);
    note(`${key}/phone`, phone, phoneFault);
    if (!name.trim() && (relationship.trim() || phone.trim()))
      faults.set(`${key}/name`, { kind: 'contact-without-name' });
  }
  return faults;
}

function emailFault(text: string): FieldFault | null {
  return /^\S+@\S+\.\S+$/.test(text) ? null : { kind: 'not-an-email' };
}

/** A name that stood in, or of no kind, is called a former one where it is listed. */
function listedName({ use, family, given = '', text = '' }: HumanName): ListedName {
  const known = USES.find((one) => one === use);
  return { use: known ?? 'old', family: family ?? text, given };
}

/** Behind the name that is shown: a second official one is the same in another script. */
function nameFrom({ use, family, given }: ListedName, before: HumanName | undefined): HumanName {
  const { text: _whole, ...kept } = before ?? {};
  return withoutEmpty({
    ...kept,
    use,
    family: plainName(family) || undefined,
    given: plainName(given) || undefined,
    order: use === 'official' ? (before?.order ?? 1) : before?.order,
  }) as HumanName;
}

function contactFrom({ name, relationship, phone }: ListedContact, before?: object) {
  if (!name.trim()) return undefined;
  return withoutEmpty({
    ...before,
    name: plainName(name),
    relationship: relationship.trim() || undefined,
    phone: phone.trim() || undefined,
  }) as { readonly name: string };
}

function mapped<T, L>(
  map: Readonly<Record<string, T>> | undefined,
  of: (entry: T, key: string) => L | null,
): Readonly<Record<string, L>> {
  const entries = Object.entries(map ?? {}).map(([key, entry]) => [key, of(entry, key)] as const);
  return Object.fromEntries(
    entries.filter((one): one is readonly [string, L & {}] => one[1] !== null),
  );
}

/** Only what differs from what the form showed is written; what was taken out of the list leaves. */
function merged<T, L>(
  map: Readonly<Record<string, T>> | undefined,
  {
    shown,
    typed,
  }: { readonly shown: Readonly<Record<string, L>>; readonly typed: Readonly<Record<string, L>> },
  from: (listed: L, before: T | undefined) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  const after = new Map(Object.entries(map ?? {}));
  for (const key of Object.keys(shown)) if (!(key in typed)) after.delete(key);
  for (const [key, listed] of Object.entries(typed)) {
    if (JSON.stringify(shown[key]) === JSON.stringify(listed)) continue;
    const entry = from(listed, map?.[key]);
    if (entry === undefined) after.delete(key);
    else after.set(key, entry);
  }
  return after.size > 0 || map !== undefined ? Object.fromEntries(after) : undefined;
}

function keptOf<T>(
  before: Readonly<Record<string, T>> | undefined,
  after: Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(before ?? {}).filter(([key]) => !(key in (after ?? {}))),
  );
}

function withoutEmpty<T extends object>(map: T): T {
  const isEmpty = (value: unknown): boolean =>
    value === undefined ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(map).filter(([, value]) => !isEmpty(value))) as T;
}
