import type { HumanName } from '#shared/domain/human-name.ts';
import type { Address, Identifier, Sex, Telecom } from '#shared/domain/patient.ts';
import { isMap, type Json, type JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import {
  codesOf,
  conceptText,
  keyed,
  mapOf,
  mapsIn,
  oneOf,
  textOf,
  wordsOf,
} from './fhir-values.ts';

const NAME_USES = ['official', 'usual', 'nickname', 'maiden', 'old', 'anonymous', 'temp'] as const;
const SEXES = ['male', 'female', 'other', 'unknown'] as const;

/** Codes of HL7 v2 table 0203 for the kinds of number that a person carries. */
const KIND_OF_CODE: Readonly<Record<string, Identifier['kind']>> = {
  MR: 'mrn',
  PI: 'mrn',
  MRT: 'temporary',
  NI: 'national',
  SS: 'national',
  NH: 'national',
  PPN: 'passport',
  DL: 'licence',
  HC: 'card',
  JHN: 'card',
};

/** A FHIR gender; absent where none is given, which is not "unknown". */
export function sexOf(resource: JsonMap): Sex | undefined {
  return oneOf(SEXES, textOf(resource['gender']));
}

/** HumanName: text stands in only where the parts are missing; a name that has ended is an old one. */
export function namesOf(value: Json | undefined): Readonly<Record<string, HumanName>> | undefined {
  const names = mapsIn(value)
    .map((name) => nameOf(name))
    .filter((name) => name !== null);
  return mapOf(
    keyed(names, (name) => name.use ?? 'name').map(
      ([key, name], order) => [key, order === 0 ? name : { ...name, order }] as const,
    ),
  );
}

function nameOf(name: JsonMap): HumanName | null {
  const family = textOf(name['family']) ?? wordsOf(name['family']);
  const given = wordsOf(name['given']);
  const text = family || given ? undefined : textOf(name['text']);
  if (!family && !given && !text) return null;
  const use = oneOf(NAME_USES, textOf(name['use']));
  const hasEnded = isMap(name['period']) && textOf(name['period']['end']) !== undefined;
  return known({
    use: hasEnded && use !== 'maiden' ? ('old' as const) : use,
    family,
    given,
    prefix: wordsOf(name['prefix']),
    suffix: wordsOf(name['suffix']),
    text,
  });
}

/** Numbers with a value. The first medical record number is the hospital's own; further ones were given elsewhere. */
export function identifiersOf(
  value: Json | undefined,
): Readonly<Record<string, Identifier>> | undefined {
  let hasMrn = false;
  const identifiers = mapsIn(value).flatMap((identifier): Identifier[] => {
    const number = textOf(identifier['value']);
    if (number === undefined) return [];
    const use = textOf(identifier['use']);
    const said = kindOf(identifier, use);
    const kind = said === 'mrn' && (hasMrn || use === 'old') ? 'other' : said;
    hasMrn ||= kind === 'mrn';
    return [known({ kind, value: number, system: textOf(identifier['system']), use })];
  });
  return mapOf(keyed(identifiers, ({ kind }) => kind));
}

function kindOf(identifier: JsonMap, use: string | undefined): Identifier['kind'] {
  if (textOf(identifier['system']) === 'http://hl7.org/fhir/sid/us-ssn') return 'national';
  const kind = codesOf(identifier['type'])
    .map((code) => (Object.hasOwn(KIND_OF_CODE, code) ? KIND_OF_CODE[code] : undefined))
    .find(Boolean);
  return kind ?? (use === 'temp' ? 'temporary' : 'other');
}

/** Ways to reach somebody, the preferred first and those of old times last. */
export function telecomOf(value: Json | undefined): Readonly<Record<string, Telecom>> | undefined {
  const rank = (entry: JsonMap): number =>
    textOf(entry['use']) === 'old' ? 1000 : Number(entry['rank'] ?? 999);
  const entries = mapsIn(value)
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((entry): Telecom[] => {
      const text = textOf(entry['value']);
      if (text === undefined) return [];
      const kind = oneOf(['phone', 'email', 'fax', 'sms'], textOf(entry['system'])) ?? 'other';
      return [known({ kind, value: text, use: textOf(entry['use']) })];
    });
  return mapOf(keyed(entries, ({ kind, use }) => (use ? wordKey(`${kind}-${use}`) : kind)));
}

/** Postal addresses; where only the whole text is given it stands in for the line. */
export function addressesOf(
  value: Json | undefined,
): Readonly<Record<string, Address>> | undefined {
  const addresses = mapsIn(value)
    .map((address) => addressOf(address))
    .filter((address) => Object.keys(address).some((key) => key !== 'use'));
  return mapOf(keyed(addresses, ({ use }) => wordKey(use ?? 'address')));
}

function addressOf(address: JsonMap): Address {
  const lines = mapsText(address['line']);
  return known({
    line: lines ?? (address['city'] === undefined ? textOf(address['text']) : undefined),
    city: textOf(address['city']),
    district: textOf(address['district']),
    state: textOf(address['state']),
    postalCode: textOf(address['postalCode']),
    country: textOf(address['country']),
    use: textOf(address['use']),
  });
}

/** An address on one line, for places. */
export function addressText(value: Json | undefined): string | undefined {
  const [address] = mapsIn(value);
  if (!address) return undefined;
  const { line, postalCode, city, state, country } = addressOf(address);
  const place = [postalCode, city].filter(Boolean).join(' ');
  return [line, place, state, country].filter(Boolean).join(', ') || undefined;
}

function mapsText(value: Json | undefined): string | undefined {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return (
    list
      .map((line) => textOf(line))
      .filter(Boolean)
      .join(', ') || undefined
  );
}

/** The first name of a person as one reads it, for contacts. */
export function spokenName(value: Json | undefined): string | undefined {
  const [name] = mapsIn(value);
  if (!name) return textOf(value);
  const parts = [name['prefix'], name['given'], name['family'], name['suffix']].map((part) =>
    wordsOf(part),
  );
  return parts.filter(Boolean).join(' ') || textOf(name['text']);
}

/** Concept words with the usual codes of HL7 v2 table 0131 put into words. */
export function relationshipText(value: Json | undefined): string | undefined {
  const text = conceptText(value);
  return text === undefined ? undefined : (RELATIONSHIPS.get(text) ?? text);
}

const RELATIONSHIPS: ReadonlyMap<string, string> = new Map([
  ['C', 'Emergency contact'],
  ['E', 'Employer'],
  ['F', 'Federal agency'],
  ['I', 'Insurance company'],
  ['N', 'Next of kin'],
  ['S', 'State agency'],
]);

/** A key made of a word from outside: only what can be no trap in a map. */
function wordKey(word: string): string {
  return word.replaceAll(/[^A-Za-z0-9-]/g, '') || 'other';
}
