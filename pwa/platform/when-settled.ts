const SETTLED_MS = 2000;

/** Resolves once the page has had time to draw itself: what nobody waits for begins then. */
export function whenSettled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
}
