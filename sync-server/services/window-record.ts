import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { RecordAnswer } from '#shared/sync/history.ts';
import { wireDocument } from '#server/store/wire-text.ts';
import type { FeedWindow, Store } from '#server/store/store.ts';
import { createReadWindow, isInWindow } from './window.ts';

export type ReadRecord = (patientId: string) => Promise<RecordAnswer>;

const PAGE = 500;

/** What lies outside the window of time that devices hold, for the chart of one patient: shown, never stored there. */
export function createReadRecord({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): ReadRecord {
  const readWindow = createReadWindow(clock);
  return async (patientId) => {
    const window = await readWindow(store);
    return {
      appointments: await outside(store, window, 'appointments', patientId),
      encounters: await outside(store, window, 'encounters', patientId),
    };
  };
}

async function outside(
  store: Store,
  window: FeedWindow,
  collection: CollectionName,
  patientId: string,
): Promise<readonly WireDocument[]> {
  const where = [{ key: 'patientId', anyOf: [patientId] }];
  const documents: WireDocument[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<Store['find']>> = await store.find({
      collection,
      where,
      after,
      limit: PAGE,
    });
    for (const document of page.documents) {
      if (!isInWindow(window, collection, document.content)) documents.push(wireDocument(document));
    }
    after = page.next;
  }
  return documents;
}
