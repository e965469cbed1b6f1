import { inBuckets } from './in-buckets.ts';

const BYTES = 256;

/** Where each value of a column of bytes stands: all places of one are found without a look at the others. */
export class ByteOrder {
  #sorted = inBuckets(new Uint32Array(0), BYTES);

  /** Takes in what has come since. */
  follow(byteAt: (place: number) => number, size: number): void {
    if (size === this.#sorted.places.length) return;
    this.#sorted = inBuckets(
      Uint32Array.from({ length: size }, (_, place) => byteAt(place)),
      BYTES,
    );
  }
  /** The places of a value and of those up to another one, value by value, in their order. */
  of(first: number, last = first): Uint32Array {
    const { from, places } = this.#sorted;
    const end = from[Math.min(last, BYTES - 1) + 1] ?? 0;
    return places.subarray(from[Math.max(first, 0)] ?? 0, end);
  }
}
