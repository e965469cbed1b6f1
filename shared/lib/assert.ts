/** Ends the work when what must never happen has happened; not for bad input. */
export function assert(condition: unknown, fact: string): asserts condition {
  if (!condition) throw new Error(`broken promise: ${fact}`);
}

/** Marks the branch that no variant reaches; a new variant does not compile until it is answered. */
export function unreachable(value: never): never {
  throw new Error(`broken promise: no branch for ${JSON.stringify(value)}`);
}

/** The value, where the type says it may be absent and the code knows that it is not. */
export function present<T>(value: T | null | undefined, fact: string): T {
  assert(value !== null && value !== undefined, fact);
  return value;
}
