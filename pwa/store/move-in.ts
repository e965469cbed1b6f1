import {
  getChangedDocumentsSince,
  getRxReplicationMetaInstanceSchema,
  type BulkWriteRow,
  type RxCollection,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { breathe } from '#pwa/platform/breathe.ts';
import { namesOfNotes } from './names-of-notes.ts';
import type { ReplicaCollections } from './replica.ts';
import type { Stored } from './rx-schema.ts';

type Row = RxDocumentData<Record<string, unknown>>;
type Instance = RxStorageInstance<Row, unknown, unknown>;
/** How far it is, in records. */
export interface Moved {
  readonly done: number;
  readonly of: number;
}
/** A collection at its old place, while it is open. */
export interface OldCollection {
  readonly collection: RxCollection;
  readonly close: () => Promise<unknown>;
}
export interface MoveDeps {
  /** One at a time: RxDB lets hardly more be open beside those of the new place. */
  readonly openOld: (name: CollectionName) => Promise<OldCollection>;
  readonly to: ReplicaCollections;
  /** Which collections; all where absent. */
  readonly names?: readonly CollectionName[];
  readonly onProgress: (moved: Moved) => void;
}
/** One collection, or the notes of its replication, at its old place and at its new one. */
interface Load {
  readonly from: Instance;
  readonly to: Instance;
  readonly isNotes: boolean;
}
const AT_ONCE = 200;
const CONFLICT = 409;

/**
 * Copies everything that is kept plainly into the sealed store, what waits to be sent before anything else, and looks whether all of it
 * has arrived: by count and by hash of every record. What is there already stays, so it goes on where it was cut off. Only then is it
 * true, and the old place may go.
 */
export async function moveIn(deps: MoveDeps): Promise<boolean> {
  const { names = COLLECTIONS } = deps;
  let of = 0;
  let done = 0;
  const told = (n: number): void => deps.onProgress({ done: (done += n), of });
  for (const name of names)
    await withLoads(deps, name, async (open) => {
      for (const { from } of open.loads) of += await countAll(from);
      await moveWaiting(open, told);
    });
  for (const name of names)
    if (!(await withLoads(deps, name, ({ loads }) => moveAll(loads, told)))) return false;
  return true;
}

/** One collection and the notes of its replication. */
interface Loads {
  readonly old: RxCollection;
  readonly loads: readonly Load[];
}

async function withLoads<T>(
  { openOld, to }: MoveDeps,
  name: CollectionName,
  work: (open: Loads) => Promise<T>,
): Promise<T> {
  const { collection: old, close } = await openOld(name);
  const next = to[name] as unknown as RxCollection;
  const notesName = Object.entries(await namesOfNotes()).find(([, on]) => on === name)?.[0] ?? name;
  const notes: Load = {
    from: await openNotes(old, notesName),
    to: await openNotes(next, notesName),
    isNotes: true,
  };
  try {
    const documents: Load = { from: plain(old), to: plain(next), isNotes: false };
    return await work({ old, loads: [documents, notes] });
  } finally {
    await Promise.all([notes.from.close(), notes.to.close()]);
    await close();
  }
}

function openNotes(collection: RxCollection, notesName: string): Promise<Instance> {
  return collection.database.storage.createStorageInstance({
    databaseName: collection.database.name,
    collectionName: notesName,
    databaseInstanceToken: collection.database.token,
    multiInstance: false,
    options: {},
    schema: getRxReplicationMetaInstanceSchema(collection.schema.jsonSchema, false) as never,
    devMode: false,
  }) as unknown as Promise<Instance>;
}

/** Then looks whether all of it is there. */
async function moveAll(loads: readonly Load[], told: (n: number) => void): Promise<boolean> {
  for (const load of loads) for await (const rows of rowsOf(load.from)) await put(load, rows, told);
  for (const load of loads) if ((await sumOf(load.from)) !== (await sumOf(load.to))) return false;
  return true;
}

/** Past RxDB, which would give every record a new version and a new time, and past the order in which the push is handed what waits. */
function plain(collection: RxCollection): Instance {
  const { originalStorageInstance } = collection.storageInstance as unknown as {
    readonly originalStorageInstance: Instance;
  };
  return Object.create(originalStorageInstance, { getChangedDocumentsSince: { value: undefined } });
}

/** What nobody else has is safe first, with the notes that its push needs. */
async function moveWaiting({ old, loads }: Loads, told: (n: number) => void): Promise<void> {
  const waiting = await (old as unknown as RxCollection<Stored>)
    .find({ selector: { unsent: { $gt: 0 } } as never })
    .exec();
  const ids = waiting.map(({ primary }) => primary);
  for (const load of loads) {
    const names = load.isNotes ? ids.map((id) => `${id}|0`) : ids;
    await put(load, await load.from.findDocumentsById(names, true), told);
  }
}

/** Everything of an instance by write time, deleted or not. */
async function* rowsOf(instance: Instance): AsyncGenerator<Row[]> {
  for (let after: unknown; ;) {
    const page = await getChangedDocumentsSince(instance as never, AT_ONCE, after as never);
    if (page.documents.length > 0) yield page.documents as unknown as Row[];
    if (page.documents.length < AT_ONCE) return;
    after = page.checkpoint;
    await breathe();
  }
}

/** What is there already in this version stays, in another it is put in its place. */
async function put({ to }: Load, rows: readonly Row[], told: (n: number) => void): Promise<void> {
  if (rows.length === 0) return;
  const conflicts = await write(
    to,
    rows.map((document) => ({ document })),
  );
  const others = conflicts.filter(({ there, document }) => there._rev !== document._rev);
  if (others.length > 0) {
    const left = await write(
      to,
      others.map(({ there, document }) => ({ previous: there, document })),
    );
    if (left.length > 0) throw new Error('broken promise: nobody else writes while it is moved');
  }
  told(rows.length - (conflicts.length - others.length));
}

async function write(
  to: Instance,
  rows: BulkWriteRow<Row>[],
): Promise<readonly { readonly there: Row; readonly document: Row }[]> {
  const { error } = await to.bulkWrite(rows, 'moving-in');
  return error.map((one) => {
    if (one.status !== CONFLICT) throw new Error(`a record could not be moved: ${one.status}`);
    return { there: one.documentInDb, document: one.writeRow.document };
  });
}

async function countAll(instance: Instance): Promise<number> {
  let count = 0;
  for await (const rows of rowsOf(instance)) count += rows.length;
  return count;
}

/** How many records and the sum of their hashes, whatever their order: the same on both sides, or something is missing. */
async function sumOf(instance: Instance): Promise<string> {
  let count = 0;
  let sum = 0n;
  for await (const rows of rowsOf(instance)) {
    for (const row of rows) {
      const text = new TextEncoder().encode(JSON.stringify(sorted(row)));
      const hash = new DataView(await crypto.subtle.digest('SHA-256', text));
      sum = (sum + hash.getBigUint64(0)) % 2n ** 64n;
    }
    count += rows.length;
  }
  return `${count} ${sum}`;
}

/** The order of fields counts for nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
