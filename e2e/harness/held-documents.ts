import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Device } from './device.ts';
import type { Hospital } from './hospital.ts';
import { isSealing, openSealedCopy } from './sealed-copy.ts';

/** Documents by collection. */
export type Counts = Readonly<Record<string, number>>;

/** How many documents of each collection a device is to hold. */
export function heldBy({ dataDir }: Hospital): Counts {
  const database = new Database(join(dataDir, 'hospital.db'), { readonly: true });
  try {
    const rows = database
      .prepare(
        `SELECT collection, count(*) AS n FROM feed WHERE scope = 'facility' AND kind IN ('put', 'enter') GROUP BY collection`,
      )
      .all() as readonly { readonly collection: string; readonly n: number }[];
    return Object.fromEntries(rows.map(({ collection, n }) => [collection, n]));
  } finally {
    database.close();
  }
}

/** How many documents of each collection lie in the browser's own database, sealed or not. */
export async function countOn({ page }: Pick<Device, 'page'>): Promise<Counts> {
  if (!(await isSealing(page))) return countPlain(page);
  const counts = [...(await openSealedCopy(page))].map(
    ([name, rows]) => [name, rows.filter(({ _deleted }) => !_deleted).length] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function countPlain(page: Device['page']): Promise<Counts> {
  return page.evaluate(async () => {
    const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error ?? new Error('no reason given')));
      });
    const counts: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const collection = /^rxdb-dexie-.*--\d+--([a-z]+)$/.exec(name)?.[1];
      if (collection === undefined) continue;
      const database = await answer(indexedDB.open(name));
      if (database.objectStoreNames.contains('docs')) {
        const all = await answer(database.transaction('docs').objectStore('docs').getAll());
        const live = (all as readonly { readonly _deleted?: unknown }[]).filter(
          ({ _deleted }) => !_deleted || _deleted === '0',
        );
        if (live.length > 0) counts[collection] = live.length;
      }
      database.close();
    }
    return counts;
  });
}
