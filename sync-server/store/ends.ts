import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';

/** Until when what is kept must have been settled to be dropped now, both as instants. */
export interface EndsAt {
  /** Mutations that were accepted before, and stand in the history. */
  readonly accepted: string;
  /** Refused writes that a person decided about before. */
  readonly decided: string;
}
/** How many rows of each were dropped. */
export interface Ended {
  readonly mutations: number;
  readonly escrow: number;
  /** True where nothing more is to be dropped now. */
  readonly isAll: boolean;
}

/** The end of what the protocol alone needs. Clinical history has none. */
export interface EndsStore {
  /** Drops at most so many, in one transaction. */
  dropEnded(at: EndsAt, limit: number): Promise<Ended>;
}
export interface EndsTx {
  /** True for a mutation that is remembered no more, and that the history of its document knows: it was taken (S1). */
  wasTaken(
    collection: CollectionName,
    id: string,
    entry: Pick<TrailEntry, 'id' | 'device' | 'n'>,
  ): Promise<boolean>;
}
