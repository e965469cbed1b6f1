import { skeleton, soundKey } from '#shared/search/phonetic.ts';
import { editsApartFrom, MOST_LETTERS, type EditsApart } from './edits-apart.ts';

const encoder = new TextEncoder();
/** Of a word so many bytes are kept. */
export const LONGEST_WORD = 60;
/** From this many letters on one may be wrong, and two. */
export const ONE_SLIP = 3;
const TWO_SLIPS = 6;

/** What is known of a typed word before the first stored one is looked at. */
export interface Wanted {
  readonly typed: Uint8Array;
  readonly head: number;
  readonly headMask: number;
  readonly letters: number;
  readonly pairs: number;
  readonly sound: number;
  readonly bones: number;
  readonly slips: number;
  readonly editsApart: EditsApart;
  readonly isForeign: boolean;
}

export function wantedOf(text: string, isTwofold: boolean): Wanted {
  const typed = encoder.encode(text).subarray(0, LONGEST_WORD);
  const isLatin = /^[a-z0-9]*$/.test(text);
  const { length } = typed;
  const isCounted = isLatin && length >= ONE_SLIP && length <= MOST_LETTERS;
  const slips = !isCounted ? 0 : length < TWO_SLIPS ? 1 : 2;
  return {
    typed,
    head: headOf(typed, 0, length),
    headMask: length >= 4 ? 0xffffffff : ((1 << (8 * length)) - 1) >>> 0,
    letters: lettersOf(typed, length),
    pairs: pairsOf(typed, length),
    sound: keyOf(soundKey(text)),
    bones: keyOf(skeleton(text)),
    slips,
    editsApart: editsApartFrom(typed),
    isForeign: isTwofold && isLatin,
  };
}

export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The first four bytes of what stands there as one number. */
export function headOf(bytes: Uint8Array, from: number, to: number): number {
  let head = 0;
  for (let i = 0; i < 4 && from + i < to; i++) head |= (bytes[from + i] ?? 0) << (8 * i);
  return head >>> 0;
}

/** Which letters and figures occur, one bit each (figures share six). */
export function lettersOf(bytes: Uint8Array, length: number): number {
  let found = 0;
  for (let i = 0; i < length; i++) {
    const code = bytes[i] ?? 0;
    found |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return found;
}

/** At most so many bits: none, one or two. */
export function isFew(mask: number, most: number): boolean {
  if (mask === 0 || most === 0) return mask === 0;
  const rest = mask & (mask - 1);
  return rest === 0 || (most > 1 && (rest & (rest - 1)) === 0);
}

/** Which pairs of neighbours occur, one bit of 32 for each. */
export function pairsOf(bytes: Uint8Array, length: number): number {
  let found = 0;
  for (let i = 1; i < length; i++)
    found |= 1 << (Math.imul(((bytes[i - 1] ?? 0) << 8) | (bytes[i] ?? 0), 0x9e3779b1) >>> 27);
  return found;
}

/** A sound as a number; 0 is none. */
export function keyOf(sound: string): number {
  if (sound === '') return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < sound.length; i++) hash = Math.imul(hash ^ sound.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}

export function bitsIn(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function startsWith(typed: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < typed.length; i++) if (bytes[start + i] !== typed[i]) return false;
  return true;
}

export function contains(
  typed: Uint8Array,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  for (let at = start + 1; at + typed.length <= end; at++) {
    if (startsWith(typed, bytes, at)) return true;
  }
  return false;
}
