/** How long to wait before the n-th try: 1, 2, 4 … at most 15 s, give or take a quarter, so that a ward does not return in one instant. */
export function backoffMs(tries: number, chance: number): number {
  const step = Math.min(500 * 2 ** Math.max(tries, 1), 15_000);
  return Math.round(step * (0.75 + chance * 0.5));
}
