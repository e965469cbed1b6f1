import { foldText } from '#shared/domain/fold-text.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Condition, StoredDocument } from '#server/store/store.ts';
import { meetsDate, parseDateQuery, type DateQuery, type Span } from './fhir-search-dates.ts';

/** What one parameter asks for: conditions that the index answers, and a test where they say too little. */
export interface Wanted {
  readonly where: readonly Condition[];
  readonly test?: (document: StoredDocument) => boolean;
  /** The documents themselves, where they are named by id. */
  readonly ids?: readonly string[];
}
/** One parameter as it was asked; its values are alternatives. */
interface Asked {
  readonly values: readonly string[];
  readonly modifier: string | null;
  readonly zone: string;
}
export type SearchParam = (asked: Asked) => Result<Wanted, string>;

/** As long as search keys are kept. */
const KEY_LENGTH = 120;

/** A code; the system before a bar is taken for granted. `codeOf` turns FHIR's word into the stored ones. */
export function tokenParam(
  key: string,
  codeOf: (code: string) => readonly string[] = (code) => [code],
): SearchParam {
  return plain(({ values }) => {
    const codes = values.map((value) => value.split('|').at(-1) ?? '');
    return ok({ where: [{ key, anyOf: codes.flatMap((code) => codeOf(code)) }] });
  });
}

/** A number with or without its issuer: `value`, `system|value`, `|value` (no issuer), `system|` (any of the issuer's). */
export const identifierParam: SearchParam = plain(({ values }) => {
  const [first = ''] = values;
  if (values.length === 1 && first.length > 1 && first.endsWith('|')) {
    return ok({ where: [{ key: 'identifierToken', prefix: first.slice(0, KEY_LENGTH) }] });
  }
  const hasIssuer = values.filter((value) => value.includes('|')).length;
  if (hasIssuer !== 0 && hasIssuer !== values.length) {
    return err('give all alternatives with an issuer, or none of them');
  }
  const key = hasIssuer === 0 ? 'identifier' : 'identifierToken';
  return ok({ where: [{ key, anyOf: values.map((value) => value.slice(0, KEY_LENGTH)) }] });
});

/** Words of a name: each word of the value begins a word of the name, without accents and case. `:exact` and `:contains` too. */
export function nameParam(
  key: string,
  partsOf: (document: StoredDocument) => readonly string[],
): SearchParam {
  return ({ values, modifier }) => {
    const where: Condition[] = values.length === 1 ? prefixes(key, values[0] ?? '') : [];
    switch (modifier) {
      case null:
        return ok({ where, test: beginsOneOf(values, partsOf) });
      case 'exact':
        return ok({
          where,
          test: (document) => partsOf(document).some((part) => values.includes(part)),
        });
      case 'contains': {
        const folded = values.map((value) => foldText(value));
        return ok({
          where: [],
          test: (document) =>
            partsOf(document).some((part) => folded.some((text) => foldText(part).includes(text))),
        });
      }
      default:
        return err(`:${modifier} is not known for a text`);
    }
  };
}

function prefixes(key: string, value: string): Condition[] {
  return foldText(value)
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ key, prefix: word.slice(0, KEY_LENGTH) }));
}

function beginsOneOf(
  values: readonly string[],
  partsOf: (document: StoredDocument) => readonly string[],
): (document: StoredDocument) => boolean {
  const wanted = values.map((value) => foldText(value).split(' ').filter(Boolean));
  return (document) => {
    const words = partsOf(document).flatMap((part) => foldText(part).split(' '));
    return wanted.some((all) => all.every((word) => words.some((one) => one.startsWith(word))));
  };
}

/** A text that is found by its beginning as a whole. */
export function textParam(key: string): SearchParam {
  return plain(({ values }) => {
    const [value = ''] = values;
    if (values.length > 1) return err('one text at a time');
    return ok({ where: [{ key, prefix: foldText(value).slice(0, KEY_LENGTH) }] });
  });
}

/** The instants between which a date query can be met, for the index; nothing where it can be met anywhere. */
export type Narrow = (query: DateQuery) => readonly Condition[];

/** A date; several values are alternatives. `narrow` only saves reading, the test decides. */
export function dateParam(
  spanOf: (document: StoredDocument, zone: string) => Span | null,
  { narrow, zone: fixed }: { readonly narrow: Narrow; readonly zone?: string },
): SearchParam {
  return plain(({ values, zone: hospital }) => {
    const zone = fixed ?? hospital;
    const queries: DateQuery[] = [];
    for (const value of values) {
      const query = parseDateQuery(value, zone);
      if (!query) return err(`"${value.slice(0, 40)}" is no date`);
      queries.push(query);
    }
    const [only] = queries;
    return ok({
      where: only && queries.length === 1 ? narrow(only) : [],
      test: (document) => {
        const span = spanOf(document, zone);
        return span !== null && queries.some((query) => meetsDate(query, span));
      },
    });
  });
}

/** A reference by id, `Type/id` or address; one to another type meets nothing. */
export function referenceParam(
  types: readonly string[],
  found: (ids: readonly string[]) => Wanted,
): SearchParam {
  return ({ values, modifier }) => {
    if (modifier !== null && !types.includes(modifier)) {
      return err(`:${modifier} is not known for a reference`);
    }
    const ids = values.flatMap((value) => {
      const [id = '', type] = value.split('/').toReversed();
      return type === undefined || types.includes(type) ? [id] : [];
    });
    return ok(found(ids));
  };
}

/** A parameter that knows no modifier. */
export function plain(param: SearchParam): SearchParam {
  return (asked) => {
    if (asked.modifier !== null) return err(`:${asked.modifier} is not known here`);
    return param(asked);
  };
}
