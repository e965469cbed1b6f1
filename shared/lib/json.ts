/** Any JSON value. Absent is `undefined`, which JSON itself cannot say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json | undefined;
}

/** True for a plain map; arrays and null are not. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deep equality of JSON values, blind to key order; an absent key equals `undefined`. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item as Json, b[i] as Json));
  }
  if (!isMap(a) || !isMap(b)) return false;
  return (
    Object.keys(a).every((key) => isSame(a[key], b[key])) &&
    Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key))
  );
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** True for JSON that is safe to keep: nested no deeper than `depth`, no key that could reach an object's prototype, no number beyond JSON's (`1e400` is read as one). */
export function isSafeJson(value: unknown, depth: number): value is Json {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (depth <= 0) return false;
  if (Array.isArray(value)) return value.every((item) => isSafeJson(item, depth - 1));
  return Object.keys(value).every(
    (key) => key !== '' && !FORBIDDEN.has(key) && isSafeJson((value as JsonMap)[key], depth - 1),
  );
}

/** Splits a JSON pointer (RFC 6901) into keys; null where it is not one or names a forbidden key. */
export function parsePointer(path: string): readonly string[] | null {
  if (!path.startsWith('/')) return null;
  const split = path.slice(1).split('/');
  const keys = path.includes('~')
    ? split.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    : split;
  return keys.some((key) => key === '' || FORBIDDEN.has(key)) ? null : keys;
}

/** Joins keys to a JSON pointer. */
export function pointer(...keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value at a pointer, or `undefined` where there is none. */
export function readAt(root: Json | undefined, path: string): Json | undefined {
  let at: Json | undefined = root;
  for (const key of parsePointer(path) ?? []) {
    if (!isMap(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** A copy of `root` with the value at a pointer set, or taken out where `value` is `undefined`. Maps on the way are made. */
export function writeAt(root: JsonMap, path: string, value: Json | undefined): JsonMap {
  const keys = parsePointer(path);
  if (!keys || keys.length === 0) throw new Error(`broken promise: not a pointer: ${path}`);
  return writeKeys(root, keys, value);
}

function writeKeys(root: JsonMap, keys: readonly string[], value: Json | undefined): JsonMap {
  const [key, ...rest] = keys as [string, ...string[]];
  const copy: Record<string, Json | undefined> = { ...root };
  if (rest.length === 0) {
    if (value === undefined) delete copy[key];
    else copy[key] = value;
    return copy;
  }
  const below = root[key];
  copy[key] = writeKeys(isMap(below) ? below : {}, rest, value);
  return copy;
}
