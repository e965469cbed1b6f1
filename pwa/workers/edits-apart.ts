const LONGEST = 64;
const NEVER = 99;
interface Letters {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly length: number;
}
interface Apart {
  readonly whole: number;
  readonly start: number;
}
export type EditsApart = (typed: Uint8Array, letters: Letters, limit: number) => Apart;
const TOO_FAR: Apart = { whole: NEVER, start: NEVER };

/**
 * How many letters a typed word and the letters `bytes[from, from + length)` are apart, neighbours swapped counting one. `whole` is the
 * distance to all of them, `start` to their best beginning: that is how far somebody has typed. Above `limit` both say so no further.
 */
export function createEditsApart(): EditsApart {
  // Three rows of the table that edits are counted in, used again and again.
  let older = new Uint8Array(LONGEST + 1);
  let above = new Uint8Array(LONGEST + 1);
  let row = new Uint8Array(LONGEST + 1);
  return (typed, { bytes, from, length }, limit) => {
    const n = Math.min(length, LONGEST);
    for (let j = 0; j <= n; j++) above[j] = j;
    for (let i = 1; i <= typed.length; i++) {
      row[0] = i;
      let least = i;
      for (let j = 1; j <= n; j++) {
        const letter = typed[i - 1];
        const theirs = bytes[from + j - 1];
        let cost = (above[j - 1] ?? NEVER) + (letter === theirs ? 0 : 1);
        cost = Math.min(cost, (above[j] ?? NEVER) + 1, (row[j - 1] ?? NEVER) + 1);
        if (i > 1 && j > 1 && letter === bytes[from + j - 2] && typed[i - 2] === theirs)
          cost = Math.min(cost, (older[j - 2] ?? NEVER) + 1);
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > limit) return TOO_FAR;
      const spare = older;
      older = above;
      above = row;
      row = spare;
    }
    let start = NEVER;
    for (let j = 0; j <= n; j++) start = Math.min(start, above[j] ?? NEVER);
    return { whole: above[n] ?? NEVER, start };
  };
}
