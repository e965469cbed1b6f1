const NEVER = 99;
/** So many letters of a typed word have a bit each. */
export const MOST_LETTERS = 32;
interface Letters {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly length: number;
}
interface Apart {
  readonly whole: number;
  readonly start: number;
}
export type EditsApart = (letters: Letters, limit: number) => Apart;
const TOO_FAR: Apart = { whole: NEVER, start: NEVER };

/**
 * How many letters a typed word and the letters `bytes[from, from + length)` are apart, neighbours swapped counting one. `whole` is the
 * distance to all of them, `start` to their best beginning: that is how far somebody has typed. Where even `start` is above `limit` both
 * say so no further. A whole column of the table that edits are counted in is two numbers, a bit for each typed letter (Hyyrö, "A
 * bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003); of more than 32 letters the first 32 are compared.
 */
export function editsApartFrom(typed: Uint8Array): EditsApart {
  const m = Math.min(typed.length, MOST_LETTERS);
  const places = new Uint32Array(256);
  for (let i = 0; i < m; i++) places[typed[i] ?? 0] = (places[typed[i] ?? 0] ?? 0) | (1 << i);
  const last = m - 1;
  return ({ bytes, from, length }, limit) => {
    if (m === 0) return { whole: length, start: 0 };
    let [score, start] = [m, m];
    let [more, less, same, before] = [-1, 0, 0, 0];
    for (let j = 0; j < length; j++) {
      const here = places[bytes[from + j] ?? 0] ?? 0;
      const swapped = ((~same & here) << 1) & before;
      same = (((here & more) + more) ^ more) | here | less | swapped;
      const right = less | ~(same | more);
      const left = same & more;
      score += ((right >>> last) & 1) - ((left >>> last) & 1);
      if (score < start) start = score;
      else if (score - (length - j - 1) > limit && start > limit) return TOO_FAR;
      const shifted = (right << 1) | 1;
      more = (left << 1) | ~(same | shifted);
      less = shifted & same;
      before = here;
    }
    return start > limit ? TOO_FAR : { whole: score, start };
  };
}
