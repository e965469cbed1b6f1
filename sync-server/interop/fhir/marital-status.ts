import type { Json, JsonMap } from '#shared/lib/json.ts';
import { codesOf, conceptText } from './fhir-values.ts';

const SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';
const WORDS: ReadonlyMap<string, string> = new Map([
  ['A', 'Annulled'],
  ['D', 'Divorced'],
  ['I', 'Interlocutory'],
  ['L', 'Legally separated'],
  ['M', 'Married'],
  ['P', 'Polygamous'],
  ['S', 'Never married'],
  ['T', 'Domestic partner'],
  ['U', 'Unmarried'],
  ['W', 'Widowed'],
]);
const CODES = new Map([...WORDS].map(([code, word]) => [word, code]));

/** The word for a code of the value set, else what the source says. */
export function maritalWord(value: Json | undefined): string | undefined {
  const word = codesOf(value)
    .map((code) => WORDS.get(code))
    .find(Boolean);
  return word ?? conceptText(value);
}

/** The concept, with its code where the word is one of the value set. */
export function maritalConcept(word: string): JsonMap {
  const code = CODES.get(word);
  return code === undefined
    ? { text: word }
    : { coding: [{ system: SYSTEM, code, display: word }], text: word };
}
