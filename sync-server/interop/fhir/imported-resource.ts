import { importedId, type EncounterId } from '#shared/domain/ids.ts';
import { isMap, type JsonMap } from '#shared/lib/json.ts';
import { wholeRecord, type SourceRecord } from '#server/interop/source-record.ts';
import { allergyFromFhir } from './allergy-from-fhir.ts';
import { textOf } from './fhir-values.ts';
import { patientFromFhir } from './patient-from-fhir.ts';
import { locationFromFhir, organizationFromFhir, practitionerFromFhir } from './place-from-fhir.ts';
import type { SourceContext } from './source-context.ts';
import { appointmentFromFhir, appointmentOfVisit, encounterFromFhir } from './visit-from-fhir.ts';

/** The documents that a resource becomes, or why it becomes none. */
export type ResourceReading =
  | { readonly kind: 'taken'; readonly records: readonly SourceRecord[] }
  | { readonly kind: 'left-aside'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The document that the resource itself becomes, and the source that it comes from. */
interface Naming {
  readonly id: string;
  readonly source: string;
}
type Reader = (resource: JsonMap, context: SourceContext, naming: Naming) => ResourceReading;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Patient', (r, context, { id }) => whole('patients', id, patientFromFhir(r, context))],
  ['Practitioner', (r, _, { id }) => whole('practitioners', id, practitionerFromFhir(r))],
  ['Location', (r, context, { id }) => place(id, locationFromFhir(r, context))],
  ['Organization', (r, context, { id }) => place(id, organizationFromFhir(r, context))],
  ['Encounter', visit],
  ['Appointment', appointment],
  ['AllergyIntolerance', allergy],
]);

/** True for the types of resource that the hospital keeps. */
export function isKept(type: string): boolean {
  return READERS.has(type);
}

/** Reads a resource of a type that is kept. */
export function readResource(
  resource: JsonMap,
  context: SourceContext,
  naming: Naming,
): ResourceReading {
  const reader = READERS.get(textOf(resource['resourceType']) ?? '');
  return reader ? reader(resource, context, naming) : { kind: 'left-aside', reason: 'not kept' };
}

function whole(...record: Parameters<typeof wholeRecord>): ResourceReading {
  return { kind: 'taken', records: [wholeRecord(...record)] };
}

function place(id: string, location: object | null): ResourceReading {
  if (location === null) return { kind: 'refused', reason: 'a place without a name' };
  return whole('locations', id, location);
}

function visit(resource: JsonMap, context: SourceContext, { id, source }: Naming): ResourceReading {
  const encounter = encounterFromFhir(resource, context);
  if (!encounter.patientId) return { kind: 'refused', reason: 'an encounter without a patient' };
  const meeting = encounter.appointmentId
    ? null
    : appointmentOfVisit(encounter, id as EncounterId, context.zone);
  if (!meeting) return whole('encounters', id, encounter);
  const appointmentId = importedId(source, 'Encounter#appointment', id);
  return {
    kind: 'taken',
    records: [
      wholeRecord('encounters', id, { ...encounter, appointmentId }),
      wholeRecord('appointments', appointmentId, meeting),
    ],
  };
}

function appointment(resource: JsonMap, context: SourceContext, { id }: Naming): ResourceReading {
  const read = appointmentFromFhir(resource, context);
  if (!read) return { kind: 'refused', reason: 'an appointment without one of the ten statuses' };
  return whole('appointments', id, read);
}

function allergy(resource: JsonMap, context: SourceContext, { id }: Naming): ResourceReading {
  const subject = resource['patient'] ?? resource['subject'];
  const text = isMap(subject) ? textOf(subject['reference']) : undefined;
  const patientId = text === undefined ? null : context.idOf(text, ['Patient']);
  if (patientId === null) return { kind: 'refused', reason: 'an allergy without a patient' };
  const said = allergyFromFhir(resource, context);
  if (said.kind === 'no-substance') {
    return { kind: 'refused', reason: 'an allergy that names no substance' };
  }
  if (said.kind === 'none-of-a-kind') {
    return { kind: 'left-aside', reason: 'says only that some allergies are not known' };
  }
  const content: JsonMap =
    said.kind === 'none-known'
      ? { noKnownAllergies: { at: said.at, by: said.by } }
      : { allergies: { [id]: said.allergy as unknown as JsonMap } };
  const record = { key: id, collection: 'patients', documentId: patientId, isPart: true } as const;
  return { kind: 'taken', records: [{ ...record, content }] };
}
