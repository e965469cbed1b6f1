import { instantOfWall } from '#shared/scheduling/wall-time.ts';
import { isMap, type Json, type JsonMap } from '#shared/lib/json.ts';
import { isDay } from '#shared/domain/calendar-day.ts';

/** The list, or undefined where it is empty: FHIR knows no empty array. */
export function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The map with its entries, or undefined where it has none. */
export function mapOf<T>(
  entries: readonly (readonly [string, T])[],
): Readonly<Record<string, T>> | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Every map in what may be a list, one map or nothing. */
export function mapsIn(value: Json | undefined): readonly JsonMap[] {
  if (isMap(value)) return [value];
  return Array.isArray(value) ? (value as readonly Json[]).filter(isMap) : [];
}

/** Text without its outer blanks; a number counts as its digits, anything else and '' as absent. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.toWellFormed().replaceAll('\u0000', '').trim() || undefined;
}

/** The words of a list of texts with one space between, as given names are kept. */
export function wordsOf(value: Json | undefined): string | undefined {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return (
    list
      .map((part) => textOf(part))
      .filter((part) => part !== undefined)
      .join(' ') || undefined
  );
}

/** What a CodeableConcept says to a reader: its text, else the name of a code, else the code itself. */
export function conceptText(value: Json | undefined): string | undefined {
  const [concept] = mapsIn(value);
  if (!concept) return textOf(Array.isArray(value) ? value[0] : value);
  const codings = mapsIn(concept['coding']);
  return (
    textOf(concept['text']) ??
    codings.map((coding) => textOf(coding['display'])).find(Boolean) ??
    codings.map((coding) => textOf(coding['code'])).find(Boolean)
  );
}

/** The codes of a CodeableConcept, or the bare code that older releases of FHIR wrote in its place. */
export function codesOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return mapsIn(value)
    .flatMap((concept) => mapsIn(concept['coding']))
    .map((coding) => textOf(coding['code']))
    .filter((code) => code !== undefined);
}

/** The value if it is one of the words, else undefined. */
export function oneOf<const T extends string>(
  words: readonly T[],
  value: string | undefined,
): T | undefined {
  return words.find((word) => word === value);
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const TIME = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A FHIR date, whole or in part, that a calendar has; the day of a dateTime. */
export function dateOf(value: Json | undefined): string | undefined {
  const text = textOf(value);
  const day = text?.includes('T') ? text.slice(0, 10) : text;
  const [, year, month, date] = (day && DATE.exec(day)) || [];
  if (day === undefined || year === undefined) return undefined;
  const whole = { year: Number(year), month: Number(month ?? 1), day: Number(date ?? 1) };
  return isDay(whole) ? day : undefined;
}

/**
 * The instant that a dateTime means. Without an offset it is the wall time of the place; a date alone is its first moment there, and
 * as the end of a period its last, which is the first of what follows.
 */
export function instantOf(
  value: Json | undefined,
  zone: string,
  edge: 'start' | 'end' = 'start',
): string | undefined {
  const text = textOf(value);
  const date = dateOf(text);
  if (text === undefined || date === undefined) return undefined;
  if (text.includes('T')) {
    if (!TIME.test(text)) return undefined;
    if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return isoOf(text);
    return instantOfWall(text.slice(0, 23), zone);
  }
  return instantOfWall(`${edge === 'start' ? firstDay(date) : dayAfter(date)}T00:00`, zone);
}

function isoOf(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function dayAfter(date: string): string {
  const unit = ({ 4: 'years', 7: 'months' } as const)[date.length] ?? 'days';
  return Temporal.PlainDate.from(firstDay(date))
    .add({ [unit]: 1 })
    .toString();
}

/** Keys for the entries of a list that stay the same when the list comes again: a word for each, numbered where it comes twice. */
export function keyed<T>(
  list: readonly T[],
  wordOf: (item: T) => string,
): readonly (readonly [string, T])[] {
  const counts = new Map<string, number>();
  return list.map((item) => {
    const word = wordOf(item);
    const n = (counts.get(word) ?? 0) + 1;
    counts.set(word, n);
    return [n === 1 ? word : `${word}-${n}`, item];
  });
}
