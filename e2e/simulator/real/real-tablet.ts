import { createRxDatabase, type RxCollection, type RxDocument } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { targetOf } from '#pwa/store/sync/load-target.ts';
import { RXDB_TOOLS } from '#pwa/store/sync/rxdb-tools.ts';
import { followUnsent } from '#pwa/store/sync/follow-unsent.ts';
import { pushWhatWaits } from '#pwa/store/sync/push-what-waits.ts';
import { startProcess, type Held, type Opening } from '#e2e/simulator/device/process.ts';
import type { TabletKind } from '#e2e/simulator/world/world.ts';
import { copyOfReal, createRealDisk, hashOf } from './real-disk.ts';
import { openLifeStorage, type Kind } from './real-storage.ts';

/** Small, so that there is more than one page of everything. */
const PAGE = 3;
const AGAIN_MS = 1000;
let lives = 0;

/** A tablet of the simulated world whose documents RxDB keeps and replicates. */
export function realTablet(kind: Kind): TabletKind {
  return {
    createDisk: createRealDisk,
    copyOf: copyOfReal,
    startProcess: (deps) => startProcess(deps, (opening) => open(kind, opening)),
  };
}

/** A page whose store did not open is loaded again. */
async function open(kind: Kind, opening: Opening): Promise<Held> {
  for (;;) {
    const opened = await openOnce(kind, opening).catch(() => null);
    if (opened) return opened;
    opening.process.buried?.();
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function openOnce(kind: Kind, opening: Opening): Promise<Held> {
  const { process } = opening;
  const { storage, close } = openLifeStorage(kind, opening);
  const opened: RxCollection[] = [];
  process.buried = () => {
    for (const collection of opened) void collection.close().catch(() => undefined);
    close();
  };
  const db = await createRxDatabase({
    name: `life${(lives += 1)}`,
    storage: pushWhatWaits(storage),
    multiInstance: false,
    eventReduce: true,
    hashFunction: hashOf,
  });
  const creators = COLLECTIONS.map(
    (name) => [name, { schema: rxSchema(name), conflictHandler: hospitalDecides }] as const,
  );
  for (const [name, creator] of creators)
    opened.push(...Object.values(await db.addCollections({ [name]: creator } as never)));
  const collections = db.collections as unknown as ReplicaCollections;
  return {
    collections,
    unsent: followUnsent(collections),
    engine: inSmallPages,
    targetOf: (state) => targetOf(state, RXDB_TOOLS),
    plant: (doc) => void plant(collections, doc).catch(() => undefined),
  };
}

const inSmallPages = ((options: Parameters<typeof replicateRxCollection>[0]) =>
  replicateRxCollection({
    ...options,
    ...(options.pull ? { pull: { ...options.pull, batchSize: PAGE } } : {}),
  })) as typeof replicateRxCollection;

async function plant(collections: ReplicaCollections, doc: Stored): Promise<void> {
  const row = (await collections.patients.findOne(doc.id).exec()) as RxDocument<Stored> | null;
  await row?.incrementalModify((now) => ({ ...now, trail: doc.trail, unsent: 1 }) as typeof now);
}
