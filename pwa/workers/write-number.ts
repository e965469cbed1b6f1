import { plainFigures } from '#shared/search/normalise.ts';

const NOUGHT = 48;
const NINE = 57;
const CAPITAL_A = 65;
const CAPITAL_Z = 90;
const SMALL_A = 97;
const SMALL_Z = 122;
const LAST_PLAIN = 127;
const TO_SMALL = 32;

interface Place {
  readonly into: Uint8Array;
  readonly from: number;
  /** The noughts before a number that is dialled are not kept. */
  readonly isDialled: boolean;
}

/** Writes the letters and figures of a number, small, and answers where they end. Needs three bytes for each of its letters. */
export function writeNumber(value: string, { into, from, isDialled }: Place): number {
  let end = from;
  for (let i = 0; i < value.length; i++) {
    let code = value.charCodeAt(i);
    // Figures of another script: all of it is read again.
    if (code > LAST_PLAIN) return writeNumber(inLatin(value), { into, from, isDialled });
    if (code >= CAPITAL_A && code <= CAPITAL_Z) code += TO_SMALL;
    const isFigure = code >= NOUGHT && code <= NINE;
    if (!isFigure && (code < SMALL_A || code > SMALL_Z)) continue;
    if (isDialled && code === NOUGHT && end === from) continue;
    into[end++] = code;
  }
  return end;
}

function inLatin(value: string): string {
  return plainFigures(value).replace(/[^a-z0-9]/gi, '');
}
