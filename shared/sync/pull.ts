import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from './checkpoint.ts';

/** `POST /sync/v1/pull`: one page of one collection after a checkpoint, which names every scope of the device. */
export interface PullRequest {
  readonly collection: CollectionName;
  readonly checkpoint: Checkpoint | null;
  readonly limit: number;
}
/**
 * Documents of one scope in order of sequence. `checkpoint` names that scope alone, the device joins it to its own. `isEnd` says that nothing
 * lies beyond in the scope; an empty page with `isEnd` says so of every scope of the device.
 */
export interface PullAnswer {
  readonly documents: readonly WireDocument[];
  readonly checkpoint: Checkpoint;
  readonly isEnd: boolean;
}
