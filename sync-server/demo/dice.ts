/** Chance that can be repeated: the same seed throws the same numbers. */
export interface Dice {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** A whole number from the first to the last, both included. */
  readonly between: (first: number, last: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Picks by weight: `[[62, 'a'], [8, 'b']]`. */
  readonly weigh: <T>(list: readonly (readonly [weight: number, value: T])[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => readonly T[];
}

/** Dice from a seed: xmur3 makes a number of the text, mulberry32 goes on from it. */
export function createDice(seed: string): Dice {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (first: number, last: number): number =>
    first + Math.floor(next() * (last - first + 1));
  const pick = <T>(list: readonly T[]): T => list[between(0, list.length - 1)] as T;
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    weigh: (list) => {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0);
      const found = list.find(([weight]) => (left -= weight) < 0) ?? list.at(-1);
      return (found as (typeof list)[number])[1];
    },
    shuffled: (list) =>
      list
        .map((item) => [next(), item] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, item]) => item),
  };
}

function hash(text: string): number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
}
