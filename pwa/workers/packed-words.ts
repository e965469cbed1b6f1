import { skeleton, soundKey } from '#shared/search/phonetic.ts';
import { ByteOrder } from './byte-order.ts';
import { NumberOrder } from './number-order.ts';
import { QUALITY, QUALITY_BITS, type Quality } from './quality.ts';
import { MOST_BYTES, readText, withRoom, writeText } from './with-room.ts';
import {
  bitsIn,
  contains,
  hashOf,
  headOf,
  isFew,
  keyOf,
  lettersOf,
  LONGEST_WORD,
  ONE_SLIP,
  pairsOf,
  startsWith,
  wantedOf,
  type Wanted,
} from './word-marks.ts';

/** A word of a question: as it was typed, and what it is in Latin letters where it was typed in others. */
export interface TypedWord {
  readonly text: string;
  readonly latin: string;
}
export interface WordMatch {
  /** Numbers of words above the four bits of their quality. */
  readonly words: Uint32Array;
  /** How many people have each quality. */
  readonly counts: Float64Array;
  /** How often people had come or gone when this was found out. */
  readonly changes: number;
}
/** Where a stored word came from another script: its sound is compared without vowels too. */
export interface WordOrigin {
  readonly isRomanised: boolean;
}
const QUALITIES = 16;
/** So many questions are remembered. */
const LATELY = 16;
const SHORTEST_PART = 3;
const ROMANISED = 1;
/** The bits of the first letter of four. */
const FIRST = 255;

/**
 * Every different word of all names, once, in columns of numbers: what is asked of it looks at all of them in a row. A hundred thousand
 * people have some ten thousand words, and a look at one costs nanoseconds.
 */
export class PackedWords {
  size = 0;
  readonly #scratch = new Uint8Array(MOST_BYTES * LONGEST_WORD);
  #bytes = new Uint8Array(1 << 14);
  #from = new Uint32Array(1 << 10);
  #head = new Uint32Array(1 << 10);
  #letters = new Uint32Array(1 << 10);
  #pairs = new Uint32Array(1 << 10);
  #lengths = new Uint8Array(1 << 10);
  #sounds = new Uint32Array(1 << 10);
  #bones = new Uint32Array(1 << 10);
  #people = new Uint32Array(1 << 10);
  #kinds = new Uint8Array(1 << 10);
  readonly #bySound = new NumberOrder();
  readonly #byBones = new NumberOrder();
  readonly #byFirst = new ByteOrder();
  readonly #byLength = new ByteOrder();
  #slots = new Uint32Array(1 << 11);
  #changes = 0;
  /** Room for one look: how well each word fits, and which do at all. */
  #qualities = new Uint8Array(0);
  readonly #found: number[] = [];
  #lately = new Map<string, WordMatch>();

