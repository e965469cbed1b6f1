import type {
  BulkWriteRow,
  RxDocumentData,
  RxStorageInstanceReplicationState,
  RxStorageReplicationMeta,
  RxStorageWriteError,
  WithDeleted,
} from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { breathe } from '#pwa/platform/breathe.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { EngineState } from './first-sync.ts';
import type { SealedInternals } from '#pwa/store/sealed-door.ts';
import type { Load, LoadDone } from '#pwa/workers/load-segment.ts';
import { isNewer } from './newest.ts';
import { readSegment } from './read-segment.ts';
import type { RxdbTools } from './rxdb-tools.ts';

type Inner = RxStorageInstanceReplicationState<Stored>;
type Note = RxStorageReplicationMeta<Stored, Checkpoint>;
interface Work {
  readonly inner: Inner;
  readonly tools: RxdbTools;
}
const CONFLICT = 409;
const READ_AT_ONCE = 500;
/** So many documents at once leave the page time to answer a touch. */
const STORED_AT_ONCE = 250;

/** What is here of one document, as far as it is compared. */
export interface HeldRow {
  readonly id: string;
  readonly rev: string;
  readonly isDeleted: boolean;
  readonly isWaiting: boolean;
}
/** A segment as it came (S15). */
export interface SegmentBytes {
  readonly bytes: ArrayBuffer;
  readonly hash: string;
}
/** A collection as segments are stored into it, whatever keeps its documents. */
export interface LoadTarget {
  /**
   * Stores the documents of a segment that are not here yet, or only as an older version; what waits to be sent stays as it is. False
   * where its bytes are damaged.
   */
  readonly insert: (segment: SegmentBytes, onStored: (records: number) => void) => Promise<boolean>;
  readonly isEmpty: () => Promise<boolean>;
  /** Everything here, a page at a time. */
  readonly rows: () => AsyncIterable<readonly HeldRow[]>;
  /** Puts the hospital's documents in place of what is here, with their notes, but for what waits to be sent or is newer; answers how many it had to. */
  readonly mend: (documents: readonly WireDocument[]) => Promise<number>;
  /** Stores from where the pull goes on. */
  readonly goOnFrom: (checkpoint: Checkpoint) => Promise<void>;
}

/**
 * Writes as RxDB's own downstream does, through its storage instances, but the note of what the hospital has before the document: whoever
 * is ended in between has a note without a document, which RxDB fills; the other way round it would take the document for a local
 * write and push it.
 */
export function targetOf(state: EngineState, tools: RxdbTools): LoadTarget {
  const inner = innerOf(state);
  const work = { inner, tools };
  const ask = askOf(inner);
  // Stored by an earlier life from a scope that the device has lost since: nothing else would bring the newer version.
  const renew = async (known: readonly WireDocument[]): Promise<void> => {
    if (known.length > 0) await mend(work, known);
  };
  const insertHere = async (documents: readonly WireDocument[]): Promise<void> => {
    const fresh = await note(work, documents);
    const known = new Set([
      ...documents.filter((one) => !fresh.includes(one)),
      ...(await store(work, fresh)),
    ]);
    await renew([...known]);
  };
  const insertThere = async (segment: SegmentBytes): Promise<number | null> => {
    const done = ask && (await loadThere(inner, ask, segment));
    await renew(done?.others ?? []);
    return done?.records ?? null;
  };
  return {
    insert: async (segment, onStored) => {
      if (!ask) return insertAll(insertHere, segment, onStored);
      const records = await insertThere(segment);
      if (records !== null) onStored(records);
      return records !== null;
    },
    isEmpty: async () => {
      const { documents } = await tools.getChangedDocumentsSince(inner.input.forkInstance, 1);
      return documents.length === 0;
    },
    rows: () => rowsOf(work),
    mend: (documents) => mend(work, documents),
    goOnFrom: (checkpoint) => tools.setCheckpoint(inner, 'down', checkpoint),
  };
}

/** Opened, read and stored in pieces on this thread. */
async function insertAll(
  insert: (documents: readonly WireDocument[]) => Promise<void>,
  { bytes, hash }: SegmentBytes,
  onStored: (records: number) => void,
): Promise<boolean> {
  const documents = await readSegment(bytes, hash);
  if (!documents) return false;
  for (let at = 0; at < documents.length; at += STORED_AT_ONCE) {
    const some = documents.slice(at, at + STORED_AT_ONCE);
    await insert(some);
    onStored(some.length);
    await breathe();
  }
  return true;
}

/** Where the store has a thread of its own the segment is opened and read there too. */
async function loadThere(
  { input, downstreamBulkWriteFlag }: Inner,
  ask: SealedInternals['ask'],
  segment: SegmentBytes,
): Promise<LoadDone | null> {
  const context = await downstreamBulkWriteFlag;
  const writer = await input.hashFunction(input.identifier);
  return ask('load', [{ ...segment, context, writer } satisfies Load]) as Promise<LoadDone | null>;
}

function askOf({ input }: Inner): SealedInternals['ask'] | null {
  const { ask } = input.forkInstance.internals as Partial<SealedInternals>;
  return ask ?? null;
}

