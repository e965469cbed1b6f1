import { liveRows, openPages, type Collection } from './collection.ts';
import type { Doc } from './rows.ts';

/** Some documents of a collection, and the page to go on from; null behind the last one. */
export interface Scanned {
  readonly documents: readonly Doc[];
  readonly next: number | null;
}
/** About a thousand documents: what is handed to another thread at a time. */
const PAGES = 40;

/**
 * Pages are only ever added at the end, so whoever goes through them in order meets everything; what stands in the log alone comes with
 * the last of them.
 */
export async function scanPages(collection: Collection, fromPage: number): Promise<Scanned> {
  const { masks, root, fresh } = collection;
  const to = Math.min(fromPage + PAGES, root.nextPage);
  const pages = Array.from({ length: Math.max(0, to - fromPage) }, (_, i) => fromPage + i);
  const wanted = pages.filter(
    (page) => !masks.isDropped(page) && (!masks.slots(page) || masks.live(page) > 0),
  );
  const opened = await openPages(collection, wanted);
  const documents = [...opened].flatMap(([page, rows]) =>
    liveRows(collection, page, rows).map(({ row }) => row.doc),
  );
  if (to < root.nextPage) return { documents, next: to };
  return { documents: [...documents, ...[...fresh.values()].map(({ doc }) => doc)], next: null };
}
