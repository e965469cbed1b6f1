import type { BulkWriteRow, RxDocumentData } from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { SealedInstance } from '#pwa/sealed-store/instance.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { readSegment } from '#pwa/store/sync/read-segment.ts';

/** A segment (S15), and how RxDB's replication writes what comes from the hospital. */
export interface Load {
  readonly bytes: ArrayBuffer;
  readonly hash: string;
  /** Of the write: by it the store knows that the documents are those of the master. */
  readonly context: string;
  /** Who writes, as it stands in RxDB's own revision. */
  readonly writer: string;
}
export interface LoadDone {
  readonly records: number;
  /** What is here already in another version. */
  readonly others: readonly WireDocument[];
}
/** So many at a time: whoever reads meanwhile waits no longer than for them. */
const STORED_AT_ONCE = 500;
const CONFLICT = 409;

/**
 * Stores what of a segment is not here yet, with the note that it came from the hospital: the sealed store writes both at once. Answers
 * how many documents the segment has, and which of them are here otherwise; null where its bytes are damaged.
 */
export async function loadSegment(
  instance: Pick<SealedInstance, 'bulkWrite'>,
  { bytes, hash, context, writer }: Load,
): Promise<LoadDone | null> {
  const documents = await readSegment(bytes, hash);
  if (!documents) return null;
  const others: WireDocument[] = [];
  for (let at = 0; at < documents.length; at += STORED_AT_ONCE) {
    const rows = documents.slice(at, at + STORED_AT_ONCE).map((document) => ({
      document: {
        ...document,
        _meta: { lwt: Date.now() },
        _attachments: {},
        // As RxDB writes the first revision.
        _rev: `1-${writer}`,
      } as unknown as RxDocumentData<Stored>,
    }));
    const { error } = await instance.bulkWrite(rows as unknown as BulkWriteRow<never>[], context);
    const here = new Map(error.map((one) => [one.documentId, revIn(one)]));
    others.push(...documents.filter(({ id, rev }) => (here.get(id) ?? rev) !== rev));
  }
  return { records: documents.length, others };
}

function revIn(error: { readonly status: number; readonly documentInDb?: unknown }): string {
  if (error.status !== CONFLICT) throw new Error(`a document could not be stored: ${error.status}`);
  return (error.documentInDb as Stored).rev;
}
