import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';

/** A version with its numbers: the last one is the document's own. */
export interface Version {
  readonly collection: CollectionName;
  readonly id: string;
  readonly content: JsonMap;
  /** The content as JSON, where somebody has made it. */
  readonly text?: string | undefined;
  readonly rev: string;
  readonly seq: number;
  readonly acceptedAt: string;
}
