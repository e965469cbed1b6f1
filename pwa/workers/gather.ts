import type { Columns } from './columns.ts';
import { WORD_FLAGS } from './packed-people.ts';
import type { PackedWords } from './packed-words.ts';
import { betterOf, QUALITY, QUALITY_BITS } from './quality.ts';
import type { Asked, Part } from './question-parts.ts';
import type { Ranked, Scoring } from './scoring.ts';

/** A part that more people have than this is common. */
const COMMON = 500;
/** More than there are words: a number for two. */
const PLACES = 2 ** 20;

interface Marking {
  readonly columns: Columns;
  /** How well each stored word fits each part. */
  readonly wordMarks: Uint32Array;
}

export function marksOf({ words, candidates }: Columns, parts: readonly Part[]): Uint32Array {
  const marks = candidates.roomForWords(words.size);
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

/** Whoever has a number that fits, and whoever was born on that day, in that month or year. */
export function gatherNamed(
  marking: Marking,
  asked: readonly Asked[],
  parts: readonly Part[],
): void {
  const { candidates } = marking.columns;
  for (const { hits, shift } of parts)
    for (const { row, quality } of hits) {
      weigh(marking, row);
      candidates.mark(row, (quality << shift) >>> 0);
    }
  sameBirths(marking, asked);
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

/**
 * Weighs whoever has the rarest part, and the others where they are not too common: who has only a common one is never among the best
 * beside those who have the rare one.
 */
export function gather(
  marking: Marking,
  parts: readonly Part[],
  scoring: Scoring,
): readonly Ranked[] {
  const { people, postings } = marking.columns;
  for (const row of people.nearRows) weigh(marking, row);
  for (let row = postings.sorted; row < people.size; row++) weigh(marking, row);
  scoring.follow();
  const byCount = parts
    .filter(({ match }) => match.length > 0)
    .toSorted((a, b) => a.count - b.count);
  const all = parts.reduce((sum, { mostWorth }) => sum + mostWorth, 0);
  for (const [i, part] of byCount.entries()) {
    if (i > 0 && part.count > COMMON) continue;
    const others = { count: parts.length - 1, most: all - part.mostWorth };
    followWords(marking, { part, others }, scoring);
  }
  return scoring.best();
}

interface Followed {
  readonly part: Part;
  /** How many other parts there are, and what the best of them are worth together. */
  readonly others: { readonly count: number; readonly most: number };
}

/**
 * The best words first, and no others once nobody who comes can be among the best. A single part that thousands have is followed until
 * there are enough, equals by their first letters.
 */
function followWords(marking: Marking, { part, others }: Followed, scoring: Scoring): void {
  const { words, candidates } = marking.columns;
  const isAlone = others.count === 0;
  const isCommon = isAlone && part.count > COMMON;
  for (let quality = QUALITY.exact as number; quality > QUALITY.none; quality--) {
    if ((part.counts[quality] ?? 0) === 0) continue;
    if (others.most + (part.worth[quality] ?? 0) < scoring.least()) return;
    const alike = part.match.filter((found) => (found & 15) === quality);
    for (const found of isCommon ? byLetters(words, alike) : alike) {
      // Whoever has a better word for the only part has been here before.
      if (isAlone) markAll(marking, found, quality);
      else weighAll(marking, found);
      if (isCommon && candidates.count > COMMON) break;
    }
    scoring.follow();
    if (isCommon && candidates.count > COMMON) return;
  }
}

function weighAll(marking: Marking, found: number): void {
  const rows = marking.columns.postings.of(found >>> QUALITY_BITS);
  for (let i = 0; i < rows.length; i++) weigh(marking, rows[i] ?? 0);
}

function markAll(
  { columns: { postings, candidates } }: Marking,
  found: number,
  quality: number,
): void {
  const rows = postings.of(found >>> QUALITY_BITS);
  for (let i = 0; i < rows.length; i++) candidates.first(rows[i] ?? 0, quality);
}

/** In the order of their first letters: numbers are sorted many times as quickly where no comparison of ours is asked. */
function byLetters(words: PackedWords, alike: Uint32Array): Uint32Array {
  const keys = new Float64Array(alike.length);
  for (let i = 0; i < keys.length; i++)
    keys[i] = words.sortKey((alike[i] ?? 0) >>> QUALITY_BITS) * PLACES + i;
  keys.sort();
  const sorted = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) sorted[i] = alike[(keys[i] ?? 0) % PLACES] ?? 0;
  return sorted;
}
