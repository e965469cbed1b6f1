import type { RxDocument } from 'rxdb/plugins/core';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { Waiting } from './follow-unsent.ts';
import { acceptedOf, pushRowOf, pushRows, type PushDeps } from './push-handler.ts';

/**
 * Sends what RxDB does not see. Its push looks for write times beyond a checkpoint: a device whose clock was set back hides its
 * offline edits from it. Whatever still waits while the line is up is sent by name; the hospital knows a mutation it has already.
 */
export async function sweep(
  collections: ReplicaCollections,
  waiting: readonly Waiting[],
  deps: Omit<PushDeps, 'collection'>,
): Promise<void> {
  for (const collection of new Set(waiting.map((row) => row.collection))) {
    const rows = waiting
      .filter((row) => row.collection === collection)
      .map(({ document }) => document);
    const results = await pushRows({ ...deps, collection }, rows.map(pushRowOf));
    for (const sent of rows) {
      const result = results.find(({ id }) => id === sent.id);
      if (result && result.outcome !== 'kept')
        await takeOver(
          collections,
          collection,
          sent,
          acceptedOf(collection, sent, result) as unknown as Stored,
        );
    }
  }
}

/** Puts the hospital's document in place of the one sent, unless somebody wrote on since. */
async function takeOver(
  collections: ReplicaCollections,
  collection: CollectionName,
  sent: Stored,
  accepted: Stored,
): Promise<void> {
  const document = (await collections[collection]
    .findOne(sent.id)
    .exec()) as RxDocument<Stored> | null;
  if (!document) return;
  await document.incrementalModify((now) => {
    const isUnchanged = now.trail.at(-1)?.id === sent.trail.at(-1)?.id;
    if (!isUnchanged) return now;
    const { unsent: _, ...rest } = now as Stored;
    return { ...rest, ...accepted, trail: [] } as unknown as typeof now;
  });
}
