import type { Columns } from './columns.ts';
import { gather, gatherNamed, marksOf } from './gather.ts';
import type { NumberHit } from './packed-numbers.ts';
import { partsOf, type Asked } from './question-parts.ts';
import { createScoring, tidied, type Ranked } from './scoring.ts';

export interface Ranking {
  readonly best: readonly Ranked[];
  /** How well each stored word fits each part. */
  readonly wordMarks: Uint32Array;
  readonly numberHits: readonly NumberHit[];
}

/** The best `most` people for a question: whoever has one of its rarer words, its numbers or birth dates is weighed, nobody else. */
export function rankPeople(columns: Columns, asked: readonly Asked[], most: number): Ranking {
  const { people, candidates } = columns;
  candidates.open(people.size);
  const parts = partsOf(columns, asked);
  const wordMarks = marksOf(columns, parts);
  const marking = { columns, wordMarks };
  gatherNamed(marking, asked, parts);
  const best = gather(marking, parts, createScoring(columns, asked, { parts, most }));
  const numberHits = parts.flatMap(({ hits }) => hits);
  return { best: tidied(best, people.size), wordMarks, numberHits };
}
