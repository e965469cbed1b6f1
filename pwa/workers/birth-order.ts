import { inBuckets } from './in-buckets.ts';
import type { PackedPeople } from './packed-people.ts';

/** So many new rows are looked through in a row before everybody is sorted again. */
const TAIL = 2000;
const YEARS = 10_000;
/** Months and days of one year, as they stand in a birth number. */
const PER_YEAR = 10_000;

/** Everybody by the year of birth: who was born on a day or in a year is found among that year's people. */
export class BirthOrder {
  #sorted = inBuckets(new Uint32Array(0), YEARS);

  /** Takes in who has come since; to be called before a question. */
  follow({ size, birth }: PackedPeople): void {
    const { length } = this.#sorted.places;
    if (size - length <= (length === 0 ? 0 : TAIL)) return;
    const years = new Uint32Array(size);
    for (let row = 0; row < size; row++) years[row] = yearOf(birth[row] ?? 0);
    this.#sorted = inBuckets(years, YEARS);
  }
  /** The rows of whoever was born from `first` on and before `end`, both of one year. */
  between({ size, birth }: PackedPeople, first: number, end: number): readonly number[] {
    const found: number[] = [];
    const take = (row: number): void => {
      const born = birth[row] ?? 0;
      if (born >= first && born < end) found.push(row);
    };
    const year = yearOf(first);
    const { from, places } = this.#sorted;
    const last = from[year + 1] ?? 0;
    for (let at = from[year] ?? 0; at < last; at++) take(places[at] ?? 0);
    for (let row = places.length; row < size; row++) take(row);
    return found;
  }
}

function yearOf(birth: number): number {
  return Math.min(YEARS - 1, Math.floor(birth / PER_YEAR));
}
