import type { CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from './scope.ts';

/** What is loaded first: what every screen and today's list need, then who is in the house, then the rest. */
export type Tier = 'today' | 'here' | 'rest';

/** One part of a scope as it stood at the watermark. */
export interface Segment {
  /** Stays the same while the snapshot does; `hash` changes where something in it has left since. */
  readonly name: string;
  readonly collection: CollectionName;
  readonly tier: Tier;
  readonly records: number;
  /** Of the segment as it is, before it is compressed for its way. */
  readonly bytes: number;
  /** SHA-256 of these bytes in hex, and the address of the segment. */
  readonly hash: string;
}
/**
 * `GET /sync/v1/snapshot/:scope`. Whoever has stored every segment of a collection goes on with a pull from the watermark: what was
 * written, or has left, since then is told there.
 */
export interface SnapshotManifest {
  readonly epoch: string;
  readonly scope: Scope;
  /** Another one means other segments under another watermark. */
  readonly id: string;
  /** How far the feed of each collection had come. */
  readonly watermark: Readonly<Record<CollectionName, number>>;
  /** In the order to load them in. */
  readonly segments: readonly Segment[];
}
