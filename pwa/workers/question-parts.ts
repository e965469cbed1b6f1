import type { QueryPart } from '#shared/search/person-query.ts';
import { birthNumber } from './birth-number.ts';
import type { Columns } from './columns.ts';
import type { NumberHit } from './packed-numbers.ts';
import type { TypedWord, WordMatch } from './packed-words.ts';
import { MOST_PARTS, QUALITY, QUALITY_BITS, type Quality } from './quality.ts';

/** One part of a question, as the columns are asked for it. */
export interface Asked {
  readonly word: TypedWord | null;
  readonly number: string;
  readonly births: readonly number[];
}
/** One part with all that fits it. */
export interface Part {
  readonly shift: number;
  readonly match: WordMatch['words'];
  readonly hits: readonly NumberHit[];
  /** How many people have each quality, and how many have any. */
  readonly counts: Float64Array;
  readonly count: number;
  /** What each quality is worth, in bits. */
  readonly worth: Float64Array;
  /** What the best that anybody has is worth. */
  readonly mostWorth: number;
}
/**
 * What each quality of a birth date is worth, in bits: a whole date tells one in thirty thousand, its year one in a hundred. Words and
 * numbers are weighed by counting: what fits as well for few people says more than what fits for many.
 */
const BIRTH_BITS: Readonly<Partial<Record<Quality, number>>> = {
  [QUALITY.exact]: 15,
  [QUALITY.start]: 6,
  [QUALITY.near]: 9,
  [QUALITY.sound]: 5,
  [QUALITY.far]: 5,
};
const QUALITIES = 16;
const NO_WORDS = new Uint32Array(0);

export function askedOf(
  parts: readonly QueryPart[],
  latinOf: (typed: string) => string | null,
): Asked[] {
  return parts.slice(0, MOST_PARTS).map(({ word, typed, number, dates }) => ({
    word: word === '' ? null : { text: word, latin: latinOf(typed) ?? word },
    number,
    births: dates.map(birthNumber),
  }));
}

/** Looks each part up among all words and numbers. */
export function partsOf(
  { people, words, numbers }: Columns,
  asked: readonly Asked[],
): readonly Part[] {
  return asked.map((part, i): Part => {
    const match = part.word && words.match(part.word);
    const hits = part.number === '' ? [] : numbers.match(part.number);
    const counts = match?.counts.slice() ?? new Float64Array(QUALITIES);
    for (const { row, quality } of hits)
      if (people.isShown(row)) counts[quality] = (counts[quality] ?? 0) + 1;
    const worth = worthOf(counts, part, people.size);
    const isHad = (quality: number): boolean =>
      (counts[quality] ?? 0) > 0 || (part.births.length > 0 && quality in BIRTH_BITS);
    return {
      shift: i * QUALITY_BITS,
      match: match?.words ?? NO_WORDS,
      hits,
      counts,
      count: counts.reduce((sum, n) => sum + n, 0),
      worth,
      mostWorth: worth.reduce(
        (most, bits, quality) => (isHad(quality) ? Math.max(most, bits) : most),
        0,
      ),
    };
  });
}

/** Weighs each quality by how many people have it or a better one. */
function worthOf(counts: Float64Array, part: Asked, all: number): Float64Array {
  const worth = new Float64Array(QUALITIES);
  let atLeast = 0;
  for (let quality = QUALITY.exact as number; quality > 0; quality--) {
    atLeast += counts[quality] ?? 0;
    const bits = Math.log2(Math.max(2, all) / Math.max(1, atLeast));
    worth[quality] = Math.max(0.1, bits) + quality / 16;
  }
  if (part.births.length === 0) return worth;
  for (const [quality, bits] of Object.entries(BIRTH_BITS)) {
    const isNumber = (counts[Number(quality)] ?? 0) > 0;
    worth[Number(quality)] = isNumber ? Math.max(bits, worth[Number(quality)] ?? 0) : bits;
  }
  return worth;
}
