import type { QueryPart } from '#shared/search/person-query.ts';
import { birthFit } from './birth-fit.ts';
import { birthNumber } from './birth-number.ts';
import type { BirthOrder } from './birth-order.ts';
import type { Candidates } from './candidates.ts';
import type { NumberHit, PackedNumbers } from './packed-numbers.ts';
import { WORD_FLAGS, type PackedPeople } from './packed-people.ts';
import type { PackedWords, TypedWord, WordMatch } from './packed-words.ts';
import type { Postings } from './postings.ts';
import { betterOf, MOST_PARTS, QUALITY, QUALITY_BITS, type Quality } from './quality.ts';

export interface Columns {
  readonly people: PackedPeople;
  readonly words: PackedWords;
  readonly numbers: PackedNumbers;
  readonly postings: Postings;
  readonly births: BirthOrder;
  readonly candidates: Candidates;
}
/** One part of a question, as the columns are asked for it. */
export interface Asked {
  readonly word: TypedWord | null;
  readonly number: string;
  readonly births: readonly number[];
}
interface Ranked {
  readonly row: number;
  readonly bits: number;
  /** How many parts of the question say nothing of this person. */
  readonly missing: number;
}
export interface Ranking {
  readonly best: readonly Ranked[];
  /** How well each stored word fits each part. */
  readonly wordMarks: Uint32Array;
  readonly numberHits: readonly NumberHit[];
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
/** A name that is not the one shown, a part that says nothing, and somebody in my ward or on today's list. */
const MISSING_BITS = -4;
const NEAR_BITS = 4;
/** Who lacks a part stays in sight only beside complete ones that are hardly better. */
const HARDLY = 3;
/** Alone, they have to have so much of what would tell one of all people. */
const LITTLE = 0.4;
/** A part that more people have than this is common. */
const COMMON = 500;
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

/** The best `most` people for a question: whoever has one of its rarer words, its numbers or birth dates is weighed, nobody else. */
export function rankPeople(columns: Columns, asked: readonly Asked[], most: number): Ranking {
  const { people, candidates, numbers, words } = columns;
  candidates.open(people.size);
  const parts = asked.map((part, i): Part => {
    const match = part.word && words.match(part.word);
    const hits = part.number === '' ? [] : numbers.match(part.number);
    const counts = match?.counts.slice() ?? new Float64Array(QUALITIES);
    for (const { row, quality } of hits)
      if (people.isShown(row)) counts[quality] = (counts[quality] ?? 0) + 1;
    const count = counts.reduce((sum, n) => sum + n, 0);
    return {
      shift: i * QUALITY_BITS,
      match: match?.words ?? NO_WORDS,
      hits,
      count,
      worth: worthOf(counts, part, people.size),
    };
  });
  const marking = { columns, wordMarks: marksOf(words, parts) };
  for (const { hits, shift } of parts)
    for (const { row, quality } of hits) {
      weigh(marking, row);
      candidates.mark(row, (quality << shift) >>> 0);
    }
  sameBirths(marking, asked);
  gather(marking, parts);
  nearBirths(columns, asked);
  const top = createTop(most, (row) => sortKeyOf(columns, row));
  const worth = parts.map((part) => part.worth);
  for (let i = 0; i < candidates.count; i++) {
    const row = candidates.rows[i] ?? 0;
    if (people.isShown(row))
      top.offer(row, scoreOf(candidates.marks[row] ?? 0, worth, people.isNear(row)));
  }
  const numberHits = parts.flatMap(({ hits }) => hits);
  return { best: tidied(top.best(), people.size), wordMarks: marking.wordMarks, numberHits };
}

interface Part {
  readonly shift: number;
  readonly match: WordMatch['words'];
  readonly hits: readonly NumberHit[];
  readonly count: number;
  readonly worth: Float64Array;
}
interface Marking {
  readonly columns: Columns;
  readonly wordMarks: Uint32Array;
}

function marksOf(words: PackedWords, parts: readonly Part[]): Uint32Array {
  const marks = new Uint32Array(words.size);
  for (const { match, shift } of parts)
    for (let i = 0; i < match.length; i++) {
      const word = (match[i] ?? 0) >>> QUALITY_BITS;
      marks[word] = (marks[word] ?? 0) | (((match[i] ?? 0) & 15) << shift);
    }
  return marks;
}

/** Looks at all words of one person, once. */
function weigh({ columns: { people, candidates }, wordMarks }: Marking, row: number): void {
  if (!candidates.add(row)) return;
  const end = people.wordsFrom[row + 1] ?? 0;
  let marks = 0;
  for (let at = people.wordsFrom[row] ?? 0; at < end; at++) {
    const mark = wordMarks[(people.words[at] ?? 0) >>> WORD_FLAGS] ?? 0;
    if (mark !== 0) marks = betterOf(marks, mark);
  }
  candidates.marks[row] = marks;
}

/**
 * Weighs whoever has the rarest part, and the others where they are not too common: who has only a common one is never among the best
 * beside those who have the rare one. A single part that thousands have is followed from its best words on until there are enough.
 */
function gather(marking: Marking, parts: readonly Part[]): void {
  const { people, postings, words, candidates } = marking.columns;
  const byCount = parts
    .filter(({ match }) => match.length > 0)
    .toSorted((a, b) => a.count - b.count);
  const [rarest] = byCount;
  for (const part of byCount) {
    if (part !== rarest && part.count > COMMON) continue;
    const isAlone = parts.length === 1 && part.count > COMMON;
    for (const found of isAlone ? bestFirst(words, part.match) : part.match) {
      const rows = postings.of(found >>> QUALITY_BITS);
      for (let i = 0; i < rows.length; i++) weigh(marking, rows[i] ?? 0);
      if (isAlone && candidates.count > COMMON) break;
    }
  }
  for (const row of people.nearRows) weigh(marking, row);
  for (let row = postings.sorted; row < people.size; row++) weigh(marking, row);
}

/** The best words before the others, quality by quality, equals by their first letters; sorted as far as anybody reads on. */
function* bestFirst(words: PackedWords, match: Uint32Array): Generator<number> {
  for (let quality = QUALITY.exact as number; quality > QUALITY.none; quality--) {
    const alike = match.filter((found) => (found & 15) === quality);
    yield* alike.toSorted(
      (a, b) => words.sortKey(a >>> QUALITY_BITS) - words.sortKey(b >>> QUALITY_BITS),
    );
  }
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

/** Somebody with the very birth date is a candidate; of a year or a month, whoever was born in it. */
function sameBirths(marking: Marking, asked: readonly Asked[]): void {
  const { people, births } = marking.columns;
  for (const birth of asked.flatMap((part) => part.births)) {
    const width = birth % 10_000 === 0 ? 10_000 : birth % 100 === 0 ? 100 : 1;
    const rows = births.between(people, birth, birth + width);
    for (let i = 0; i < rows.length; i++) weigh(marking, rows[i] ?? 0);
  }
}

/** A birth date that is nearly right says something only of whoever is a candidate already. */
function nearBirths({ people, candidates }: Columns, asked: readonly Asked[]): void {
  asked.forEach(({ births }, i) => {
    for (const birth of births) {
      for (let n = 0; n < candidates.count; n++) {
        const row = candidates.rows[n] ?? 0;
        const quality = birthFit(birth, people.birth[row] ?? 0);
        if (quality !== QUALITY.none) candidates.mark(row, (quality << (i * QUALITY_BITS)) >>> 0);
      }
    }
  });
}

function scoreOf(
  marks: number,
  worth: readonly Float64Array[],
  isNear: boolean,
): Omit<Ranked, 'row'> {
  let bits = isNear ? NEAR_BITS : 0;
  let missing = 0;
  for (let i = 0; i < worth.length; i++) {
    const quality = (marks >>> (i * QUALITY_BITS)) & 15;
    if (quality === 0) {
      missing++;
      bits += MISSING_BITS;
    } else bits += worth[i]?.[quality] ?? 0;
  }
  return { bits, missing };
}

/** Whoever lacks a part is left out beside people who lack none and are clearly better, and where the rest says too little. */
function tidied(best: readonly Ranked[], people: number): readonly Ranked[] {
  const complete = best.filter(({ missing }) => missing === 0).map(({ bits }) => bits);
  const least = complete.length > 0 ? Math.max(...complete) - HARDLY : -Infinity;
  const little = LITTLE * Math.log2(people);
  return best.filter(
    ({ bits, missing }) =>
      missing === 0 || (bits > least && bits - missing * MISSING_BITS >= little),
  );
}

/** Beginnings of the family name, so that equals stand by name. */
function sortKeyOf({ people, words }: Columns, row: number): number {
  return words.sortKey((people.words[people.wordsFrom[row] ?? 0] ?? 0) >>> WORD_FLAGS);
}

interface Top {
  offer(row: number, score: Omit<Ranked, 'row'>): void;
  best(): readonly Ranked[];
}

/** Keeps the best so many of a long row; of equals the first by name, then the one that came first. */
function createTop(most: number, sortKey: (row: number) => number): Top {
  const kept: (Ranked & { readonly key: number })[] = [];
  return {
    offer: (row, { bits, missing }) => {
      const last = kept[most - 1];
      if (last && bits < last.bits) return;
      const key = sortKey(row);
      if (last && bits === last.bits && key >= last.key) return;
      let at = kept.length;
      while (at > 0 && isBefore(bits, key, kept[at - 1])) at--;
      kept.splice(at, 0, { row, bits, missing, key });
      if (kept.length > most) kept.pop();
    },
    best: () => kept,
  };
}

function isBefore(
  bits: number,
  key: number,
  other: { readonly bits: number; readonly key: number } | undefined,
): boolean {
  return other !== undefined && (bits > other.bits || (bits === other.bits && key < other.key));
}
