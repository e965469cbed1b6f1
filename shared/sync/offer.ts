import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';

/** A mutation that the hospital once called accepted, with the revision that it answered. */
export interface OfferedMutation {
  readonly rev: string;
  readonly entry: TrailEntry;
}
/** What a device still has of one document that a restored hospital has lost (S11). */
export interface OfferedDocument {
  readonly collection: CollectionName;
  readonly id: string;
  /** As the hospital last said it here, without what waits on it; null where the device holds it no more, or not beyond what was lost. */
  readonly held: { readonly rev: string; readonly content: JsonMap } | null;
  readonly mutations: readonly OfferedMutation[];
}
/** `POST /sync/v1/offer`: one page of them; the last page says so, empty or not. */
export interface OfferRequest {
  /** The generation that the session named: a hospital restored once more has lost something else. */
  readonly epoch: string;
  readonly documents: readonly OfferedDocument[];
  readonly isLast: boolean;
}
export interface OfferResult {
  readonly collection: CollectionName;
  readonly id: string;
  /** The hospital's document now; null where it has none. What came back was accepted with it at the latest. */
  readonly rev: string | null;
  /** Versions and mutations that came back, were there already, and were kept for a person. */
  readonly restored: number;
  readonly known: number;
  readonly refused: number;
}
/** One answer per document that could be read, in order. */
export interface OfferAnswer {
  readonly results: readonly OfferResult[];
}
