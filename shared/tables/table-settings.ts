import { readBirthDate } from '#shared/domain/birth-date.ts';
import { isMrn } from '#shared/domain/mrn.ts';
import { fieldCalled, type PeopleField } from './people-fields.ts';

/** How the rows of a list of people are read. */
export interface TableSettings {
  readonly hasHeader: boolean;
  /** What each column says; null for one that is left aside. */
  readonly columns: readonly (PeopleField | null)[];
  /** What 03/04/1959 means. */
  readonly dates: 'day-first' | 'month-first';
  readonly calendar: 'gregorian' | 'buddhist';
  /** What M stands for: Spanish lists say H and M. */
  readonly m: 'male' | 'female';
}

type Rows = readonly (readonly string[])[];

/** How a table is most likely meant, from its first rows; a person looks at it before anything else happens. */
export function guessSettings(rows: Rows, today: string): TableSettings {
  const [head = [], ...below] = rows;
  const called = head.map(fieldCalled);
  const hasHeader = called.some((field) => field !== null) || !looksLikeARow(head, today);
  const body = hasHeader ? below : rows;
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const columns: (PeopleField | null)[] = [];
  for (let at = 0; at < width; at++) columns.push(unless(columns, called[at] ?? null));
  for (let at = 0; at < width; at++) {
    columns[at] ??= unless(columns, fieldOfValues(valuesAt(body, at), today));
  }
  if (!hasHeader) guessNames(columns, body, today);
  const births = valuesOf(columns, 'birth', body);
  const sexes = valuesOf(columns, 'sex', body).map((text) => text.toLowerCase());
  return {
    hasHeader,
    columns: asOneName(columns),
    dates: births.some(isMonthFirst) && !births.some(isDayFirst) ? 'month-first' : 'day-first',
    calendar: isBuddhist(births, today) ? 'buddhist' : 'gregorian',
    m: sexes.includes('h') && !sexes.includes('f') ? 'female' : 'male',
  };
}

/** True where at least a name can be read: a list without any is no list of people. */
export function hasName({ columns }: Pick<TableSettings, 'columns'>): boolean {
  return (['family', 'given', 'name'] as const).some((field) => columns.includes(field));
}

/** No two columns say the same: of two that are called alike the first is meant. */
function unless(
  columns: readonly (PeopleField | null)[],
  field: PeopleField | null,
): PeopleField | null {
  return field !== null && columns.includes(field) ? null : field;
}

/** Beside a family name a column "nombre" or "name" is the given one. */
function asOneName(columns: readonly (PeopleField | null)[]): readonly (PeopleField | null)[] {
  if (!columns.includes('family') || columns.includes('given')) return columns;
  return columns.map((field) => (field === 'name' ? 'given' : field));
}

function looksLikeARow(cells: readonly string[], today: string): boolean {
  return cells.some((cell) => /^\+?[\d\s()./-]{4,}$/.test(cell) || isBirth(cell, today));
}

function valuesAt(rows: Rows, at: number): readonly string[] {
  return rows.map((cells) => cells[at]?.trim() ?? '').filter(Boolean);
}

function valuesOf(
  columns: readonly (PeopleField | null)[],
  field: PeopleField,
  rows: Rows,
): readonly string[] {
  const at = columns.indexOf(field);
  return at < 0 ? [] : valuesAt(rows, at);
}

/** What most values of a column can be only. */
function fieldOfValues(values: readonly string[], today: string): PeopleField | null {
  const isMostly = (test: (text: string) => boolean): boolean =>
    values.length > 0 && values.filter(test).length > values.length * 0.7;
  if (isMostly((text) => /^\S+@\S+\.\S+$/.test(text))) return 'email';
  if (isMostly((text) => isBirth(text, today))) return 'birth';
  if (isMostly(isMrn)) return 'number';
  if (isMostly((text) => /^(m|f|h|male|female|hombre|mujer|ذكر|أنثى|انثى)$/i.test(text)))
    return 'sex';
  return isMostly((text) => /^\+?[\d\s()./-]{7,20}$/.test(text)) ? 'phone' : null;
}

/** In a list without headings, the first columns of letters are the family name and the given one. */
function guessNames(columns: (PeopleField | null)[], rows: Rows, today: string): void {
  const isName = (at: number): boolean =>
    columns[at] === null &&
    valuesAt(rows, at).every((text) => /\p{L}/u.test(text) && !isBirth(text, today));
  const free = columns.map((_, at) => at).filter(isName);
  const [first, second] = free;
  if (first === undefined) return;
  columns[first] = second === first + 1 ? 'family' : 'name';
  if (second === first + 1) columns[second] = 'given';
}

function isBirth(text: string, today: string): boolean {
  if (!/\d{4}|\d[/.-]\d/.test(text) || /^\d+$/.test(text)) return false;
  return readBirthDate(text, today).ok || buddhistYear(text, today);
}

const PARTS = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]/;

function isMonthFirst(text: string): boolean {
  const [, , second = '0'] = PARTS.exec(text) ?? [];
  return Number(second) > 12;
}

function isDayFirst(text: string): boolean {
  const [, first = '0'] = PARTS.exec(text) ?? [];
  return Number(first) > 12;
}

/** The years between the Buddhist calendar and ours. */
export const BUDDHIST_YEARS = 543;

/** True where a date can only be meant in the Buddhist calendar: its year lies ahead, and 543 years before it somebody could be born. */
export function buddhistYear(text: string, today: string): boolean {
  const year = Number(/\b\d{4}\b/.exec(text)?.[0] ?? 0);
  const thisYear = Number(today.slice(0, 4));
  return year > thisYear + 300 && year - BUDDHIST_YEARS <= thisYear;
}

function isBuddhist(births: readonly string[], today: string): boolean {
  const meant = births.filter((text) => buddhistYear(text, today));
  return meant.length > 0 && meant.length * 2 > births.length;
}
