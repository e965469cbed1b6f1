/** Keeps the order in which hits of one question already stand: what a hand reaches for does not move, new ones come below. */
export function inKnownOrder<Hit extends { readonly id: string }>(
  before: readonly Hit[],
  after: readonly Hit[],
): readonly Hit[] {
  const fresh = new Map(after.map((hit) => [hit.id, hit]));
  const kept = before.flatMap(({ id }) => fresh.get(id) ?? []);
  const known = new Set(kept.map(({ id }) => id));
  return [...kept, ...after.filter(({ id }) => !known.has(id))];
}
