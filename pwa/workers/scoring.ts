import { birthFit } from './birth-fit.ts';
import type { Columns } from './columns.ts';
import { WORD_FLAGS } from './packed-people.ts';
import { QUALITY, QUALITY_BITS } from './quality.ts';
import type { Asked, Part } from './question-parts.ts';

/** A part that says nothing, and somebody in my ward or on today's list. */
const MISSING_BITS = -4;
const NEAR_BITS = 4;
/** Who lacks a part stays in sight only beside complete ones that are hardly better. */
const HARDLY = 3;
/** Alone, they have to have so much of what would tell one of all people. */
const LITTLE = 0.4;

export interface Ranked {
  readonly row: number;
  readonly bits: number;
  /** How many parts of the question say nothing of this person. */
  readonly missing: number;
}
/** Keeps the best of the candidates while they come. */
export interface Scoring {
  /** Scores whoever has become a candidate since. */
  follow(): void;
  /** The bits without which nobody else is among the best. */
  least(): number;
  best(): readonly Ranked[];
}

export function createScoring(
  columns: Columns,
  asked: readonly Asked[],
  { parts, most }: { readonly parts: readonly Part[]; readonly most: number },
): Scoring {
  const { people, candidates } = columns;
  const top = createTop(most, (row) => sortKeyOf(columns, row));
  const worth = parts.map((part) => part.worth);
  const births = asked.flatMap((part, i) =>
    part.births.map((birth) => ({ birth, shift: i * QUALITY_BITS })),
  );
  let scored = 0;
  // One after the other they mostly fit alike.
  let before = { marks: 0, score: scoreOf(0, worth, false) };
  const score = (marks: number, isNear: boolean): Omit<Ranked, 'row'> => {
    if (isNear) return scoreOf(marks, worth, true);
    if (marks !== before.marks) before = { marks, score: scoreOf(marks, worth, false) };
    return before.score;
  };
  return {
    follow: () => {
      for (; scored < candidates.count; scored++) {
        const row = candidates.rows[scored] ?? 0;
        if (!people.isShown(row)) continue;
        if (births.length > 0) nearBirths(columns, births, row);
        top.offer(row, score(candidates.marks[row] ?? 0, people.isNear(row)));
      }
    },
    least: top.least,
    best: top.best,
  };
}

interface BirthAsked {
  readonly birth: number;
  readonly shift: number;
}

/** A birth date that is nearly right says something only of whoever is a candidate already. */
function nearBirths(
  { people, candidates }: Columns,
  births: readonly BirthAsked[],
  row: number,
): void {
  for (const { birth, shift } of births) {
    const quality = birthFit(birth, people.birth[row] ?? 0);
    if (quality !== QUALITY.none) candidates.mark(row, (quality << shift) >>> 0);
  }
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
export function tidied(best: readonly Ranked[], people: number): readonly Ranked[] {
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
  /** The least bits of the best, once there are enough. */
  least(): number;
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
    least: () => kept[most - 1]?.bits ?? -Infinity,
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
