import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change, WireDocument } from '#shared/domain/envelope.ts';

/** One accepted mutation: who changed what, where and when it was done, and when the hospital took it. */
export interface AcceptedRow {
  readonly seq: number;
  readonly collection: CollectionName;
  readonly id: string;
  /** Null where the hospital itself wrote (an import, a booking's verdict). */
  readonly by: string | null;
  readonly byName: string | null;
  readonly device: string | null;
  readonly deviceName: string | null;
  readonly at: string;
  readonly acceptedAt: string;
  readonly action: { readonly id: string; readonly name: string } | null;
  readonly changes: readonly Change[];
}

/** `GET /api/v1/patients/:id/history?before=<seq>`: the patient's own document, appointments and encounters, newest first. */
export interface HistoryAnswer {
  readonly rows: readonly AcceptedRow[];
  /** The `before` of the next page; null at the end. */
  readonly next: number | null;
}

/** `POST /api/v1/patients/:id/opening` `{reason}`: brings the record to a device that does not hold it; it leaves again at `until`. */
export interface OpeningAnswer {
  readonly until: string;
}

/** `GET /api/v1/patients/:id/record`: what lies outside the window of time that devices hold; shown, never stored. */
export interface RecordAnswer {
  readonly appointments: readonly WireDocument[];
  readonly encounters: readonly WireDocument[];
}
