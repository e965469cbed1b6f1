import { v5, v7 } from 'uuid';
import type { Brand } from '#shared/lib/brand.ts';

export type PatientId = Brand<string, 'PatientId'>;
export type AppointmentId = Brand<string, 'AppointmentId'>;
export type EncounterId = Brand<string, 'EncounterId'>;
export type PractitionerId = Brand<string, 'PractitionerId'>;
export type LocationId = Brand<string, 'LocationId'>;
export type ScheduleId = Brand<string, 'ScheduleId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type DeviceId = Brand<string, 'DeviceId'>;
export type MutationId = Brand<string, 'MutationId'>;
export type ActionId = Brand<string, 'ActionId'>;

const NAMESPACE = '6f1c1f0e-6a52-4d0c-9a39-6f2f0c5be0a1';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUID in lower case, the only form of an id that any door lets in. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** Reads an id from outside; null where it is not a UUID. */
export function parseId<Id extends string>(value: unknown): Id | null {
  return isUuid(value) ? (value as Id) : null;
}

/** A new id: UUID v7, so that ids made later sort later and pages fill in order. */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}

/** The id of an imported document: UUID v8 of source, type and original id, so that a second import names the same document. */
export function importedId<Id extends string>(source: string, type: string, original: string): Id {
  const hashed = v5(`${source}\u0000${type}\u0000${original}`, NAMESPACE);
  return `${hashed.slice(0, 14)}8${hashed.slice(15)}` as Id;
}
