import type { Person } from '#shared/domain/person.ts';
import type { PastEpoch } from './lost-rev.ts';

/** `POST /sync/v1/session`: what a device says when it comes back. */
export interface SessionRequest {
  readonly protocol: readonly [oldest: number, newest: number];
  readonly appVersion: string;
  /** The device's clock, ISO; the server measures the skew from it. */
  readonly clock: string;
  /** How many MRNs are left in the device's pool. */
  readonly mrnLeft: number;
  /** How many mutations were made on the device so far: they were written under the roles it knew until now (S9). */
  readonly mutations?: number;
  /** The word that the last session left in this device's storage (S12); null where there is none, absent in apps that know of none. */
  readonly contact?: string | null;
}
export interface SessionAnswer {
  readonly protocol: number;
  readonly epoch: string;
  readonly head: number;
  /** Generations that a restore has ended (S11): what they accepted beyond is lost here, and offered first. Absent if there never was one. */
  readonly past?: readonly PastEpoch[];
  /** The word to keep until the next session, and how far the numbers of this device have come at least (S12). */
  readonly contact?: string;
  readonly countFrom?: number;
  readonly serverTime: string;
  readonly appVersion: string;
  readonly scopes: readonly string[];
  readonly facility: Facility;
  readonly device: { readonly id: string; readonly name: string };
  /** People enrolled on this device, with the roles they have now. */
  readonly people: readonly Person[];
  /** A stamp of each one's password by person id: a device that knows another stamp forgets the password it knows. */
  readonly passwordStamps?: Readonly<Record<string, string>>;
  readonly leaseUntil: string;
  /** Fresh numbers for the pool, digits with check digit; empty while enough are left. */
  readonly mrnPool: readonly string[];
}
export interface Facility {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly language: string;
}
