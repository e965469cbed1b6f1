import type { ActionId, DeviceId, MutationId, PersonId } from './ids.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';

/** One leaf of one document, changed from what the author saw to what the author wrote. An absent side means "not there". */
export interface Change {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** The job a person did, for history and undo; several writes of one job share its id. */
export interface Action {
  readonly id: ActionId;
  readonly name: string;
}

/** One mutation that the server has not accepted yet: who changed what, on which device, from what to what. */
export interface TrailEntry {
  readonly id: MutationId;
  readonly device: DeviceId;
  /** Counts the mutations of one device, from 1. */
  readonly n: number;
  readonly by: PersonId;
  /** Recorded time by the device's clock; shown, never used for order. */
  readonly at: string;
  readonly action: Action;
  readonly changes: readonly Change[];
  /** The mutation that this one takes back, exactly; lets a status go back where the table knows no way. */
  readonly undoes?: MutationId;
}

/** At most so many mutations wait on one document; the next one has to wait for the network. */
export const TRAIL_LIMIT = 64;

/** What every document carries beside its index keys. `rev` is `<epoch>.<sequence>`, or '' before the server has seen it. */
export interface Envelope<Content = JsonMap> {
  readonly id: string;
  readonly rev: string;
  readonly trail: readonly TrailEntry[];
  /** Length of the trail, left out at 0, so that the index over it holds only what waits. */
  readonly unsent?: number;
  readonly content: Content;
}

/** A document as it travels: index keys beside the envelope, and `_deleted` for one that left. */
export type WireDocument = Envelope & { readonly _deleted: boolean } & {
  readonly [indexKey: string]: unknown;
};
