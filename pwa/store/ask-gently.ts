export interface Asking {
  /** Now, or as soon as the last time is long enough ago; what comes meanwhile becomes one question. */
  readonly ask: () => void;
  /** Now, whatever was asked before: somebody has just changed something. */
  readonly askNow: () => void;
  readonly stop: () => void;
}

/** Asks a question at most so often, the first time at once. One that is being answered is never asked a second time beside it. */
export function askGently(question: () => Promise<void>, pauseMs: number): Asking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let isBusy = false;
  let isWanted = false;
  let isStopped = false;
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isStopped) return;
    if (isBusy) return void (isWanted = true);
    isBusy = true;
    askedAt = Date.now();
    await question().catch(() => undefined);
    isBusy = false;
    if (!isWanted) return;
    isWanted = false;
    await run();
  };
  return {
    ask: () => {
      const wait = askedAt + pauseMs - Date.now();
      if (wait <= 0) void run();
      else timer ??= setTimeout(() => void run(), wait);
    },
    askNow: () => void run(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
