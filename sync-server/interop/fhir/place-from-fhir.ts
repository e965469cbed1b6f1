import type { Location } from '#shared/domain/location.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import { codesOf, conceptText, mapsIn, textOf } from './fhir-values.ts';
import { addressText, identifiersOf, namesOf, sexOf, telecomOf } from './person-parts.ts';
import { idAt, type SourceContext } from './source-context.ts';

/** FHIR's physical types of a place; a building or a wing holds clinics as a clinic holds rooms. */
const KINDS: Readonly<Record<string, Location['kind']>> = {
  wa: 'ward',
  ro: 'room',
  bd: 'bed',
  ve: 'room',
  ho: 'room',
  ca: 'room',
  area: 'room',
};
const STATUSES: Readonly<Record<string, Location['status']>> = {
  active: 'active',
  suspended: 'closed',
  inactive: 'inactive',
};

/** A FHIR Location: ward, room and bed by its physical type, everything else a clinic; never the facility itself, which is one. */
export function locationFromFhir(resource: JsonMap, context: SourceContext): Location | null {
  const name = textOf(resource['name']) ?? textOf(resource['description']);
  if (name === undefined) return null;
  const type = codesOf(resource['physicalType'])[0] ?? '';
  return known({
    kind: (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) ?? 'clinic',
    name,
    parentId:
      idAt<NonNullable<Location['parentId']>>(resource['partOf'], ['Location'], context) ??
      idAt<NonNullable<Location['parentId']>>(
        resource['managingOrganization'],
        ['Organization'],
        context,
      ),
    specialty: conceptText(resource['type']),
    status: STATUSES[textOf(resource['status']) ?? 'active'] ?? 'active',
    closedReason: textOf(mapsIn(resource['operationalStatus'])[0]?.['display']),
    address: addressText(resource['address']),
  });
}

/** A FHIR Organization gives care in its own name: a clinic. */
export function organizationFromFhir(resource: JsonMap, context: SourceContext): Location | null {
  const name = textOf(resource['name']) ?? textOf(mapsIn(resource['identifier'])[0]?.['value']);
  if (name === undefined) return null;
  return known({
    kind: 'clinic' as const,
    name,
    parentId: idAt<NonNullable<Location['parentId']>>(
      resource['partOf'],
      ['Organization'],
      context,
    ),
    status: resource['active'] === false ? ('inactive' as const) : ('active' as const),
    address: addressText(resource['address']),
  });
}

/** A FHIR Practitioner; addresses and diplomas stay with the personnel office. */
export function practitionerFromFhir(resource: JsonMap): Practitioner {
  return known({
    names: namesOf(resource['name']),
    identifiers: identifiersOf(resource['identifier']),
    telecom: telecomOf(resource['telecom']),
    sex: sexOf(resource),
    isActive: resource['active'] !== false,
  });
}
