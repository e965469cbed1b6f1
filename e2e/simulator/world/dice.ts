/** All chance of one simulated world: one seed decides everything. */
export interface Dice {
  /** From 0 up to 1. */
  readonly next: () => number;
  /** A whole number from 0 up to `count`. */
  readonly below: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the keys, by weight. */
  readonly weighed: <K extends string>(weights: Readonly<Record<K, number>>) => K;
  readonly uuid: <Id extends string = string>() => Id;
}

/** sfc32, started from up to three whole numbers. */
export function createDice(seed: number, stream = 0, salt = 0): Dice {
  let [a, b, c, d] = [seed | 0, stream | 0, salt | 0, 1];
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i += 1) word();
  const next = (): number => word() / 2 ** 32;
  const below = (count: number): number => Math.floor(next() * count);
  const hex = (): string => word().toString(16).padStart(8, '0');
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new Error('broken promise: nothing to pick from');
      return picked;
    },
    weighed: <K extends string>(weights: Readonly<Record<K, number>>) => {
      const entries = Object.entries<number>(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
      throw new Error('broken promise: no weights');
    },
    uuid: <Id extends string>() => {
      const [x, y, z, w] = [hex(), hex(), hex(), hex()];
      return `${x}-${y.slice(0, 4)}-7${y.slice(5)}-8${z.slice(1, 4)}-${z.slice(4)}${w}` as Id;
    },
  };
}
