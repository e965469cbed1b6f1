import { createHash } from 'node:crypto';
import { isMap, type Json } from '#shared/lib/json.ts';

/** What a mutation says, as a short name: the same content gives the same hash whatever the order of its keys (S1). */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value as Json)))
    .digest('base64url');
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => sorted(item) ?? null);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
