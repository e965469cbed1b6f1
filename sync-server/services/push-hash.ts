import { hash } from 'node:crypto';
import { isMap } from '#shared/lib/json.ts';

/** What a mutation says, as a short name: the same content gives the same hash whatever the order of its keys (S1). */
export function hashOf(value: unknown): string {
  return hash('sha256', sortedText(value), 'base64url');
}

/** JSON text with the keys of every map in order; made at once, because copies of every map cost three times as much. */
function sortedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => sortedText(item ?? null)).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const parts: string[] = [];
  for (const key of keysInOrder(value)) {
    const item = value[key];
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${sortedText(item)}`);
  }
  return `{${parts.join(',')}}`;
}

/** Keys that are numbers come first and by value, as in every map: so the hashes were made that are stored. */
function keysInOrder(map: object): readonly string[] {
  const keys = Object.keys(map);
  const numbers = keys.findIndex((key) => !isIndex(key));
  if (numbers === 0) return keys.toSorted();
  return numbers < 0 ? keys : [...keys.slice(0, numbers), ...keys.slice(numbers).toSorted()];
}

/** True for a key that every map keeps in front. */
function isIndex(key: string): boolean {
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index < 2 ** 32 - 1 && String(index) === key;
}
