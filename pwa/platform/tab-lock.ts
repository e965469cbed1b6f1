/** Runs `work` in one tab at a time, by Web Lock; the next tab takes over when this one closes, freezes or is killed. */
export function withTabLock(
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): () => void {
  const stop = new AbortController();
  if (!('locks' in navigator)) {
    void work(stop.signal);
    return () => stop.abort();
  }
  navigator.locks
    .request(name, { signal: stop.signal }, () => work(stop.signal))
    .catch((cause: unknown) => {
      if (!stop.signal.aborted) throw cause;
    });
  return () => stop.abort();
}
