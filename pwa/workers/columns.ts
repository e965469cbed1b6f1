import type { BirthOrder } from './birth-order.ts';
import type { Candidates } from './candidates.ts';
import type { PackedNumbers } from './packed-numbers.ts';
import type { PackedPeople } from './packed-people.ts';
import type { PackedWords } from './packed-words.ts';
import type { Postings } from './postings.ts';

/** What a question is asked of, and the room that it is answered in. */
export interface Columns {
  readonly people: PackedPeople;
  readonly words: PackedWords;
  readonly numbers: PackedNumbers;
  readonly postings: Postings;
  readonly births: BirthOrder;
  readonly candidates: Candidates;
}
