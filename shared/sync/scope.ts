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

/** What one device holds for itself: what it made while nothing else brings it there, and whom it was opened for. */
export function deviceScope(deviceId: string): Scope {
  return `device:${deviceId}`;
}

/** The scopes of a device; `places` are its wards and clinics as scopes, null is the whole hospital. */
export function scopesOfDevice(id: string, places: readonly Scope[] | null): readonly Scope[] {
  if (places === null) return [FACILITY_SCOPE];
  return [REFERENCE_SCOPE, ...new Set(places), deviceScope(id)];
}

/** In a checkpoint, how far the device was told what leaves it with a scope that it has lost. */
export const LOST_PREFIX = 'lost:';
