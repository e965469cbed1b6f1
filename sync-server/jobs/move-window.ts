import type { Logger } from 'pino';
import type { Clock } from '#shared/lib/clock.ts';
import { safeCause } from '#server/services/safe-cause.ts';
import { moveWindow } from '#server/services/window.ts';
import type { Store } from '#server/store/store.ts';

export interface MoveWindowDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger | null;
}

const EVERY_MS = 15 * 60_000;

/** Now and every quarter of an hour: after midnight documents enter and leave the window that devices hold. Returns the way to stop. */
export function startMovingWindow({ store, clock, logger }: MoveWindowDeps): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      const moved = await moveWindow(store, clock);
      if (moved > 0) logger?.info({ moved }, 'window moved');
    } catch (cause) {
      logger?.error(safeCause(cause), 'the window could not be moved');
    }
  };
  running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
