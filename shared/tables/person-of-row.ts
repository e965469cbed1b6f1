import { readBirthDate } from '#shared/domain/birth-date.ts';
import { checkDemographics, type FieldFault } from '#shared/domain/check-demographics.ts';
import { NO_DEMOGRAPHICS, type DemographicsField } from '#shared/domain/demographics.ts';
import type { HumanName } from '#shared/domain/human-name.ts';
import type { Patient, Sex } from '#shared/domain/patient.ts';
import { bare } from './csv-text.ts';
import type { PeopleField } from './people-fields.ts';
import { splitName } from './split-name.ts';
import { BUDDHIST_YEARS, buddhistYear, type TableSettings } from './table-settings.ts';

/** Why a row is not taken, field by field. */
export interface RowFault {
  readonly field: PeopleField;
  readonly kind:
    | Exclude<FieldFault['kind'], 'one-letter' | 'has-figures'>
    | 'birth-buddhist'
    | 'sex-unreadable';
  /** What is said besides: the sign, the length, the year. */
  readonly value?: string;
}
/** What a person should know of a row that is taken. */
export interface RowNote {
  readonly field: PeopleField;
  readonly kind: 'one-letter' | 'has-figures' | 'no-date' | 'in-comment' | 'empty-word';
}
export type RowReading =
  | { readonly kind: 'refused'; readonly faults: readonly RowFault[] }
  | {
      readonly kind: 'person';
      readonly patient: Patient;
      readonly notes: readonly RowNote[];
    };

/** The cells of a row by what their column says; the signs that keep a spreadsheet from computing are taken off again. */
function cellsByField(
  cells: readonly string[],
  { columns }: Pick<TableSettings, 'columns'>,
): Readonly<Partial<Record<PeopleField, string>>> {
  const byField: Partial<Record<PeopleField, string>> = {};
  for (const [at, field] of columns.entries()) {
    const text = bare(cells[at] ?? '').trim();
    if (field !== null && text !== '') byField[field] = text;
  }
  return byField;
}

/** A row of a list of people as the person it means. What does not fit a field that only helps goes into the comment; who somebody is must be right. */
export function personOfRow(
  cells: readonly string[],
  settings: TableSettings,
  today: string,
): RowReading {
  const byField = cellsByField(cells, settings);
  const notes: RowNote[] = [];
  const text = (field: PeopleField): string => {
    const value = byField[field] ?? '';
    if (!EMPTY_WORDS.test(value) || NAMES.has(field)) return value;
    notes.push({ field, kind: 'empty-word' });
    return '';
  };
  const name = nameOf(byField);
  const born = readBorn(text('birth'), settings, today);
  const sex = sexOf(text('sex'), settings);
  const help = Object.fromEntries(HELPFUL.map((field) => [field, text(field)])) as Helpful;
  const said = { ...help, family: name?.family ?? name?.text ?? '', given: name?.given ?? '' };
  const faults = checkDemographics({ ...NO_DEMOGRAPHICS, ...said, isBirthUnknown: true }, today);
  const graver: RowFault[] = [];
  if (born.kind === 'fault') graver.push(born.fault);
  if (born.kind === 'none') notes.push({ field: 'birth', kind: 'no-date' });
  if (sex === null) graver.push({ field: 'sex', kind: 'sex-unreadable', value: text('sex') });
  const odd: PeopleField[] = [];
  for (const [key, fault] of Object.entries(faults) as [DemographicsField, FieldFault][]) {
    const field = fieldOf(key, byField);
    if (fault.kind === 'one-letter' || fault.kind === 'has-figures')
      notes.push({ field, kind: fault.kind });
    else if (fault.kind === 'contact-without-name')
      odd.push(...OF_NOBODY.filter((one) => byField[one]));
    else if (isHelpful(field) && field !== 'comment') odd.push(field);
    else graver.push(faultOf(field, fault));
  }
  const { number = '' } = byField;
  if (number.length > LONGEST_NUMBER)
    graver.push({ field: 'number', kind: 'too-long', value: String(number.length) });
  if (graver.length > 0) return { kind: 'refused', faults: graver };
  for (const field of odd) notes.push({ field, kind: 'in-comment' });
  const patient = patientOf({ name, sex: sex || undefined, born }, help, odd, byField);
  return { kind: 'person', patient, notes };
}

const LONGEST_NUMBER = 60;
const EMPTY_WORDS = /^(?:null|\\n|n\/a|none|nil|undefined|-+|unknown|desconocid[oa]|غير معروف)$/i;
const NAMES: ReadonlySet<PeopleField> = new Set(['family', 'given', 'name', 'contactName', 'sex']);
const HELPFUL = [
  'title',
  'phone',
  'email',
  'line',
  'city',
  'postalCode',
  'contactName',
  'contactRelationship',
  'contactPhone',
  'language',
  'comment',
] as const;
/** What is said of a contact without a name. */
const OF_NOBODY = ['contactRelationship', 'contactPhone'] as const;
type Helpful = Readonly<Record<(typeof HELPFUL)[number], string>>;

function isHelpful(field: PeopleField): field is keyof Helpful {
  return (HELPFUL as readonly PeopleField[]).includes(field);
}

/** Where a whole name stood in one column, that column is named. */
function fieldOf(
  key: DemographicsField,
  byField: Readonly<Partial<Record<PeopleField, string>>>,
): PeopleField {
  const isWhole = (key === 'family' || key === 'given') && byField[key] === undefined;
  return isWhole && byField.name !== undefined ? 'name' : (key as PeopleField);
}

