import { v5, v7 } from 'uuid';
import type { Brand } from '#shared/lib/brand.ts';
import { isUuid } from '#shared/lib/uuid.ts';

export { isUuid };

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
