import { signal } from '@preact/signals';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { countsOf, type Unsent, type Waiting } from '#pwa/store/sync/follow-unsent.ts';
import { createCollection, type SimCollection } from './collection.ts';
import type { Disk, Row } from './disk.ts';
import { createEngine } from './engine.ts';
import { targetOfModel } from './target.ts';
import type { Held, Opening } from './process.ts';

/** Opens the small store that stands where RxDB stands. */
export function openModel({ disk, bugs, step, writeTime, onRow }: Opening): Held {
  const unsent = followDisk(disk);
  const tell = (name: CollectionName, before: Row | undefined, after: Row): void => {
    onRow(name, before, after);
    if (before?.doc.trail.length || after.doc.trail.length) unsent.tell(name, after);
  };
  const { savesLater = false, goesByTime = false } = bugs;
  const deps = { disk, step, writeTime, savesLater, goesByTime, onRow: tell };
  const collections = Object.fromEntries(
    COLLECTIONS.map((name) => [name, createCollection(name, deps)]),
  ) as Readonly<Record<CollectionName, SimCollection>>;
  return {
    collections: collections as unknown as ReplicaCollections,
    unsent: bugs.sweepsNothing ? { ...unsent, waiting: signal([]) } : unsent,
    engine: createEngine({ disk, step, bugs }),
    targetOf: targetOfModel,
    plant: (doc) => {
      const from = disk.tables.patients.rows.get(doc.id)?.version ?? 0;
      const write = { doc, isDeleted: false, from };
      void collections.patients.write([write], false).catch(() => undefined);
    },
  };
}

interface DiskUnsent extends Unsent {
  readonly tell: (collection: CollectionName, row: Row) => void;
}

/** What waits on a disk: read once, then told of row by row. */
function followDisk(disk: Disk): DiskUnsent {
  const byRow = new Map<string, Waiting>();
  const note = (collection: CollectionName, { doc, isDeleted }: Row): void => {
    const key = `${collection}/${doc.id}`;
    if (doc.trail.length === 0 || isDeleted) byRow.delete(key);
    else byRow.set(key, { collection, id: doc.id, document: doc as Stored });
  };
  for (const collection of COLLECTIONS)
    for (const row of disk.tables[collection].rows.values()) note(collection, row);
  const waiting = signal<readonly Waiting[]>([...byRow.values()]);
  return {
    ...countsOf(waiting),
    tell: (collection, row) => {
      note(collection, row);
      waiting.value = [...byRow.values()];
    },
    stop: () => undefined,
  };
}
