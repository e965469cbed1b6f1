import type { CollectionName } from '#shared/domain/collections.ts';
import type { EscrowDecision } from '#shared/sync/escrow.ts';
import type { RefusalCode } from '#shared/sync/push.ts';

/** A row that was refused, kept whole as it came, so that people can settle it (S4). */
export interface EscrowRow {
  /** The same row refused again is kept once. */
  readonly key: string;
  readonly device: string;
  readonly collection: CollectionName;
  readonly code: RefusalCode;
  readonly row: string;
  readonly at: string;
}

/** What became of one that waited; `by` is null where the hospital itself settled it, or somebody at its machine. */
export interface EscrowSettled {
  readonly decision: EscrowDecision;
  readonly by: string | null;
  readonly at: string;
  readonly reason: string | null;
}
/** With what was decided; null while it waits. */
export interface KeptRow extends EscrowRow {
  readonly settled: EscrowSettled | null;
}

/** What is kept for people. */
export interface EscrowReads {
  /** What waits for a person. */
  countEscrow(): Promise<number>;
  /** What waits of one device: how many writes, and how long they are together. */
  measureEscrowOf(device: string): Promise<{ readonly rows: number; readonly bytes: number }>;
  /** What waits, the oldest first. */
  listEscrow(limit: number): Promise<readonly EscrowRow[]>;
  /** What was settled, the latest first. */
  listSettled(limit: number): Promise<readonly KeptRow[]>;
}
/** What a transaction does to it. */
export interface EscrowTx {
  readEscrow(key: string): Promise<KeptRow | null>;
  keepInEscrow(row: EscrowRow): void;
  /** It waits no more; the row stays, with what was decided. Null lets it wait again. */
  settleEscrow(key: string, settled: EscrowSettled | null): void;
}
