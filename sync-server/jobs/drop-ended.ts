import type { Logger } from 'pino';
import type { Clock } from '#shared/lib/clock.ts';
import { dropEnded } from '#server/services/ends.ts';
import type { Metrics } from '#server/services/metrics.ts';
import { safeCause } from '#server/services/safe-cause.ts';
import type { Store } from '#server/store/store.ts';

export interface DropEndedDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'countEnded'>;
  readonly logger: Logger | null;
}
const EVERY_MS = 6 * 3_600_000;

/** Now and every six hours: what has had its time is dropped. Returns the way to stop. */
export function startDroppingEnded(deps: DropEndedDeps): () => Promise<void> {
  const { metrics, logger } = deps;
  const run = async (): Promise<void> => {
    try {
      const ended = await dropEnded(deps);
      metrics.countEnded(ended);
      if (ended.mutations + ended.escrow + ended.blobs > 0)
        logger?.info(ended, 'what has had its time is dropped');
    } catch (cause) {
      logger?.error(safeCause(cause), 'what has had its time could not be dropped');
    }
  };
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
