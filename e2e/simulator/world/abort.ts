const STOPPED = new Error('stopped');

/** As much of an `AbortSignal` as the app uses, without what a browser's own costs when ten thousand of them end. */
class SimSignal {
  aborted = false;
  readonly reason = STOPPED;
  listeners: Set<() => void> | null = null;

  addEventListener(_: 'abort', listener: () => void): void {
    this.listeners ??= new Set();
    this.listeners.add(listener);
  }
  removeEventListener(_: 'abort', listener: () => void): void {
    this.listeners?.delete(listener);
  }
  end(): void {
    if (this.aborted) return;
    this.aborted = true;
    const listeners = this.listeners;
    this.listeners = null;
    for (const listener of listeners ?? []) listener();
  }
}

class SimController {
  readonly signal = new SimSignal();
  abort(): void {
    this.signal.end();
  }
}

/** The two globals, with `AbortSignal.timeout` on the world's clock. */
export function abortGlobals(
  later: (ms: number, abort: () => void) => void,
): Readonly<Record<string, unknown>> {
  const follow = (signals: readonly SimSignal[]): SimSignal => {
    const { signal } = new SimController();
    for (const one of signals) {
      if (one.aborted) signal.end();
      else one.addEventListener('abort', () => signal.end());
    }
    return signal;
  };
  return {
    AbortController: SimController,
    AbortSignal: {
      any: follow,
      timeout: (ms: number) => {
        const { signal } = new SimController();
        later(ms, () => signal.end());
        return signal;
      },
    },
  };
}
