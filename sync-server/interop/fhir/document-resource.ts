import type { Allergy } from '#shared/domain/allergy.ts';
import type { Appointment } from '#shared/domain/appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import type { Location } from '#shared/domain/location.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';
import { assert } from '#shared/lib/assert.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { patientToFhir, practitionerToFhir } from './person-to-fhir.ts';
import { locationToFhir } from './place-to-fhir.ts';
import { versionOf, type StoredVersion, type Version } from './resource-parts.ts';
import {
  allergyToFhir,
  appointmentToFhir,
  encounterToFhir,
  noneKnownToFhir,
} from './visit-to-fhir.ts';

/** The hospital's copy of a document, as far as FHIR needs it. */
export interface StoredContent extends StoredVersion {
  readonly collection: CollectionName;
  readonly content: JsonMap;
}

/** A document as a FHIR R4 resource. */
export function documentResource(document: StoredContent): JsonMap {
  const version = versionOf(document);
  const content: unknown = document.content;
  switch (document.collection) {
    case 'patients':
      return patientToFhir(content as Patient, version);
    case 'practitioners':
      return practitionerToFhir(content as Practitioner, version);
    case 'locations':
      return locationToFhir(content as Location, version);
    case 'encounters':
      return encounterToFhir(content as Encounter, version);
    case 'appointments':
      return appointmentToFhir(content as Appointment, version);
    default:
      assert(false, `${document.collection} are not spoken in FHIR`);
  }
}

/** A statement about allergies, in the version of the patient that holds it. */
export function allergyResource(entry: {
  readonly id: string;
  readonly patient: StoredContent;
  readonly allergy: Allergy | null;
}): JsonMap {
  const { id, patient, allergy } = entry;
  const version: Version = versionOf({ ...patient, id });
  return allergy
    ? allergyToFhir(allergy, patient.id, version)
    : noneKnownToFhir(patient.content as Patient, patient.id, version);
}
