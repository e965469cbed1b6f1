import { foldText } from '#shared/domain/fold-text.ts';
import type { TypedPerson } from './duplicate-score.ts';
import { soundKey } from './phonetic.ts';

/** More people than this in one block are too many to say anything by it. */
export const MOST_IN_BLOCK = 200;
const FEW_LETTERS = 4;

/** What two records of one person have in common at least one of: by these alone are they ever compared. */
export function blockKeys(person: TypedPerson): readonly string[] {
  const sounds = [person.family, person.given].map(soundOf).filter(Boolean);
  const { birthDate } = person;
  const code = foldText(person.postalCode);
  const city = soundOf(person.city);
  const streets = foldText(person.line)
    .split(' ')
    .filter((word) => word.length > FEW_LETTERS);
  const year = birthDate.slice(0, 4);
  const street = streets[0] ?? '';
  const joined = (kind: string, ...parts: readonly string[]): string =>
    parts.every(Boolean) ? [kind, ...parts].join(' ') : '';
  const keys = [
    birthDate.length === 10 ? `day ${birthDate}` : '',
    sounds.length === 2 ? joined('names', ...sounds.toSorted()) : '',
    joined('moved', year, code),
    joined('street', street, city),
    joined('street year', street, year),
    ...sounds.flatMap((sound) => [
      joined('year', sound, year),
      joined('month day', sound, birthDate.slice(5)),
      joined('code', sound, code),
      joined('city', sound, city),
      joined('lives', sound, street),
    ]),
  ];
  return [...new Set(keys.filter(Boolean))];
}

function soundOf(name: string): string {
  const folded = foldText(name).replaceAll(' ', '');
  return soundKey(folded) || folded;
}

/** Every pair that shares a block, once. */
export function* candidatePairs(
  keys: readonly (readonly string[])[],
): Generator<readonly [number, number]> {
  const blocks = new Map<string, number[]>();
  keys.forEach((of, person) => {
    for (const key of of) blocks.set(key, [...(blocks.get(key) ?? []), person]);
  });
  const seen = new Set<number>();
  for (const people of blocks.values()) {
    for (const [one, other] of people.length > MOST_IN_BLOCK ? [] : pairsOf(people)) {
      const pair = one * keys.length + other;
      if (!seen.has(pair)) yield [one, other];
      seen.add(pair);
    }
  }
}

function* pairsOf(people: readonly number[]): Generator<readonly [number, number]> {
  for (const [at, one] of people.entries())
    for (const other of people.slice(at + 1)) yield [one, other];
}
