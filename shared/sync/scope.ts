import type { CollectionName } from '#shared/domain/collections.ts';
import type { Person } from '#shared/domain/person.ts';
import { worksWithRecords } from '#shared/domain/rights.ts';

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

/**
 * The scopes of a device; `places` are its wards and clinics as scopes, null is the whole hospital. Where none of its people works with
 * records it holds what names places and people of the house, and what it made itself (S19).
 */
export function scopesOfDevice(
  id: string,
  places: readonly Scope[] | null,
  people: readonly Pick<Person, 'roles' | 'isActive'>[],
): readonly Scope[] {
  const roles = people.flatMap((person) => (person.isActive ? person.roles : []));
  if (!worksWithRecords(roles)) return [REFERENCE_SCOPE, deviceScope(id)];
  if (places === null) return [FACILITY_SCOPE];
  return [REFERENCE_SCOPE, ...new Set(places), deviceScope(id)];
}

/** False for a device that holds nobody's record and never will as it is: where nobody is seen there, that says nothing (S19). */
export function holdsRecords(scopes: readonly Scope[] | null): boolean {
  const isOwn = (scope: Scope): boolean => scope === REFERENCE_SCOPE || scope.startsWith('device:');
  return scopes === null || !scopes.every(isOwn);
}

/** In a checkpoint, how far the device was told what leaves it with a scope that it has lost. */
export const LOST_PREFIX = 'lost:';
