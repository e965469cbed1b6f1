/** How well something typed fits something stored, the best last; four bits each, so that eight parts of a question share a number. */
export const QUALITY = {
  none: 0,
  /** Somewhere inside. */
  part: 2,
  /** Two letters off, or its beginning with a slip. */
  far: 3,
  /** Sounds alike. */
  sound: 4,
  /** One letter off, two neighbours swapped, or figures that nearly are the same. */
  near: 5,
  /** The same name from another script. */
  script: 6,
  start: 7,
  exact: 8,
} as const;
export type Quality = (typeof QUALITY)[keyof typeof QUALITY];

export const QUALITY_BITS = 4;
export const MOST_PARTS = 8;

/** The better of two rows of qualities, part by part. */
export function betterOf(a: number, b: number): number {
  if (a === 0) return b;
  if ((a | b) >>> QUALITY_BITS === 0) return a > b ? a : b;
  if ((partsIn(a) & partsIn(b)) === 0) return (a | b) >>> 0;
  let best = 0;
  for (let shift = 0; shift < 32; shift += QUALITY_BITS) {
    best |= Math.max((a >>> shift) & 15, (b >>> shift) & 15) << shift;
  }
  return best >>> 0;
}

/** One bit for each part that has any quality. */
function partsIn(marks: number): number {
  return (marks | (marks >>> 1) | (marks >>> 2) | (marks >>> 3)) & 0x11111111;
}
