/**
 * Runs `work` one at a time, so that an older run never ends last: asked while one runs, however often, it runs once more. What is
 * returned ends with a run that began after the asking. One that fails is reported and holds no later one back.
 */
export function inTurn(work: () => Promise<unknown>): () => Promise<void> {
  let last = Promise.resolve();
  let next: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    next = null;
    await work().catch((cause: unknown) => reportError(cause));
  };
  return () => (next ??= last = last.then(run));
}
