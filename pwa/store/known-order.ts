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

/** What is shown of the answers to one question. */
export interface Standing<Hit> {
  readonly hits: readonly Hit[];
  /** Who fits best, wherever they stand, and goes on standing for that; null before everybody has been read. */
  readonly best: string | null;
}
/** What was found for the same question now, best first; less than all while people are still being read. */
export interface Found<Hit> {
  readonly hits: readonly Hit[];
  readonly isWhole: boolean;
}

/** Nobody moves under a hand that reaches for them, and nobody who fits better is left out for those who came first. */
export function standing<Hit extends { readonly id: string }>(
  last: Standing<Hit> | null,
  { hits: found, isWhole }: Found<Hit>,
  most = Infinity,
): Standing<Hit> {
  const stands = new Set(last?.hits.map(({ id }) => id));
  const shown = found.filter(({ id }, n) => n < most || stands.has(id));
  const hits = inKnownOrder(last?.hits ?? [], shown);
  const kept = hits.some(({ id }) => id === last?.best) ? last?.best : null;
  return { hits, best: kept ?? (isWhole ? (found[0]?.id ?? null) : null) };
}