function innerOf({ internalReplicationState }: EngineState): Inner {
  if (!internalReplicationState) throw new Error('the replication is not running');
  return internalReplicationState as unknown as Inner;
}

/** Notes what the hospital has, and answers the documents that may be stored under their note. */
async function note(
  { inner, tools }: Work,
  documents: readonly WireDocument[],
): Promise<readonly WireDocument[]> {
  const { metaInstance, forkInstance } = inner.input;
  const write = async (rows: BulkWriteRow<Note>[]) =>
    conflictsOf((await metaInstance.bulkWrite(rows, 'replication-down-write-meta')).error);
  const rows = documents.map((document) => tools.getMetaWriteRow(inner, masterOf(document)));
  const noted = new Map(
    (await write(await Promise.all(rows))).map(({ documentInDb }) => [
      documentInDb.itemId,
      documentInDb as RxDocumentData<Note>,
    ]),
  );
  // Noted by an earlier life, from an older segment: right where its document is here as well, else it is noted anew.
  const stale = documents.filter(({ id, rev }) => (noted.get(id)?.docData?.rev ?? rev) !== rev);
  if (stale.length === 0) return documents;
  const ids = stale.map(({ id }) => id);
  const held = new Set((await forkInstance.findDocumentsById(ids, true)).map(({ id }) => id));
  const again = stale.filter(({ id }) => !held.has(id));
  const renewed = again.map((document) =>
    tools.getMetaWriteRow(inner, masterOf(document), noted.get(document.id)),
  );
  if (renewed.length > 0) await write(await Promise.all(renewed));
  return documents.filter(({ id }) => !held.has(id));
}

/** Answers what is here already, or was written meanwhile. */
async function store(
  { inner, tools }: Work,
  documents: readonly WireDocument[],
  held: ReadonlyMap<string, RxDocumentData<Stored>> = new Map(),
): Promise<readonly WireDocument[]> {
  const { forkInstance, hashFunction, identifier } = inner.input;
  const writer = await hashFunction(identifier);
  const rows = documents.map((document) => {
    const previous = held.get(document.id);
    const row = {
      ...masterOf(document),
      _meta: { ...previous?._meta, lwt: tools.now() },
      _attachments: {},
      _rev: tools.createRevision(writer, previous),
    } as unknown as RxDocumentData<Stored>;
    return previous ? { previous, document: row } : { document: row };
  });
  const { error } = await forkInstance.bulkWrite(rows, await inner.downstreamBulkWriteFlag);
  const here = new Set(conflictsOf(error).map(({ documentId }) => documentId));
  return documents.filter(({ id }) => here.has(id));
}

/** By write time, past the order in which the push is handed what waits. */
async function* rowsOf({ inner, tools }: Work): AsyncGenerator<readonly HeldRow[]> {
  const plain = Object.create(inner.input.forkInstance, {
    getChangedDocumentsSince: { value: undefined },
  }) as typeof inner.input.forkInstance;
  for (let after: unknown; ;) {
    const page = await tools.getChangedDocumentsSince(plain, READ_AT_ONCE, after as never);
    yield page.documents.map(({ id, rev, trail, _deleted }) => ({
      id,
      rev,
      isDeleted: _deleted,
      isWaiting: trail.length > 0,
    }));
    if (page.documents.length < READ_AT_ONCE) return;
    after = page.checkpoint;
    await breathe();
  }
}

async function mend(work: Work, documents: readonly WireDocument[]): Promise<number> {
  const { inner, tools } = work;
  const { forkInstance, metaInstance } = inner.input;
  const ids = documents.map(({ id }) => id);
  const rows = await forkInstance.findDocumentsById(ids, true);
  const held = new Map(rows.map((row) => [row.id, row]));
  const wrong = documents.filter((document) => {
    const row = held.get(document.id);
    if (!row) return !document._deleted;
    if (row.trail.length > 0 || isNewer(row.rev, document.rev)) return false;
    return row.rev !== document.rev || row._deleted !== document._deleted;
  });
  const names = wrong.map(({ id }) => `${id}|0`);
  const notes = await metaInstance.findDocumentsById(names, true);
  const noted = new Map(notes.map((one) => [one.itemId, one]));
  const rewritten = wrong.map((document) =>
    tools.getMetaWriteRow(inner, masterOf(document), noted.get(document.id)),
  );
  if (wrong.length === 0) return 0;
  const { error } = await metaInstance.bulkWrite(
    await Promise.all(rewritten),
    'replication-down-write-meta',
  );
  // Somebody has just been told of it: what is told counts.
  const told = new Set(conflictsOf(error).map(({ documentInDb }) => documentInDb.itemId));
  const mended = wrong.filter(({ id }) => !told.has(id));
  return mended.length - (await store(work, mended, held)).length;
}

function masterOf(document: WireDocument): WithDeleted<Stored> {
  return document as unknown as WithDeleted<Stored>;
}

/** What is here already; anything else could not be stored. */
function conflictsOf<T>(errors: RxStorageWriteError<T>[]) {
  const other = errors.find(({ status }) => status !== CONFLICT);
  if (other) throw new Error(`a document could not be stored: ${other.status}`);
  return errors as Extract<RxStorageWriteError<T>, { readonly status: typeof CONFLICT }>[];
}
