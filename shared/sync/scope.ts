import type { CollectionName } from '#shared/domain/collections.ts';

/**
 * A named part of the hospital with a feed of its own. A device that holds the whole hospital has `facility` alone; any other has
 * `reference` (places, clinicians, schedules), a `ward:` or `clinic:` for each of its places, and its own `device:`.
 */
export type Scope = string;

/** Everything that devices hold, whoever it is about. */
export const FACILITY_SCOPE: Scope = 'facility';
/** What names places and people of the house; on every device. */
export const REFERENCE_SCOPE: Scope = 'reference';

const REFERENCE: ReadonlySet<CollectionName> = new Set(['locations', 'practitioners', 'schedules']);

/** True for documents that are about no patient and lie in `reference`. */
export function isReference(collection: CollectionName): boolean {
  return REFERENCE.has(collection);
}

/** Patients with a planned or active stay on the ward, and what is theirs. */
export function wardScope(wardId: string): Scope {
  return `ward:${wardId}`;
}

/** Patients with an appointment at the clinic in the window of time, and what is theirs. */
export function clinicScope(clinicId: string): Scope {
  return `clinic:${clinicId}`;
}

/** What one device holds for itself: what it made while nothing else brings it there, and whom it was opened for. */
export function deviceScope(deviceId: string): Scope {
  return `device:${deviceId}`;
}

/** The scopes of a device; `places` are its wards and clinics as scopes, null is the whole hospital. */
export function scopesOfDevice(id: string, places: readonly Scope[] | null): readonly Scope[] {
  if (places === null) return [FACILITY_SCOPE];
  return [REFERENCE_SCOPE, ...new Set(places), deviceScope(id)];
}

const PLACE = /^(ward|clinic):[0-9a-f-]{36}$/;

/** True for a scope that an administrator may give to a device. */
export function isPlaceScope(value: unknown): value is Scope {
  return typeof value === 'string' && PLACE.test(value);
}

/** In a checkpoint, how far the device was told what leaves it with a scope that it has lost. */
export const LOST_PREFIX = 'lost:';
