import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry, WireDocument } from '#shared/domain/envelope.ts';

/** One document with what waits on it. The trail alone is what lands; `rev` only tells the server how old the author's view was. */
export interface PushRow {
  readonly id: string;
  readonly rev: string;
  readonly trail: readonly TrailEntry[];
}
/** `POST /sync/v1/push`. */
export interface PushRequest {
  readonly collection: CollectionName;
  /** The generation of the hospital's copy that it is meant for: another one asks for an offer first (S11). Absent where none is known. */
  readonly epoch?: string;
  readonly rows: readonly PushRow[];
}

export type RefusalCode =
  | 'not-allowed' /* the author's roles do not cover it */
  | 'unknown-author' /* never signed in on this device */
  | 'illegal-transition'
  | 'server-only'
  | 'not-readable' /* a row that does not parse */
  | 'id-reused' /* a known mutation id with other content */
  | 'device-locked' /* brought by a locked device (S17) */
  | 'outdated-app' /* brought by an app that is too old to push (S17) */
  | 'too-large';

/** One answer per row (S4), each with the hospital's document; null where the hospital has none. */
export interface PushResult {
  readonly id: string;
  readonly outcome: 'applied' | 'noop' | 'merged' | 'rejected';
  readonly code?: RefusalCode;
  readonly document: WireDocument | null;
}
export interface PushAnswer {
  readonly results: readonly PushResult[];
}
