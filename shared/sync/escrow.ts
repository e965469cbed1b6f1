import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Json } from '#shared/lib/json.ts';
import type { PushRow, RefusalCode } from './push.ts';

/**
 * `POST /sync/v1/escrow`: what waits on a device that may not push: it is locked, nobody on it has an account, or its app is too old
 * (S15). The rows are those of a push; this message stays as it is in every version, because the oldest app must be heard.
 */
export interface EscrowRequest {
  readonly protocol: readonly [oldest: number, newest: number];
  readonly rows: readonly (PushRow & { readonly collection: CollectionName })[];
}
/** One answer per row, in order: how many of its changes wait for a person now, and how many the hospital had taken before. */
export interface EscrowAnswer {
  readonly results: readonly {
    readonly id: string | null;
    readonly kept: number;
    readonly known: number;
  }[];
}

/** How a write that waited was settled: a person let it in or set it aside, or it came again and could be taken. */
export type EscrowDecision = 'applied' | 'set-aside' | 'landed';

/** One write that waits for a person, or waited. */
export interface EscrowEntry {
  readonly key: string;
  readonly code: RefusalCode;
  readonly collection: CollectionName;
  /** When the hospital got it. */
  readonly at: string;
  readonly deviceName: string | null;
  /** The document that it is about, and whose it is, where that can be read. */
  readonly subject: { readonly id: string; readonly patientId: string | null } | null;
  readonly author: string | null;
  /** The write itself; null where it cannot be read. */
  readonly entry: TrailEntry | null;
  /** Enough of the person to tell them from another; null where the hospital has none, or they are restricted. */
  readonly patient: Pick<Patient, 'names' | 'birthDate' | 'sex' | 'identifiers'> | null;
  /** What the hospital's copy says now where the write would change it, by pointer; null where it has no such document. */
  readonly hospital: Readonly<Record<string, Json>> | null;
  readonly settled: {
    readonly decision: EscrowDecision;
    /** Null where the hospital itself settled it, or somebody at its machine. */
    readonly by: string | null;
    readonly at: string;
    readonly reason: string | null;
  } | null;
}
/** `GET /api/v1/escrow`, for administrators: what waits, the oldest first, and what was settled lately. */
export interface EscrowPage {
  readonly waiting: readonly EscrowEntry[];
  /** How many wait; more than are listed where they are very many. */
  readonly count: number;
  readonly settled: readonly EscrowEntry[];
}
/** `POST /api/v1/escrow/decision`: several that belong together, in the order in which they are to land. */
export type EscrowVerdict =
  | { readonly decision: 'apply'; readonly keys: readonly string[] }
  | { readonly decision: 'set-aside'; readonly keys: readonly string[]; readonly reason: string };

/** What became of each; the first that cannot land stops those behind it. */
export interface EscrowVerdictAnswer {
  readonly settled: readonly string[];
  readonly stopped: { readonly key: string; readonly code: RefusalCode | 'no-such-row' } | null;
}
