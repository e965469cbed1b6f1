import {
  createRxDatabase,
  type ReplicationOptions,
  type RxCollection,
  type RxConflictHandler,
  type RxReplicationPullStreamItem,
  type RxStorage,
} from 'rxdb/plugins/core';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { Subject } from 'rxjs';
import { newId } from '#shared/domain/ids.ts';

/** A document as plain as can be: nothing of ours is between RxDB and a test that shows how RxDB behaves. */
export interface Plain {
  readonly id: string;
  readonly rev: string;
  readonly text: string;
}
export interface Place {
  readonly n: number;
}
type Options = ReplicationOptions<Plain, Place>;
export interface Bare {
  readonly collection: RxCollection<Plain>;
  readonly told$: Subject<RxReplicationPullStreamItem<Plain, Place>>;
  readonly start: (options?: Partial<Options>) => RxReplicationState<Plain, Place>;
  readonly texts: () => Promise<readonly string[]>;
  readonly close: () => Promise<unknown>;
}

export const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    rev: { type: 'string' },
    text: { type: 'string' },
  },
  required: ['id', 'rev', 'text'],
} as const;

/** RxDB in memory; `failing` is asked before each write and may throw as a full disk does. */
export async function openBare({
  failing = () => undefined,
  conflictHandler,
}: {
  readonly failing?: (context: string) => void;
  readonly conflictHandler?: RxConflictHandler<Plain>;
} = {}): Promise<Bare> {
  const storage = getRxStorageMemory();
  const db = await createRxDatabase({
    name: newId(),
    multiInstance: false,
    storage: {
      ...storage,
      createStorageInstance: async (params: never) => {
        const instance = await storage.createStorageInstance(params);
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = async (rows, context) => {
          failing(context);
          return write(rows, context);
        };
        return instance;
      },
    } as unknown as RxStorage<unknown, unknown>,
  });
  const made = await db.addCollections({
    plain: { schema, ...(conflictHandler ? { conflictHandler } : {}) } as never,
  });
  const collection = made['plain'] as unknown as RxCollection<Plain>;
  const told$: Bare['told$'] = new Subject();
  return {
    collection,
    told$,
    start: (options = {}) =>
      replicateRxCollection<Plain, Place>({
        collection,
        replicationIdentifier: 'bare',
        live: true,
        retryTime: 50,
        waitForLeadership: false,
        toggleOnDocumentVisible: false,
        ...options,
      }),
    texts: async () => (await collection.find().exec()).map(({ text }) => text).toSorted(),
    close: () => db.close().catch(() => undefined),
  };
}

/** A document of the hospital. */
export function plain(n: number, more: Partial<Plain> = {}): Plain & { _deleted: boolean } {
  return { id: `d${n}`, rev: `e.${n}`, text: `text ${n}`, ...more, _deleted: false };
}

/** Pages of two out of a list, from the place named. */
export function pagesOf(documents: readonly (Plain & { _deleted: boolean })[]) {
  return {
    batchSize: 2,
    handler: async (from: Place | undefined) => {
      const at = from?.n ?? 0;
      const page = documents.slice(at, at + 2);
      return { documents: [...page], checkpoint: { n: at + page.length } };
    },
  };
}

/** Long enough for whatever RxDB does by itself. */
export function aWhile(ms = 250): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