  /** The number of a word; it has one person more. */
  add(word: string, { isRomanised }: WordOrigin): number {
    const text = word.slice(0, LONGEST_WORD);
    const length = writeText(text, this.#scratch, 0);
    if (this.size * 2 >= this.#slots.length) this.#widen();
    const slot = this.#slotOf(length);
    const held = this.#slots[slot] ?? 0;
    const found = held === 0 ? this.#learn(text, length) : held - 1;
    if (held === 0) this.#slots[slot] = found + 1;
    if (isRomanised) this.#kinds[found] = ROMANISED;
    this.again(found);
    return found;
  }
  /** The word has another person more. */
  again(word: number): void {
    this.#people[word] = (this.#people[word] ?? 0) + 1;
    this.#changes++;
  }
  drop(word: number): void {
    this.#people[word] = Math.max(0, (this.#people[word] ?? 0) - 1);
    this.#changes++;
  }
  text(word: number): string {
    return readText(this.#bytes, this.#from[word] ?? 0, this.#from[word + 1] ?? 0);
  }
  /** The first four letters as a number that sorts as they do. */
  sortKey(word: number): number {
    const head = this.#head[word] ?? 0;
    return (
      (head & 255) * 2 ** 24 +
      (((head >>> 8) & 255) << 16) +
      (((head >>> 16) & 255) << 8) +
      (head >>> 24)
    );
  }
  /** Which words fit, and how well. What was asked a moment ago is known: somebody types the second name, not the first again. */
  match(typed: TypedWord): WordMatch {
    const key = `${typed.text} ${typed.latin}`;
    const before = this.#lately.get(key);
    if (before?.changes === this.#changes) return before;
    this.#qualities = withRoom(this.#qualities, this.size);
    this.#found.length = 0;
    for (const text of new Set([typed.text, typed.latin]))
      if (text !== '') this.#look(wantedOf(text, typed.text !== typed.latin));
    const match: WordMatch = { ...this.#counted(), changes: this.#changes };
    if (this.#lately.size >= LATELY) this.#lately = new Map();
    this.#lately.set(key, match);
    return match;
  }

  /** Takes in what has come since; to be called before a question. */
  follow(): void {
    this.#bySound.follow(this.#sounds, this.size);
    this.#byBones.follow(this.#bones, this.size);
    this.#byFirst.follow((word) => (this.#head[word] ?? 0) & FIRST, this.size);
    this.#byLength.follow((word) => this.#lengths[word] ?? 0, this.size);
  }

  #counted(): Omit<WordMatch, 'changes'> {
    const counts = new Float64Array(QUALITIES);
    const words = new Uint32Array(this.#found.length);
    for (let i = 0; i < words.length; i++) {
      const word = this.#found[i] ?? 0;
      const quality = this.#qualities[word] ?? 0;
      counts[quality] = (counts[quality] ?? 0) + (this.#people[word] ?? 0);
      words[i] = (word << QUALITY_BITS) | quality;
      this.#qualities[word] = QUALITY.none;
    }
    return { words, counts };
  }
  /** Most words are passed over by comparing a few numbers; what sounds alike is found by its sound. */
  #look(wanted: Wanted): void {
    const { size } = this;
    if (wanted.typed.length < SHORTEST_PART) this.#lookForBeginnings(wanted);
    else this.#lookForLike(wanted);
    if (wanted.sound !== 0)
      for (const word of this.#bySound.of(this.#sounds, size, wanted.sound))
        this.#take(wanted, word);
    if (wanted.bones !== 0)
      for (const word of this.#byBones.of(this.#bones, size, wanted.bones))
        this.#take(wanted, word);
  }
  #lookForBeginnings(wanted: Wanted): void {
    const { head, headMask } = wanted;
    const [heads, { size }] = [this.#head, this];
    for (let word = 0; word < size; word++)
      if ((((heads[word] ?? 0) ^ head) & headMask) === 0) this.#take(wanted, word);
  }
  /** What can have it inside, be as good as as long, or begin like it: by its letters, its pairs of them and its length. */
  #lookForLike(wanted: Wanted): void {
    const { head, headMask, letters, pairs, slips, typed } = wanted;
    const { length } = typed;
    const [heads, allLetters, allPairs] = [this.#head, this.#letters, this.#pairs];
    const [lengths, { size }] = [this.#lengths, this];
    for (let word = 0; word < size; word++)
      if (
        (letters & ~(allLetters[word] ?? 0)) === 0 &&
        (pairs & ~(allPairs[word] ?? 0)) === 0 &&
        (lengths[word] ?? 0) >= length
      )
        this.#take(wanted, word);
    if (slips === 0) return;
    const firstMask = length > ONE_SLIP ? FIRST : headMask;
    for (const word of this.#byFirst.of(head & FIRST))
      if (
        (((heads[word] ?? 0) ^ head) & firstMask) === 0 &&
        isFew(letters & ~(allLetters[word] ?? 0), slips)
      )
        this.#take(wanted, word);
    for (const word of this.#byLength.of(length - slips, length + slips)) {
      const theirs = allLetters[word] ?? 0;
      if (isFew(letters & ~theirs, slips) && isFew(theirs & ~letters, slips))
        this.#take(wanted, word);
    }
  }
  #take(wanted: Wanted, word: number): void {
    if (this.#people[word] === 0) return;
    const quality = this.#fit(wanted, word);
    const before = this.#qualities[word] ?? 0;
    if (quality <= before) return;
    if (before === QUALITY.none) this.#found.push(word);
    this.#qualities[word] = quality;
  }
  #fit(wanted: Wanted, word: number): Quality {
    const { typed, isForeign } = wanted;
    const start = this.#from[word] ?? 0;
    const length = (this.#from[word + 1] ?? 0) - start;
    const isLikeHead = (((this.#head[word] ?? 0) ^ wanted.head) & wanted.headMask) === 0;
    if (isLikeHead && length >= typed.length && startsWith(typed, this.#bytes, start)) {
      if (isForeign) return QUALITY.script;
      return length > typed.length ? QUALITY.start : QUALITY.exact;
    }
    const isOther = isForeign || this.#kinds[word] === ROMANISED;
    if (isOther && wanted.bones !== 0 && this.#bones[word] === wanted.bones) return QUALITY.script;
    const isSound = wanted.sound !== 0 && this.#sounds[word] === wanted.sound;
    const letters = this.#letters[word] ?? 0;
    const missing = bitsIn(wanted.letters & ~letters);
    if (missing > wanted.slips) return isSound ? QUALITY.sound : QUALITY.none;
    const isAsLong = Math.abs(length - typed.length) <= wanted.slips;
    const isWhole = isAsLong && bitsIn(letters & ~wanted.letters) <= wanted.slips;
    // Half typed with a slip: the first letter and most of the others are right.
    const isBegun = missing <= 1 && typed.length > ONE_SLIP && this.#bytes[start] === typed[0];
    if (wanted.slips > 0 && (isWhole || isBegun)) {
      const place = { bytes: this.#bytes, from: start, length };
      const apart = wanted.editsApart(place, isWhole ? wanted.slips : 1);
      if (apart.whole <= 1) return QUALITY.near;
      if (isSound) return QUALITY.sound;
      if (apart.whole === 2 || (isBegun && apart.start === 1)) return QUALITY.far;
    }
    if (isSound) return QUALITY.sound;
    const hasPairs = (wanted.pairs & ~(this.#pairs[word] ?? 0)) === 0;
    const isInside = missing === 0 && hasPairs && typed.length >= SHORTEST_PART;
    const isPart =
      isInside && length > typed.length && contains(typed, this.#bytes, start, start + length);
    return isPart ? QUALITY.part : QUALITY.none;
  }

  #isAt(word: number, length: number): boolean {
    const start = this.#from[word] ?? 0;
    if ((this.#from[word + 1] ?? 0) - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.#bytes[start + i] !== this.#scratch[i]) return false;
    return true;
  }
  /** The slot of the word in `scratch`, or the free one where it would stand. */
  #slotOf(length: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = hashOf(this.#scratch, 0, length) & mask;
    while (slots[at] !== 0 && !this.#isAt((slots[at] ?? 0) - 1, length)) at = (at + 1) & mask;
    return at;
  }
  #widen(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let word = 0; word < this.size; word++) {
      let at = hashOf(this.#bytes, this.#from[word] ?? 0, this.#from[word + 1] ?? 0) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = word + 1;
    }
    this.#slots = slots;
  }
  #learn(text: string, length: number): number {
    const word = this.size++;
    const start = this.#from[word] ?? 0;
    this.#bytes = withRoom(this.#bytes, start + length);
    for (let i = 0; i < length; i++) this.#bytes[start + i] = this.#scratch[i] ?? 0;
    this.#from = withRoom(this.#from, this.size + 1);
    this.#from[word + 1] = start + length;
    this.#head = withRoom(this.#head, this.size);
    this.#head[word] = headOf(this.#scratch, 0, length);
    this.#letters = withRoom(this.#letters, this.size);
    this.#letters[word] = lettersOf(this.#scratch, length);
    this.#pairs = withRoom(this.#pairs, this.size);
    this.#pairs[word] = pairsOf(this.#scratch, length);
    this.#lengths = withRoom(this.#lengths, this.size);
    this.#lengths[word] = length;
    this.#sounds = withRoom(this.#sounds, this.size);
    this.#sounds[word] = keyOf(soundKey(text));
    this.#bones = withRoom(this.#bones, this.size);
    this.#bones[word] = keyOf(skeleton(text));
    this.#people = withRoom(this.#people, this.size);
    this.#kinds = withRoom(this.#kinds, this.size);
    return word;
  }
}
