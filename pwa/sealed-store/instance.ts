import {
  INDEX_MAX,
  INDEX_MIN,
  type BulkWriteRow,
  type EventBulk,
  type RxJsonSchema,
  type RxStorageChangeEvent,
  type RxStorageDefaultCheckpoint,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb/plugins/core';
import type { Observable } from 'rxjs';
import { idOf, rebuild, type Collection } from './collection.ts';
import { findDocs } from './meta.ts';
import type { Prepared, Schema } from './plan-query.ts';
import { findRows, visitDocs, walkRange, type Found } from './reading.ts';
import { scanPages, type Scanned } from './scan.ts';
import type { Doc } from './rows.ts';
import { runCount, runQuery, type OnScan } from './run-query.ts';
import { IndexDamaged } from './runs.ts';
import { SealedStoreError } from './sealed-error.ts';
import { bulkWrite, forget } from './writing.ts';

type Params = RxStorageInstanceCreationParams<Doc, unknown>;
/** A storage instance, and what it can do besides. */
export interface SealedInstance extends RxStorageInstance<
  Doc,
  Collection,
  unknown,
  RxStorageDefaultCheckpoint
> {
  /** Everything in the order in which it lies, some pages at a time: from page 0 until `next` is null. What is moved meanwhile may come twice, and nothing is left out. */
  scan(fromPage: number): Promise<Scanned>;
  /** Removes documents without a trace, as far as they are still of these versions. */
  drop(versions: readonly Version[]): Promise<void>;
}
interface Version {
  readonly id: string;
  readonly rev: string;
}
type Bulk = EventBulk<RxStorageChangeEvent<Doc>, RxStorageDefaultCheckpoint>;

export interface InstanceDeps {
  readonly collection: Collection;
  readonly onScan: OnScan;
  /** Something was written. */
  readonly onWritten: () => void;
  /** The last instance of a collection has gone. */
  readonly onLeft: (isRemoved: boolean) => Promise<void>;
}

/** One open collection as RxDB wants it. */
export function createInstance(params: Params, deps: InstanceDeps): SealedInstance {
  const { collection, onScan, onWritten, onLeft } = deps;
  const schema = params.schema as RxJsonSchema<never> as Schema;
  const { open, read, write, end } = createDoors(collection, onWritten);
  const instance: SealedInstance = {
    databaseName: params.databaseName,
    collectionName: params.collectionName,
    schema: params.schema,
    internals: collection,
    options: params.options as object,
    bulkWrite: (rows: BulkWriteRow<Doc>[], context: string) =>
      write(() => bulkWrite(collection, instance, rows, context)),
    findDocumentsById: (ids, withDeleted) =>
      read(async () => {
        const found = await findDocs(collection, ids);
        const docs = ids.flatMap((id) => found.get(id) ?? []);
        return (withDeleted ? docs : docs.filter(({ _deleted }) => !_deleted)) as never[];
      }),
    query: (prepared) =>
      read(async () => ({
        documents: (await runQuery(collection, schema, prepared as Prepared, onScan)) as never[],
      })),
    count: (prepared) => read(() => runCount(collection, schema, prepared as Prepared, onScan)),
    getChangedDocumentsSince: (limit, checkpoint) =>
      read(() => changedSince(collection, limit, checkpoint)) as never,
    getAttachmentData: () => Promise.reject(new SealedStoreError({ kind: 'attachments' })),
    changeStream: () => collection.changes$.asObservable() as Observable<Bulk>,
    cleanup: (minimumDeletedTime) =>
      write(async () => {
        await forget(collection, await longDeleted(collection, Date.now() - minimumDeletedTime));
        return true;
      }),
    scan: (fromPage) => read(() => scanPages(collection, fromPage)),
    drop: (versions) =>
      write(async () => {
        const found = await findRows(
          collection,
          versions.map(({ id }) => id),
        );
        const rows = versions.map(({ id, rev }) => {
          const one = found.get(id);
          return one?.row.doc._rev === rev ? [one] : [];
        });
        await forget(collection, rows.flat());
      }),
    close: () => end(() => onLeft(false)),
    remove: () => {
      open();
      return end(() => onLeft(true));
    },
  };
  return instance;
}

/** How an instance reaches its collection: through the lock of the store, and not any more when it is closed. */
function createDoors(collection: Collection, onWritten: () => void) {
  const { store } = collection;
  const { lock } = store;
  let closed: Promise<void> | null = null;
  const open = (): void => {
    if (closed || collection.isRemoved) throw new SealedStoreError({ kind: 'closed' });
  };
  /** Work that came upon a damaged index, with one that is made anew. */
  const again = async <T>(cause: unknown, work: () => Promise<T>): Promise<T> => {
    if (!(cause instanceof IndexDamaged)) throw cause;
    await rebuild(collection);
    return work();
  };
  const doors = {
    open,
    end: (work: () => Promise<void>): Promise<void> => (closed ??= work()),
    read: async <T>(work: () => Promise<T>): Promise<T> => {
      open();
      const { setAside } = store;
      const done = await lock
        .read(work)
        .catch((cause: unknown) => lock.write(() => again(cause, work)));
      if (store.setAside === setAside) return done;
      // What came upon a damaged page is short of more than that page: now it is passed over.
      onWritten();
      return doors.read(work);
    },
    write: async <T>(work: () => Promise<T>): Promise<T> => {
      open();
      const done = await lock.write(() => work().catch((cause: unknown) => again(cause, work)));
      onWritten();
      return done;
    },
  };
  return doors;
}

/** By write time and id, as RxDB goes through what it has to push. */
async function changedSince(
  collection: Collection,
  limit: number,
  since: RxStorageDefaultCheckpoint | undefined,
): Promise<{
  readonly documents: readonly Doc[];
  readonly checkpoint: RxStorageDefaultCheckpoint;
}> {
  const index = indexOver(collection, ['_meta.lwt', collection.primary]);
  const keys = collection.indexes[index];
  if (!keys) throw new Error('broken promise: RxDB gives every schema an index by write time');
  const range = keys.rangeOf({
    index: ['_meta.lwt', collection.primary],
    startKeys: since ? [since.lwt, since.id] : [INDEX_MIN, INDEX_MIN],
    endKeys: [INDEX_MAX, INDEX_MAX],
    inclusiveStart: false,
    inclusiveEnd: true,
    sortSatisfiedByIndex: true,
    selectorSatisfiedByIndex: true,
  });
  const walk = await walkRange(collection, index, range, false);
  const docs: (Doc | undefined)[] = [];
  await visitDocs(collection, await walk.next(limit), (doc, position) => (docs[position] = doc));
  const documents = docs.filter((doc) => doc !== undefined);
  const last = documents.at(-1);
  const place = last && { id: idOf(collection, last), lwt: last._meta.lwt };
  return { documents, checkpoint: place ?? since ?? { id: '', lwt: 0 } };
}

/** What was deleted at that time or before. */
async function longDeleted(collection: Collection, latest: number): Promise<readonly Found[]> {
  const index = collection.indexes.findIndex(({ fields }) => fields[0] === '_deleted');
  const keys = collection.indexes[index];
  if (!keys) return [];
  const open = keys.fields.map((field) => (field === '_deleted' ? true : INDEX_MIN));
  const range = keys.rangeOf({
    index: [...keys.fields],
    startKeys: open as never,
    endKeys: open.map((bound) => (bound === true ? bound : INDEX_MAX)) as never,
    inclusiveStart: true,
    inclusiveEnd: true,
    sortSatisfiedByIndex: true,
    selectorSatisfiedByIndex: true,
  });
  const walk = await walkRange(collection, index, range, false);
  const hits = await walk.next(Infinity);
  const found: Found[] = [];
  await visitDocs(collection, hits, (doc, position) => {
    if (doc._meta.lwt > latest) return;
    const hit = hits[position];
    const row = hit?.fresh ?? { doc, isMaster: false, base: null };
    found.push({ row, at: hit?.fresh ? null : (hit?.at ?? null) });
  });
  return found;
}

function indexOver({ indexes }: Collection, fields: readonly string[]): number {
  return indexes.findIndex((keys) => keys.fields.join() === fields.join());
}
