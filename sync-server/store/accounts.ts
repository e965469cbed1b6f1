import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import type { AckRequest, AppVital } from '#shared/sync/ack.ts';

/** A person with what only the server knows of them. */
export interface StoredAccount extends Person {
  /** Argon2id as a PHC string; never leaves the server. */
  readonly passwordHash: string;
  /** True while the password is the one that the demo made known to everybody. */
  readonly hasDemoPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
  readonly lastSignedInAt: string | null;
}
export type AccountFields = Partial<Omit<StoredAccount, 'id' | 'username' | 'createdAt'>>;

/** One enrolled browser profile, with its own last word about itself. */
export interface StoredDevice {
  readonly id: DeviceId;
  readonly name: string;
  readonly kind: AckRequest['kind'];
  readonly isLocked: boolean;
  readonly enrolledAt: string;
  /** Who signed in here last. */
  readonly lastPersonId: PersonId | null;
  readonly lastContact: string | null;
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  readonly appVersion: string | null;
  readonly storage: AckRequest['storage'];
  readonly clockSkewMs: number | null;
}
export type DeviceStatus = Pick<
  StoredDevice,
  'kind' | 'lastContact' | 'unsent' | 'oldestUnsent' | 'appVersion' | 'storage' | 'clockSkewMs'
>;

/** A sign-in that has not ended; the token itself is known to the browser alone. */
export interface StoredSession {
  readonly tokenHash: string;
  readonly personId: PersonId;
  readonly deviceId: DeviceId;
  readonly createdAt: string;
  readonly usedAt: string;
}

/** One measured figure; `value` in milliseconds, CLS in thousandths. */
export interface StoredVital {
  readonly name: AppVital['name'];
  readonly kind: AckRequest['kind'];
  readonly appVersion: string;
  readonly value: number;
  readonly at: string;
}

/** A bearer token of the read API; only its hash is kept. */
export interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** People, sessions, devices, figures and tokens: everything the server keeps beside the hospital's documents. */
export interface AccountsStore {
  readonly countAccounts: () => Promise<number>;
  readonly listAccounts: () => Promise<readonly StoredAccount[]>;
  readonly readAccount: (id: PersonId) => Promise<StoredAccount | null>;
  readonly readAccountByUsername: (username: string) => Promise<StoredAccount | null>;
  /** False where the username is taken. */
  readonly addAccount: (account: StoredAccount) => Promise<boolean>;
  /** Adds the first account of an empty hospital; false where somebody was faster. */
  readonly addFirstAccount: (account: StoredAccount) => Promise<boolean>;
  readonly changeAccount: (id: PersonId, fields: AccountFields) => Promise<StoredAccount | null>;

  readonly addSession: (session: StoredSession) => Promise<void>;
  readonly readSession: (tokenHash: string) => Promise<StoredSession | null>;
  readonly touchSession: (tokenHash: string, usedAt: string) => Promise<void>;
  readonly endSession: (tokenHash: string) => Promise<void>;
  /** Ends every session of a person but the named one. */
  readonly endSessionsOf: (personId: PersonId, exceptTokenHash: string | null) => Promise<void>;
  readonly endSessionsBefore: (limits: {
    readonly createdAt: string;
    readonly usedAt: string;
  }) => Promise<void>;

  readonly listDevices: () => Promise<readonly StoredDevice[]>;
  readonly readDevice: (id: DeviceId) => Promise<StoredDevice | null>;
  readonly readDeviceByToken: (tokenHash: string) => Promise<StoredDevice | null>;
  readonly addDevice: (device: StoredDevice, tokenHash: string) => Promise<void>;
  readonly changeDevice: (
    id: DeviceId,
    fields: Partial<Pick<StoredDevice, 'name' | 'isLocked'>>,
  ) => Promise<boolean>;
  readonly writeDeviceStatus: (id: DeviceId, status: DeviceStatus) => Promise<void>;
  /** Notes that a person signed in on a device; from then on the device may send what they wrote (S9). */
  readonly enrol: (deviceId: DeviceId, personId: PersonId, at: string) => Promise<void>;
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

  readonly listTokens: () => Promise<readonly StoredToken[]>;
  readonly addToken: (token: StoredToken) => Promise<void>;
  readonly readToken: (tokenHash: string) => Promise<StoredToken | null>;
  readonly touchToken: (tokenHash: string, usedAt: string) => Promise<void>;
  /** False where no token has that id. */
  readonly dropToken: (id: string) => Promise<boolean>;
}
