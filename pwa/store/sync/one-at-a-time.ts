/** Runs `work` when asked, never twice at once: asked while it runs, however often, it runs once more. Its failures are its own. */
export function oneAtATime(work: () => Promise<unknown>): () => void {
  let isAsked = false;
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work().catch(() => undefined);
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
