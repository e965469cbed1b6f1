import { err, ok, type Result } from '#shared/lib/result.ts';
import type { AllergyPlace } from '#server/services/fhir-allergies.ts';
import type { Wanted } from '#server/services/fhir-search-kinds.ts';
import { paramsOf, type FhirType } from '#server/services/fhir-search-params.ts';
import type { Issue } from './fhir-outcome.ts';

/** A search as it was asked in an address. */
export interface ParsedQuery {
  readonly wanted: readonly Wanted[];
  readonly count: number;
  readonly place: AllergyPlace;
  /** Values of `_id`, where it was asked. */
  readonly ids: readonly string[] | null;
  /** The parameters that count, for the links of the answer. */
  readonly used: readonly (readonly [string, string])[];
  readonly ignored: readonly string[];
}

const USUAL_COUNT = 50;
const MOST_COUNT = 500;
const MOST_VALUES = 100;
const LONGEST_QUERY = 8000;
/** What the links carry and what says how the answer is written; no parameter of the search itself. */
const FORMAL = new Set(['_format', '_pretty']);

/**
 * Reads the query of a search. A parameter that nobody knows is left out where the caller is lenient, and refused where they are
 * strict; one that is known and cannot be read is always refused.
 */
export function parseFhirQuery(
  type: FhirType,
  url: URL,
  { zone, isStrict }: { readonly zone: string; readonly isStrict: boolean },
): Result<ParsedQuery, Issue> {
  if (url.search.length > LONGEST_QUERY) return invalid('The query is too long.');
  const known = paramsOf(type);
  const wanted: Wanted[] = [];
  const used: [string, string][] = [];
  const ignored: string[] = [];
  let ids: readonly string[] | null = null;
  let count = USUAL_COUNT;
  let place: AllergyPlace = { after: 0, skip: 0 };
  for (const [key, text] of url.searchParams) {
    const [name = '', modifier = null] = key.split(':');
    if (FORMAL.has(name) || text === '') continue;
    if (name === '_count') {
      if (!/^\d{1,9}$/.test(text)) return invalid('_count wants a number.');
      count = Math.min(Number(text), MOST_COUNT);
      used.push([key, text]);
      continue;
    }
    if (name === '_page') {
      const parsed = parsePlace(text);
      if (!parsed) return invalid('_page is none that this server gave out.');
      place = parsed;
      continue;
    }
    const param = Object.hasOwn(known, name) ? known[name]?.param : undefined;
    if (!param) {
      ignored.push(key);
      continue;
    }
    const values = valuesOf(text);
    if (values.length > MOST_VALUES)
      return invalid(`${name}: at most ${MOST_VALUES} alternatives.`);
    const read = param({ values, modifier, zone });
    if (!read.ok) return invalid(`${name}: ${read.error}.`);
    wanted.push(read.value);
    used.push([key, text]);
    if (name === '_id') ids = ids ? ids.filter((id) => values.includes(id)) : values;
  }
  if (isStrict && ignored.length > 0) {
    return err({ code: 'not-supported', text: `Not known here: ${ignored.join(', ')}` });
  }
  return ok({ wanted, count, place, ids, used, ignored });
}

/** Alternatives are parted by commas; a backslash takes a comma, a bar or itself as it is. */
function valuesOf(text: string): readonly string[] {
  return text
    .split(/(?<!\\),/)
    .map((value) => value.replaceAll(/\\([,|$\\])/g, '$1').trim())
    .filter((value) => value !== '');
}

function parsePlace(text: string): AllergyPlace | null {
  const [, after, skip] = /^(\d{1,15})\.(\d{1,9})$/.exec(text) ?? [];
  return after === undefined ? null : { after: Number(after), skip: Number(skip) };
}

/** A place as it stands in a `next` link. */
export function placeText({ after, skip }: AllergyPlace): string {
  return `${after}.${skip}`;
}

function invalid(text: string): { readonly ok: false; readonly error: Issue } {
  return err({ code: 'invalid', text });
}
