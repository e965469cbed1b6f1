import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';

/** What a source says about one document: all of it, or a part that waits until the rest is there (an allergy, its patient). */
export interface SourceRecord {
  /** Names what the source said, so that it is known when it comes again. */
  readonly key: string;
  readonly collection: CollectionName;
  readonly documentId: string;
  readonly isPart: boolean;
  readonly content: JsonMap;
}

/** What became of one record of a file before it reaches the store. Reasons and notes name fields, never a patient. */
export type ReadOutcome =
  | {
      readonly kind: 'taken';
      /** As the source calls it: `Patient`, `appointments.csv`. */
      readonly type: string;
      readonly records: readonly SourceRecord[];
      readonly notes: readonly string[];
    }
  | { readonly kind: 'left-aside'; readonly type: string; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** A document that stands for itself. */
export function wholeRecord(collection: CollectionName, id: string, content: object): SourceRecord {
  return {
    key: id,
    collection,
    documentId: id,
    isPart: false,
    content: content as unknown as JsonMap,
  };
}
