import type { CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { PastEpoch } from '#shared/sync/lost-rev.ts';

/** A generation of the copy that a restore has ended. */
export interface EndedEpoch extends PastEpoch {
  readonly endedAt: string;
}

/** A document as a lost generation had it, as far as devices have brought it back: the base of what else they bring of it (S11). */
export interface Lineage {
  readonly epoch: string;
  readonly collection: CollectionName;
  readonly id: string;
  /** Sequence of the newest whole version that came back, or of the last write that was never lost. */
  readonly seq: number;
  readonly content: JsonMap;
  /** Pointers that came back alone, by mutations newer than that version, with their sequence. */
  readonly paths: Readonly<Record<string, number>>;
}

/** What one device has brought back since the last restore. */
interface Returned {
  readonly documents: number;
  readonly mutations: number;
  readonly refused: number;
}
export interface DeviceReturn extends Returned {
  readonly deviceId: DeviceId;
  readonly at: string;
  /** True once it has offered all that it holds. */
  readonly isDone: boolean;
}
