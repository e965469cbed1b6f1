import { createRxDatabase, type RxStorage } from 'rxdb/plugins/core';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { breathe } from '#pwa/platform/breathe.ts';
import type { Replica, ReplicaCollections } from './replica.ts';
import { rxSchema } from './rx-schema.ts';
import { hospitalDecides } from './sync/conflict-handler.ts';

export type AnyStorage = RxStorage<unknown, unknown>;
export type OpenCollections = Pick<Replica, 'db' | 'collections'>;
const REPLICA_NAME = 'wardline';

/** Opens every collection of the hospital over a storage, or some of them: RxDB lets no more than thirteen be open on a page. */
export async function openCollections(
  storage: AnyStorage,
  names: readonly CollectionName[] = COLLECTIONS,
): Promise<OpenCollections> {
  const db = await createRxDatabase({
    name: REPLICA_NAME,
    storage,
    multiInstance: true,
    eventReduce: true,
    closeDuplicates: true,
  });
  // All at once they would hold up the page for as long as it takes to draw a list.
  const opening = [];
  for (const name of names) {
    await breathe();
    const creator = { schema: rxSchema(name), conflictHandler: hospitalDecides };
    const one = db.addCollections({ [name]: creator } as never);
    // Whoever waits for all of them hears of it.
    one.catch(() => undefined);
    opening.push(one);
  }
  await Promise.all(opening);
  return {
    db: db as unknown as Replica['db'],
    collections: db.collections as unknown as ReplicaCollections,
  };
}
