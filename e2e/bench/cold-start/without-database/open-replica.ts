/** A page without a database never has one open. */
export function openReplica(): Promise<never> {
  return new Promise(() => undefined);
}
