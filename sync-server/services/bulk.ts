import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { BulkOptions, BulkOutcome, BulkRow, Store } from '#server/store/store.ts';
import { createReadWindow, isInWindow } from './window.ts';

/** Writes documents of an import or the demo, a few thousand a call; contents must have passed `parseContent`. */
export type Bulk = (
  rows: readonly BulkRow[],
  options: Pick<BulkOptions, 'action' | 'onExisting'>,
) => Promise<BulkOutcome>;

/** Many documents at once, without merge: who imports decides beforehand what becomes of a document that is there already. */
export function createBulk({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Bulk {
  const readWindow = createReadWindow(clock);
  return async (rows, options) => {
    const window = await readWindow(store);
    return store.bulkWrite(rows, {
      ...options,
      at: instantAt(clock.now()),
      isInWindow: ({ collection, content }) => isInWindow(window, collection, content),
    });
  };
}
