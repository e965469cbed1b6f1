import type { CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from './scope.ts';
import type { AckRequest, AppVital } from './ack.ts';
import type { RefusalCode } from './push.ts';

/** One enrolled device as the administrator sees it; figures are those of its last word, `lastContact` says how old they are. */
export interface FleetDevice {
  readonly id: string;
  readonly name: string;
  readonly kind: AckRequest['kind'];
  readonly isLocked: boolean;
  /** Its wards and clinics as scopes; null, or absent, is the whole hospital. */
  readonly places?: readonly Scope[] | null;
  readonly enrolledAt: string;
  /** Who has it open or had it last, and everybody who ever signed in here. */
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** True while its live stream is open. */
  readonly isConnected: boolean;
  readonly lastContact: string | null;
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  readonly appVersion: string | null;
  readonly storage: AckRequest['storage'];
  /** Milliseconds the device's clock is ahead of the hospital's; negative is behind. */
  readonly clockSkewMs: number | null;
  /** Documents that it has found other than the hospital has them, and mended; absent where there were none. */
  readonly repaired?: number;
}

/** A measured figure as a distribution over all samples of one device kind and app version of the last 7 days. */
export interface VitalRow {
  readonly name: AppVital['name'];
  readonly deviceKind: AckRequest['kind'];
  readonly appVersion: string;
  readonly samples: number;
  readonly p50: number;
  readonly p75: number;
  readonly p98: number;
  /** Counts per bound of `VITAL_BOUNDS`, the last one beyond all bounds. */
  readonly counts: readonly number[];
}

/** What has come back since the hospital was restored from a backup, and who could still bring more (S11). */
export interface RestoreReport {
  readonly at: string;
  /** The latest write that the backup held; later ones come back from devices. */
  readonly lastSeq: number;
  readonly documents: number;
  readonly mutations: number;
  /** Kept for a person. */
  readonly refused: number;
  /** Devices that have brought something, or have said that they have nothing. */
  readonly devices: readonly RestoreDevice[];
  /** Devices that have not been heard to their end since; what only they hold is still missing. */
  readonly missing: readonly {
    readonly id: string;
    readonly name: string;
    readonly lastContact: string | null;
  }[];
}
interface RestoreDevice {
  readonly id: string;
  readonly name: string;
  readonly documents: number;
  readonly mutations: number;
  readonly refused: number;
}

/** A device that came back as another than it left (S12). */
export interface ContactWord {
  /** Its storage was cleared, or it is a copy of another device that goes on. */
  readonly kind: 'cleared' | 'copy';
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly lastContact: string | null;
  /** Cleared: writes that it was known to have made and that never arrived; what it made unheard is not counted. */
  readonly missing: number;
  /** Copy: the name of the first one. */
  readonly of: string | null;
}

/** The doors of `/sync/v1`; `other` is an address there that is none. */
export const SYNC_DOORS = [
  'session',
  'pull',
  'push',
  'offer',
  'escrow',
  'digest',
  'blob',
  'ack',
  'stream',
  'other',
] as const;
export type SyncDoor = (typeof SYNC_DOORS)[number];

/** Why a whole request is turned down at one of them. */
export const REQUEST_REFUSALS = [
  'not-readable',
  'too-large',
  'not-json',
  'is-compressed',
  'cut-off',
  'unknown-device',
  'device-locked',
  'other-origin',
  'other-protocol',
  'other-epoch',
  'may-push',
  'not-allowed',
  'not-a-photo',
  'no-such-photo',
  'other-hash',
  'too-much-waits',
  'not-found',
  'too-many',
  'not-ready',
  'in-use',
  'disk-full',
  'failed',
] as const;
export type RequestRefusal = (typeof REQUEST_REFUSALS)[number];

/** How often something was turned down since the server started, for one reason at one door. */
export type RefusedCount = Refusal & {
  readonly door: SyncDoor;
  readonly count: number;
  readonly lastAt: string;
  /** The device that sent the last one; null where it is not known. */
  readonly device: string | null;
};
/** A whole request, of which nothing was taken, or one row of a push or an offer, which is kept for a person. */
export type Refusal =
  | { readonly of: 'request'; readonly code: RequestRefusal }
  | { readonly of: 'row'; readonly code: RefusalCode };

/** Somebody opened a record that their device does not hold, for a reason; it leaves the device at `until`. */
export interface OpeningRow {
  readonly id: string;
  readonly at: string;
  readonly until: string;
  /** Null where the account or the device is no more. */
  readonly person: string | null;
  readonly device: string | null;
  readonly patientId: string;
  readonly reason: string;
}

/** Upper bounds of the distribution in milliseconds; CLS is counted in thousandths. */
export const VITAL_BOUNDS = [50, 100, 200, 500, 1000, 2500, 5000] as const;

/** `GET /api/v1/fleet`: the whole page in one answer; a `poke` of the stream says that it has changed. */
export interface FleetAnswer {
  readonly serverTime: string;
  readonly appVersion: string;
  readonly epoch: string;
  /** The facility's sequence: the number of its latest accepted write. */
  readonly head: number;
  readonly documents: Readonly<Record<CollectionName, number>>;
  readonly openDisputes: number;
  readonly refusedRows: number;
  readonly databaseBytes: number;
  readonly diskFreeBytes: number | null;
  readonly startedAt: string;
  readonly devices: readonly FleetDevice[];
  readonly vitals: readonly VitalRow[];
  /** The latest first; absent where nothing was turned down since `startedAt`. */
  readonly refused?: readonly RefusedCount[];
  /** Those of the last 35 days, the latest first; absent where there were none. */
  readonly openings?: readonly OpeningRow[];
  /** Absent where nothing was restored in the last 35 days. */
  readonly restore?: RestoreReport;
  /** Those of the last 35 days; absent where there were none. */
  readonly contacts?: readonly ContactWord[];
}

/** `PATCH /api/v1/devices/:id`. A locked device neither pulls nor pushes; what waits on it stays on it. */
export interface DeviceChange {
  readonly name?: string;
  readonly isLocked?: boolean;
  /** Its wards and clinics as scopes; null is the whole hospital. */
  readonly places?: readonly Scope[] | null;
}
