/** True where this browser keeps the hospital's answer at a path, so that it can be shown with nobody signed in and no network. */
export async function isAnswerKept(path: string): Promise<boolean> {
  // Absent on a plain http address of the house network.
  const kept = globalThis.caches as CacheStorage | undefined;
  const answer = await kept?.match(path).catch(() => undefined);
  return answer !== undefined;
}
