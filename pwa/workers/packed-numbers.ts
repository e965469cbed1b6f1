import { NumberOrder } from './number-order.ts';
import { QUALITY, type Quality } from './quality.ts';
import { headOf } from './word-marks.ts';
import { MOST_BYTES, withRoom } from './with-room.ts';
import { writeNumber } from './write-number.ts';

/** What a number is, for the reason that a hit is given. */
const NUMBER_KINDS = ['mrn', 'identifier', 'phone'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];
export interface NumberHit {
  readonly row: number;
  readonly quality: Quality;
  readonly kind: NumberKind;
}
const PHONE = NUMBER_KINDS.indexOf('phone');
/** A figure or two stand at the beginning of thousands of numbers, and nobody reads on. */
const MOST = 2000;
/** The bits of the first letter of four. */
const FIRST = 255;
/** From this many figures on the end of a number is enough, and so is any part of it. */
const END = 4;
/** A phone number typed with its country may be kept without it. */
const WHOLE_PHONE = 7;

/** Every number of everybody in columns, in the order of their people: its letters, its first four and its last four as one number each. */
export class PackedNumbers {
  size = 0;
  #rows = new Uint32Array(1 << 10);
  #kinds = new Uint8Array(1 << 10);
  #from = new Uint32Array(1 << 10);
  #head = new Uint32Array(1 << 10);
  #tail = new Uint32Array(1 << 10);
  #bytes = new Uint8Array(1 << 13);
  readonly #byFirst = new NumberOrder(FIRST);
  readonly #byHead = new NumberOrder();
  readonly #byTail = new NumberOrder();

  /** Keeps a number as it is compared, however it was grouped or signed; of one without letters and figures nothing is kept. */
  add(row: number, kind: NumberKind, value: string): void {
    const at = this.size;
    const start = this.#from[at] ?? 0;
    this.#bytes = withRoom(this.#bytes, start + value.length * MOST_BYTES);
    const end = writeNumber(value, { into: this.#bytes, from: start, isDialled: kind === 'phone' });
    if (end === start) return;
    this.size++;
    if (this.size >= this.#kinds.length) this.#makeRoom();
    this.#from[this.size] = end;
    this.#rows[at] = row;
    this.#kinds[at] = NUMBER_KINDS.indexOf(kind);
    this.#head[at] = headOf(this.#bytes, start, end);
    this.#tail[at] = headOf(this.#bytes, Math.max(start, end - 4), end);
  }
  /** Takes in what has come since; to be called before a question. */
  follow(): void {
    this.#byFirst.follow(this.#head, this.size);
    this.#byHead.follow(this.#head, this.size);
    this.#byTail.follow(this.#tail, this.size);
  }
  /** The numbers that fit, and how well. Any part is looked for only where no beginning and no end fits. */
  match(typed: string): readonly NumberHit[] {
    const wanted = wantedOf(typed);
    const hits: NumberHit[] = [];
    for (const at of typed.length < END ? this.#beginning(wanted) : this.#alike(wanted)) {
      const quality = this.#fit(wanted, at);
      if (quality !== QUALITY.none) hits.push(this.#hit(at, quality));
      if (hits.length >= MOST) break;
    }
    return hits.length > 0 || typed.length < END ? hits : this.#inside(typed);
  }

  /** What begins with a figure or three, as far as anybody reads on. */
  #beginning({ head, mask }: Wanted): readonly number[] {
    return this.#byFirst.some(this.#head, this.size, { number: head, mask, most: MOST });
  }
  /** What begins or ends with the same four, in the order of their people. */
  #alike({ head, tail }: Wanted): readonly number[] {
    const begun = this.#byHead.of(this.#head, this.size, head);
    const ended = this.#byTail.of(this.#tail, this.size, tail);
    if (ended.length === 0) return begun;
    return [...new Set([...begun, ...ended])].toSorted((a, b) => a - b);
  }
  #makeRoom(): void {
    const needed = this.size + 1;
    this.#from = withRoom(this.#from, needed);
    this.#rows = withRoom(this.#rows, needed);
    this.#kinds = withRoom(this.#kinds, needed);
    this.#head = withRoom(this.#head, needed);
    this.#tail = withRoom(this.#tail, needed);
  }
  #inside(typed: string): readonly NumberHit[] {
    const hits: NumberHit[] = [];
    for (let at = 0; at < this.size; at++) {
      const end = (this.#from[at + 1] ?? 0) - typed.length;
      let i = this.#from[at] ?? 0;
      while (i <= end && !this.#isAt(typed, i)) i++;
      if (i <= end) hits.push(this.#hit(at, QUALITY.part));
    }
    return hits;
  }
  #hit(at: number, quality: Quality): NumberHit {
    return { row: this.#rows[at] ?? 0, quality, kind: this.#kindOf(at) };
  }
  #kindOf(at: number): NumberKind {
    return NUMBER_KINDS[this.#kinds[at] ?? 0] ?? 'identifier';
  }
  #fit({ typed, bare, head, mask, tail }: Wanted, at: number): Quality {
    const start = this.#from[at] ?? 0;
    const length = (this.#from[at + 1] ?? 0) - start;
    const { length: wanted } = typed;
    if (
      (((this.#head[at] ?? 0) ^ head) & mask) === 0 &&
      length >= wanted &&
      this.#isAt(typed, start)
    )
      return length === wanted ? QUALITY.exact : QUALITY.start;
    if (this.#tail[at] !== tail || bare.length < END) return QUALITY.none;
    if (length >= bare.length)
      return this.#isAt(bare, start + length - bare.length) ? QUALITY.near : QUALITY.none;
    const isPhone = this.#kinds[at] === PHONE && length >= WHOLE_PHONE;
    return isPhone && this.#isAt(bare.slice(-length), start) ? QUALITY.near : QUALITY.none;
  }
  #isAt(typed: string, start: number): boolean {
    for (let i = 0; i < typed.length; i++)
      if (this.#bytes[start + i] !== typed.charCodeAt(i)) return false;
    return true;
  }
}

interface Wanted {
  readonly typed: string;
  /** Without the noughts that are dialled and not kept. */
  readonly bare: string;
  readonly head: number;
  readonly mask: number;
  readonly tail: number;
}

function wantedOf(typed: string): Wanted {
  const bare = typed.replace(/^0+/, '');
  const { length } = typed;
  return {
    typed,
    bare,
    head: fourOf(typed.slice(0, 4)),
    mask: length >= 4 ? -1 : (1 << (8 * length)) - 1,
    tail: fourOf(typed.slice(-4)),
  };
}

function fourOf(letters: string): number {
  let four = 0;
  for (let i = 0; i < letters.length; i++) four |= letters.charCodeAt(i) << (8 * i);
  return four >>> 0;
}
