import type { Json } from '#shared/lib/json.ts';
import type { CollectionName } from './collections.ts';
import type { DeviceId, MutationId, PatientId, PersonId } from './ids.ts';
import type { TrailEntry } from './envelope.ts';

/** One reading of a field: what it says, who wrote it, where and when. No `value` means "taken out". */
export interface Reading {
  readonly value?: Json;
  readonly by: PersonId | null;
  readonly device: DeviceId | null;
  readonly at: string | null;
  readonly acceptedAt: string;
  readonly mutationId: MutationId | null;
}

export interface Decision {
  /** Key of the reading that counts. */
  readonly reading: string;
  readonly by: PersonId;
  readonly at: string;
}

/** Who let a refused write in after all or set it aside, and why; null where nobody gave a name. */
interface Settled {
  readonly decision: 'applied' | 'set-aside';
  readonly by: PersonId | null;
  readonly at: string;
  readonly reason?: string;
}

/**
 * What a merge or a refusal left to a person. `conflict`: two readings of one field, one stands until someone decides.
 * `refused`: a write the hospital did not accept, kept for its author with the reason.
 */
export interface Dispute {
  readonly kind: 'conflict' | 'refused';
  readonly subject: { readonly collection: CollectionName; readonly id: string };
  readonly patientId?: PatientId;
  /** Whom it was opened about, where their record was merged into another since (M12). */
  readonly recordedFor?: PatientId;
  readonly openedAt: string;
  /** Conflict: pointer into the subject's content. */
  readonly path?: string;
  readonly readings?: Readonly<Record<string, Reading>>;
  /** Key of the reading that the record shows now. */
  readonly standing?: string;
  /** Refused: why, who wrote it, and the whole mutation. */
  readonly code?: string;
  readonly author?: PersonId;
  readonly refused?: { readonly entry: TrailEntry };
  /** Refused, and no mutation could be read in it: what it waits under. */
  readonly waitsAs?: string;
  /** Refused: how an administrator settled it (S17). */
  readonly settled?: Settled;
  readonly status: 'open' | 'decided' | 'dismissed';
  readonly decision?: Decision;
  /** Two people decided differently: both names, open again. */
  readonly reopenedBy?: Readonly<Record<string, Decision>>;
}
