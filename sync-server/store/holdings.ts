import type { CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from '#shared/sync/scope.ts';

/** A part of what a scope holds, up to a number: a snapshot is read in parts while others write on. */
export interface SegmentQuestion {
  readonly scope: Scope;
  readonly collection: CollectionName;
  readonly after: number;
  /** Included; what was written or moved since is behind it. */
  readonly until: number;
  readonly limit: number;
  /** Only these documents, or all but these. */
  readonly among?: { readonly ids: readonly string[]; readonly isIn: boolean };
}
export interface SegmentPage {
  /** Wire documents joined with commas, without brackets, as UTF-8. */
  readonly bytes: Uint8Array;
  readonly ids: readonly string[];
  /** Sequence of the last row; `until` where nothing is left behind it. */
  readonly last: number;
}

/** Which version of a document somebody holds. */
export interface HeldVersion {
  readonly id: string;
  readonly rev: string;
}
export interface VersionsQuestion {
  readonly scopes: readonly Scope[];
  readonly collection: CollectionName;
  /** Only ids that end so. */
  readonly ending: string;
  /** Pages follow the ids. */
  readonly after: string;
  readonly limit: number;
}

/** Reads of what scopes hold, apart from their feeds in time. */
export interface HoldingsReads {
  /** The latest number in a scope's feed of a collection; 0 where it has none. */
  readLast(scope: Scope, collection: CollectionName): Promise<number>;
  /** Documents that the scope holds, in order of sequence; nothing that left. */
  readSegment(question: SegmentQuestion): Promise<SegmentPage>;
  /** What is held by any of the scopes, each document once. */
  listVersions(question: VersionsQuestion): Promise<readonly HeldVersion[]>;
}
