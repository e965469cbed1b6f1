import { skeleton, soundKey } from '#shared/search/phonetic.ts';
import { createEditsApart } from './edits-apart.ts';
import { QUALITY, type Quality } from './quality.ts';
import { MOST_BYTES, withRoom, writeText } from './with-room.ts';

/** A word of a question: as it was typed, and what it is in Latin letters where it was typed in others. */
export interface TypedWord {
  readonly text: string;
  readonly latin: string;
}
export interface WordMatch {
  readonly words: readonly (readonly [word: number, quality: Quality])[];
  /** How many people have each quality. */
  readonly counts: Float64Array;
  /** How often people had come or gone when this was found out. */
  readonly changes: number;
}
/** Where a stored word came from another script: its sound is compared without vowels too. */
export interface WordOrigin {
  readonly isRomanised: boolean;
}
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const QUALITIES = 16;
/** So many questions are remembered. */
const LATELY = 16;
/** From this many letters on one may be wrong, and two. */
const ONE_SLIP = 3;
const TWO_SLIPS = 6;
const SHORTEST_PART = 3;
const LONGEST_WORD = 60;
const ROMANISED = 1;

/**
 * Every different word of all names, once, in columns of numbers: what is asked of it looks at all of them in a row. A hundred thousand
 * people have some ten thousand words, and a look at one costs nanoseconds.
 */
export class PackedWords {
  size = 0;
  readonly #scratch = new Uint8Array(MOST_BYTES * LONGEST_WORD);
  readonly #editsApart = createEditsApart();
  #bytes = new Uint8Array(1 << 14);
  #from = new Uint32Array(1 << 10);
  #head = new Uint32Array(1 << 10);
  #letters = new Uint32Array(1 << 10);
  #sounds = new Uint32Array(1 << 10);
  #bones = new Uint32Array(1 << 10);
  #people = new Uint32Array(1 << 10);
  #kinds = new Uint8Array(1 << 10);
  #slots = new Uint32Array(1 << 11);
  #changes = 0;
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
    return decoder.decode(this.#bytes.subarray(this.#from[word], this.#from[word + 1]));
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
    const found = new Map<number, Quality>();
    for (const text of new Set([typed.text, typed.latin]))
      if (text !== '') this.#look(wantedOf(text, typed.text !== typed.latin), found);
    const counts = new Float64Array(QUALITIES);
    for (const [word, quality] of found)
      counts[quality] = (counts[quality] ?? 0) + (this.#people[word] ?? 0);
    const match: WordMatch = { words: [...found], counts, changes: this.#changes };
    if (this.#lately.size >= LATELY) this.#lately = new Map();
    this.#lately.set(key, match);
    return match;
  }

  /** Most words are passed over by three comparisons of numbers. */
  #look(wanted: Wanted, found: Map<number, Quality>): void {
    const { head, headMask, letters, slips, sound, bones } = wanted;
    const [heads, allLetters, sounds] = [this.#head, this.#letters, this.#sounds];
    const [allBones, people, { size }] = [this.#bones, this.#people, this];
    const most = wanted.typed.length < SHORTEST_PART ? -1 : slips;
    for (let word = 0; word < size; word++) {
      const isLike =
        (((heads[word] ?? 0) ^ head) & headMask) === 0 ||
        bitsIn(letters & ~(allLetters[word] ?? 0)) <= most ||
        (sound !== 0 && sounds[word] === sound) ||
        (bones !== 0 && allBones[word] === bones);
      if (!isLike || people[word] === 0) continue;
      const quality = this.#fit(wanted, word);
      if (quality > (found.get(word) ?? QUALITY.none)) found.set(word, quality);
    }
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
      const apart = this.#editsApart(typed, place, isWhole ? wanted.slips : 1);
      if (apart.whole <= 1) return QUALITY.near;
      if (isSound) return QUALITY.sound;
      if (apart.whole === 2 || (isBegun && apart.start === 1)) return QUALITY.far;
    }
    if (isSound) return QUALITY.sound;
    const isInside = missing === 0 && typed.length >= SHORTEST_PART && length > typed.length;
    const isPart = isInside && contains(typed, this.#bytes, start, start + length);
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
    this.#bytes.set(this.#scratch.subarray(0, length), start);
    this.#from = withRoom(this.#from, this.size + 1);
    this.#from[word + 1] = start + length;
    this.#head = withRoom(this.#head, this.size);
    this.#head[word] = headOf(this.#scratch, length);
    this.#letters = withRoom(this.#letters, this.size);
    this.#letters[word] = lettersOf(this.#scratch, length);
    this.#sounds = withRoom(this.#sounds, this.size);
    this.#sounds[word] = keyOf(soundKey(text));
    this.#bones = withRoom(this.#bones, this.size);
    this.#bones[word] = keyOf(skeleton(text));
    this.#people = withRoom(this.#people, this.size);
    this.#kinds = withRoom(this.#kinds, this.size);
    return word;
  }
}

/** What is known of a typed word before the first stored one is looked at. */
interface Wanted {
  readonly typed: Uint8Array;
  readonly head: number;
  readonly headMask: number;
  readonly letters: number;
  readonly sound: number;
  readonly bones: number;
  readonly slips: number;
  readonly isForeign: boolean;
}

function wantedOf(text: string, isTwofold: boolean): Wanted {
  const typed = encoder.encode(text).subarray(0, LONGEST_WORD);
  const isLatin = /^[a-z0-9]*$/.test(text);
  const { length } = typed;
  const slips = !isLatin || length < ONE_SLIP ? 0 : length < TWO_SLIPS ? 1 : 2;
  return {
    typed,
    head: headOf(typed, length),
    headMask: length >= 4 ? 0xffffffff : ((1 << (8 * length)) - 1) >>> 0,
    letters: lettersOf(typed, length),
    sound: keyOf(soundKey(text)),
    bones: keyOf(skeleton(text)),
    slips,
    isForeign: isTwofold && isLatin,
  };
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The first four bytes as one number. */
function headOf(bytes: Uint8Array, length: number): number {
  let head = 0;
  for (let i = 0; i < Math.min(4, length); i++) head |= (bytes[i] ?? 0) << (8 * i);
  return head >>> 0;
}

/** Which letters and figures occur, one bit each (figures share six). */
function lettersOf(bytes: Uint8Array, length: number): number {
  let found = 0;
  for (let i = 0; i < length; i++) {
    const code = bytes[i] ?? 0;
    found |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return found;
}

/** A sound as a number; 0 is none. */
function keyOf(sound: string): number {
  if (sound === '') return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < sound.length; i++) hash = Math.imul(hash ^ sound.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}

function bitsIn(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function startsWith(typed: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < typed.length; i++) if (bytes[start + i] !== typed[i]) return false;
  return true;
}

function contains(typed: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at + typed.length <= end; at++) {
    if (startsWith(typed, bytes, at)) return true;
  }
  return false;
}
