import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { Person, Role } from '#shared/domain/person.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { AckRequest, AppVital } from '#shared/sync/ack.ts';

/** One enrolled browser profile, with its own last word about itself. */
export interface StoredDevice {
  readonly id: DeviceId;
  readonly name: string;
  readonly kind: AckRequest['kind'];
  readonly isLocked: boolean;
  /** Its wards and clinics; null is the whole hospital. */
  readonly places: readonly Scope[] | null;
  readonly enrolledAt: string;
  /** Who opened it last. */
  readonly lastPersonId: PersonId | null;
  readonly lastContact: string | null;
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  readonly appVersion: string | null;
  readonly storage: AckRequest['storage'];
  readonly clockSkewMs: number | null;
  /** Documents that it has mended. */
  readonly repaired: number;
}
/** What is known of a device before it has said anything. */
export const UNHEARD = {
  isLocked: false,
  places: null,
  lastPersonId: null,
  lastContact: null,
  unsent: 0,
  oldestUnsent: null,
  appVersion: null,
  storage: null,
  clockSkewMs: null,
  repaired: 0,
} as const satisfies Partial<StoredDevice>;
type DeviceStatus = Pick<
  StoredDevice,
  'kind' | 'lastContact' | 'unsent' | 'oldestUnsent' | 'appVersion' | 'storage' | 'clockSkewMs'
> & {
  /** Absent leaves who it was. */
  readonly lastPersonId?: PersonId | null;
  /** Absent leaves how many there were. */
  readonly repaired?: number;
};

/** One measured figure; `value` in milliseconds, CLS in thousandths. */
export interface StoredVital {
  readonly name: AppVital['name'];
  readonly kind: AckRequest['kind'];
  readonly appVersion: string;
  readonly value: number;
  readonly at: string;
}

/** The roles that a person wrote with on a device, from one of its mutations on (S9). */
export interface StoredLease {
  readonly personId: PersonId;
  /** Mutations of the device with a greater number were written under it, until the next one begins. */
  readonly afterN: number;
  readonly roles: readonly Role[];
  /** The instant from which it counts no more. */
  readonly until: string;
}
/** A device has come back and was told the roles of its people. */
export interface Renewal {
  /** How many mutations were made on it so far. */
  readonly mutations: number;
  readonly at: string;
  readonly until: string;
}

/** Enrolled browsers, who signed in on them, and the figures of speed that they send. */
export interface DevicesStore {
  readonly listDevices: () => Promise<readonly StoredDevice[]>;
  readonly readDevice: (id: DeviceId) => Promise<StoredDevice | null>;
  readonly readDeviceByToken: (tokenHash: string) => Promise<StoredDevice | null>;
  readonly addDevice: (device: StoredDevice, tokenHash: string) => Promise<void>;
  readonly changeDevice: (
    id: DeviceId,
    fields: Partial<Pick<StoredDevice, 'name' | 'isLocked' | 'places'>>,
  ) => Promise<boolean>;
  readonly writeDeviceStatus: (id: DeviceId, status: DeviceStatus) => Promise<void>;
  /** Notes that a person signed in on a device; from then on it may send what they wrote, with their roles of now at first (S9). */
  readonly enrol: (
    deviceId: DeviceId,
    personId: PersonId,
    lease: { readonly at: string; readonly until: string },
  ) => Promise<void>;
  /** Every lease on a device, the oldest first. */
  readonly listLeases: (deviceId: DeviceId) => Promise<readonly StoredLease[]>;
  /** The lease of everybody enrolled goes on; whose roles have changed gets a new one for what they write from now on. */
  readonly renewLeases: (deviceId: DeviceId, renewal: Renewal) => Promise<void>;
  /** Takes a person off every device. */
  readonly unenrol: (personId: PersonId) => Promise<void>;
  /** Everybody enrolled on a device, active or not. */
  readonly listPeopleOfDevice: (deviceId: DeviceId) => Promise<readonly Person[]>;
  readonly listEnrolments: () => Promise<
    readonly { readonly deviceId: DeviceId; readonly personId: PersonId }[]
  >;

  /** Adds figures and drops the oldest, so that the table never holds more than `keep`. */
  readonly addVitals: (vitals: readonly StoredVital[], keep: number) => Promise<void>;
  readonly listVitals: (since: string) => Promise<readonly StoredVital[]>;
}
