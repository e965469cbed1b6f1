import type { Location } from '#shared/domain/location.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import { referenceTo, type Version } from './resource-parts.ts';

const PHYSICAL: Readonly<
  Record<Location['kind'], readonly [code: string, display: string] | null>
> = {
  facility: ['si', 'Site'],
  clinic: null,
  ward: ['wa', 'Ward'],
  room: ['ro', 'Room'],
  bed: ['bd', 'Bed'],
  // FHIR has no physical type for a thing; the name says what it is.
  equipment: null,
};
const STATUS: Readonly<Record<Location['status'], string>> = {
  active: 'active',
  closed: 'suspended',
  inactive: 'inactive',
};

/** A place as FHIR R4. */
export function locationToFhir(location: Location, version: Version): JsonMap {
  const physical = PHYSICAL[location.kind];
  return known({
    resourceType: 'Location',
    ...version(false),
    status: STATUS[location.status],
    operationalStatus: location.closedReason
      ? {
          system: 'http://terminology.hl7.org/CodeSystem/v2-0116',
          code: 'C',
          display: location.closedReason,
        }
      : undefined,
    name: location.name,
    mode: 'instance',
    type: location.specialty ? [{ text: location.specialty }] : undefined,
    address: location.address ? { text: location.address } : undefined,
    physicalType: physical
      ? {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/location-physical-type',
              code: physical[0],
              display: physical[1],
            },
          ],
        }
      : undefined,
    partOf: location.parentId ? referenceTo('Location', location.parentId) : undefined,
  });
}
