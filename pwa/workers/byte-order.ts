const BYTES = 256;

/** Where each value of a column of bytes stands: all places of one are found without a look at the others. */
export class ByteOrder {
  readonly #from = new Uint32Array(BYTES + 1);
  #places = new Uint32Array(0);

  /** Takes in what has come since. */
  follow(byteAt: (place: number) => number, size: number): void {
    if (size === this.#places.length) return;
    const from = this.#from.fill(0);
    for (let place = 0; place < size; place++) {
      const next = byteAt(place) + 1;
      from[next] = (from[next] ?? 0) + 1;
    }
    for (let byte = 0; byte < BYTES; byte++)
      from[byte + 1] = (from[byte + 1] ?? 0) + (from[byte] ?? 0);
    const free = from.slice();
    const places = new Uint32Array(size);
    for (let place = 0; place < size; place++) {
      const byte = byteAt(place);
      const at = free[byte] ?? 0;
      places[at] = place;
      free[byte] = at + 1;
    }
    this.#places = places;
  }
  /** The places of a value and of those up to another one, value by value, in their order. */
  of(first: number, last = first): Uint32Array {
    const end = this.#from[Math.min(last, BYTES - 1) + 1] ?? 0;
    return this.#places.subarray(this.#from[Math.max(first, 0)] ?? 0, end);
  }
}
