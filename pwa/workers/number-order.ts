import { inBuckets } from './in-buckets.ts';

/** So many new numbers are looked through in a row before all are sorted again. */
const TAIL = 4000;
const BUCKETS = 1 << 14;

export interface Sought {
  readonly number: number;
  /** Which of its bits count. */
  readonly mask: number;
  readonly most: number;
}

/** Where each number of a column stands, by a hash of some of its bits: like ones are found without a look at all of them. */
export class NumberOrder {
  readonly #bits: number;
  #sorted = inBuckets(new Uint32Array(0), BUCKETS);

  constructor(bits = -1) {
    this.#bits = bits;
  }
  /** Takes in what has come since. */
  follow(column: Uint32Array, size: number): void {
    const { length } = this.#sorted.places;
    if (size - length <= (length === 0 ? 0 : TAIL)) return;
    const buckets = new Uint32Array(size);
    for (let at = 0; at < size; at++) buckets[at] = bucketOf((column[at] ?? 0) & this.#bits);
    this.#sorted = inBuckets(buckets, BUCKETS);
  }
  /** The places of a number, in their order. */
  of(column: Uint32Array, size: number, number: number): readonly number[] {
    return this.some(column, size, { number, mask: -1, most: size });
  }
  /** The first so many places of what is like a number; the mask holds all bits that are hashed. */
  some(column: Uint32Array, size: number, { number, mask, most }: Sought): readonly number[] {
    const found: number[] = [];
    const bucket = bucketOf(number & this.#bits);
    const { from, places } = this.#sorted;
    const last = from[bucket + 1] ?? 0;
    for (let i = from[bucket] ?? 0; i < last && found.length < most; i++) {
      const at = places[i] ?? 0;
      if ((((column[at] ?? 0) ^ number) & mask) === 0) found.push(at);
    }
    for (let at = places.length; at < size && found.length < most; at++)
      if ((((column[at] ?? 0) ^ number) & mask) === 0) found.push(at);
    return found;
  }
}

function bucketOf(wanted: number): number {
  return Math.imul(wanted, 0x9e3779b1) >>> 18;
}
