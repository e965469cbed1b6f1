/** Where time comes from: milliseconds since 1970 in UTC. Handed in, so that tests and the simulator own it. */
export interface Clock {
  now(): number;
}

/** An instant as it is written everywhere: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export function instantAt(ms: number): string {
  return new Date(ms).toISOString();
}
