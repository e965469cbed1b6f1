const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUID in lower case, the only form of an id that any door lets in. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