function faultOf(field: PeopleField, fault: FieldFault): RowFault {
  const kind = fault.kind as RowFault['kind'];
  if (fault.kind === 'not-a-name') return { field, kind, value: fault.sign };
  return fault.kind === 'too-long' ? { field, kind, value: String(fault.length) } : { field, kind };
}

function nameOf(byField: Readonly<Partial<Record<PeopleField, string>>>): HumanName | null {
  const { family, given, name } = byField;
  if (family === undefined && given === undefined) return name ? splitName(name) : null;
  return {
    use: 'official',
    ...(family === undefined ? {} : { family }),
    ...(given === undefined ? {} : { given }),
  };
}

type Born =
  | { readonly kind: 'unknown' | 'none' }
  | { readonly kind: 'date'; readonly date: string; readonly isEstimated: boolean }
  | { readonly kind: 'fault'; readonly fault: RowFault };

/** A date of a database: its time of day says nothing, and 0000-00-00 is how some write that there is none. */
function readBorn(written: string, { dates, calendar }: TableSettings, today: string): Born {
  const text = written.replace(/[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/, '');
  if (text === '') return { kind: 'unknown' };
  if (/^[0\s./-]+$/.test(text)) return { kind: 'none' };
  const isMeant = buddhistYear(text, today);
  const year = Number(/\b\d{4}\b/.exec(text)?.[0] ?? 0);
  if (isMeant && calendar === 'gregorian') {
    return {
      kind: 'fault',
      fault: { field: 'birth', kind: 'birth-buddhist', value: String(year) },
    };
  }
  const ours = isMeant ? text.replace(String(year), String(year - BUDDHIST_YEARS)) : text;
  const read = readBirthDate(ours, today);
  if (!read.ok)
    return { kind: 'fault', fault: { field: 'birth', kind: `birth-${read.error.kind}` } };
  const { date, other, isEstimated } = read.value;
  return { kind: 'date', date: dates === 'month-first' ? (other ?? date) : date, isEstimated };
}

const SEXES: ReadonlyMap<string, Sex> = new Map(
  Object.entries({
    male: 'male man masculine masculino hombre varon varón h 1 männlich homme masculin ذكر',
    female: 'female woman feminine femenino mujer f w 2 weiblich femme feminin féminin أنثى انثى',
    other: 'other o x divers otro otra 3 أخرى',
    unknown: 'unknown u ? 0 9 desconocido null n/a غير معروف',
  }).flatMap(([sex, words]) => words.split(' ').map((word) => [word, sex as Sex] as const)),
);

/** '' where nothing is said, null where it cannot be read. */
function sexOf(text: string, { m }: TableSettings): Sex | '' | null {
  const said = text.toLowerCase();
  if (said === '') return '';
  return said === 'm' ? m : (SEXES.get(said) ?? null);
}

interface Identity {
  readonly name: HumanName | null;
  readonly sex: Sex | undefined;
  readonly born: Born;
}

/** Keys that every import of the same row makes alike. */
function patientOf(
  { name, sex, born }: Identity,
  help: Helpful,
  odd: readonly PeopleField[],
  byField: Readonly<Partial<Record<PeopleField, string>>>,
): Patient {
  const value = (field: keyof Helpful): string => (odd.includes(field) ? '' : help[field]);
  const comment = [help.comment, ...odd.map((field) => `${field}: ${byField[field] ?? ''}`)];
  const { number, national, country } = byField;
  const address = some({
    line: value('line'),
    city: value('city'),
    postalCode: value('postalCode'),
    country: country ?? '',
  });
  const code = value('language');
  const isCode = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code);
  if (code !== '' && !isCode) comment.push(`language: ${code}`);
  return {
    ...map('identifiers', {
      mrn: number && { kind: 'mrn' as const, value: number },
      national: national && { kind: 'national' as const, value: national },
    }),
    ...map('names', {
      official: name && { ...name, ...some({ prefix: name.prefix ?? value('title') }) },
    }),
    ...(born.kind === 'date' ? { birthDate: born.date } : {}),
    ...(born.kind === 'date' && born.isEstimated ? { isBirthDateEstimated: true } : {}),
    ...(sex === undefined ? {} : { sex }),
    ...map('telecom', {
      phone: value('phone') && { kind: 'phone' as const, value: value('phone') },
      email: value('email') && { kind: 'email' as const, value: value('email') },
    }),
    ...map('addresses', { home: Object.keys(address).length > 0 && address }),
    ...map('contacts', {
      contact: value('contactName') && {
        name: value('contactName'),
        ...some({ relationship: value('contactRelationship'), phone: value('contactPhone') }),
      },
    }),
    ...(isCode ? { languages: { [code]: { code, isPreferred: true } } } : {}),
    ...some({ comment: comment.filter(Boolean).join('\n') }),
  };
}

/** Only what is said; a map without entries is not there at all. */
function map<K extends string, T>(
  key: K,
  entries: Readonly<Record<string, T | '' | false | null | undefined>>,
): Partial<Record<K, Readonly<Record<string, T>>>> {
  const said = Object.entries(entries).filter(([, entry]) => Boolean(entry));
  return (said.length > 0 ? { [key]: Object.fromEntries(said) } : {}) as never;
}

function some<K extends string>(texts: Readonly<Record<K, string>>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) as never;
}
