import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from './checkpoint.ts';

/** `POST /sync/v1/pull`: one page of one collection after a checkpoint. */
export interface PullRequest {
  readonly collection: CollectionName;
  readonly checkpoint: Checkpoint | null;
  readonly limit: number;
}
/** Documents in order of sequence. `isEnd` says that nothing lies beyond; an empty page with `isEnd` keeps the checkpoint sent. */
export interface PullAnswer {
  readonly documents: readonly WireDocument[];
  readonly checkpoint: Checkpoint;
  readonly isEnd: boolean;
}
