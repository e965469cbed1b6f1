import { foldText } from '#shared/domain/fold-text.ts';
import type { TypedPerson } from './duplicate-score.ts';

export type NamedField = 'family' | 'given' | 'city';
/** How many bits it says that two people share a value: a name of one in a thousand says ten. */
export type Rarity = (field: NamedField, folded: string) => number;

/** Where nobody has counted: a name of one in 256. */
const USUAL_BITS = 8;
const LEAST_BITS = 2;
const MOST_BITS = 10;

export const usualRarity: Rarity = () => USUAL_BITS;

/** Counts the names and towns of the people themselves; the rarest of all are not trusted to be more than rare. */
export function countRarity(people: Iterable<TypedPerson>): Rarity {
  const counts: Readonly<Record<NamedField, Map<string, number>>> = {
    family: new Map(),
    given: new Map(),
    city: new Map(),
  };
  let all = 0;
  for (const { family, given, city } of people) {
    all++;
    for (const [field, value] of Object.entries({ family, given, city })) {
      const folded = foldText(value);
      const count = counts[field as NamedField];
      if (folded !== '') count.set(folded, (count.get(folded) ?? 0) + 1);
    }
  }
  return (field, folded) => {
    const bits = Math.log2(Math.max(1, all) / (counts[field].get(folded) ?? 1));
    return Math.min(MOST_BITS, Math.max(LEAST_BITS, bits));
  };
}
