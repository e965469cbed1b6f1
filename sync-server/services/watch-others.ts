import type { Store } from '#server/store/store.ts';

const EVERY_MS = 500;

/** Looks twice a second whether an import wrote into the same copy, so that devices learn of it; returns the way to stop. */
export function watchOthers(
  store: Pick<Store, 'lookForOthers'>,
  onError: (cause: unknown) => void,
): () => void {
  const timer = setInterval(() => void store.lookForOthers().catch(onError), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
