type Known<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same map without what is `undefined`: absent and unknown are one thing in a record. */
export function known<T extends object>(map: T): Known<T> {
  return Object.fromEntries(
    Object.entries(map).filter(([, value]) => value !== undefined),
  ) as Known<T>;
}
