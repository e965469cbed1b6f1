import { importedId } from '#shared/domain/ids.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { isMap, type JsonMap } from '#shared/lib/json.ts';
import type { EncounterId } from '#shared/domain/ids.ts';
import { allergyFromFhir } from './allergy-from-fhir.ts';
import { mapsIn, textOf } from './fhir-values.ts';
import { patientFromFhir } from './patient-from-fhir.ts';
import { locationFromFhir, organizationFromFhir, practitionerFromFhir } from './place-from-fhir.ts';
import type { SourceContext } from './source-context.ts';
import { appointmentFromFhir, appointmentOfVisit, encounterFromFhir } from './visit-from-fhir.ts';

/** What a source says about one document: all of it, or a part that waits until the rest is there (an allergy, its patient). */
export interface SourceRecord {
  /** Names what the source said, so that it is known when it comes again. */
  readonly key: string;
  readonly collection: CollectionName;
  readonly documentId: string;
  readonly isPart: boolean;
  readonly content: JsonMap;
}
export type TakenResource =
  | { readonly kind: 'taken'; readonly records: readonly SourceRecord[] }
  | { readonly kind: 'left-aside'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

interface Naming {
  /** The document that the resource itself becomes. */
  readonly id: string;
  readonly source: string;
}
type Reader = (resource: JsonMap, context: SourceContext, naming: Naming) => TakenResource;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Patient', (r, context, { id }) => whole('patients', id, patientFromFhir(r, context))],
  ['Practitioner', (r, _, { id }) => whole('practitioners', id, practitionerFromFhir(r))],
  ['Location', (r, context, { id }) => place(id, locationFromFhir(r, context))],
  ['Organization', (r, context, { id }) => place(id, organizationFromFhir(r, context))],
  ['Encounter', visit],
  ['Appointment', appointment],
  ['AllergyIntolerance', allergy],
]);

/** True for the types of resource that a hospital keeps here. */
export function isKept(type: string): boolean {
  return READERS.has(type);
}

/** The documents, or parts of documents, that a resource becomes. */
export function readResource(
  resource: JsonMap,
  context: SourceContext,
  naming: Naming,
): TakenResource {
  const type = textOf(resource['resourceType']) ?? '';
  const reader = READERS.get(type);
  if (!reader) return { kind: 'left-aside', reason: `${type || 'no type'}: not kept here` };
  return reader(resource, context, naming);
}

/** Resources inside another one, of the types that are kept. */
export function containedIn(resource: JsonMap): readonly JsonMap[] {
  return mapsIn(resource['contained']).filter((inner) =>
    isKept(textOf(inner['resourceType']) ?? ''),
  );
}

function taken(...records: readonly SourceRecord[]): TakenResource {
  return { kind: 'taken', records };
}

function recordOf(collection: CollectionName, id: string, content: object): SourceRecord {
  return {
    key: id,
    collection,
    documentId: id,
    isPart: false,
    content: content as unknown as JsonMap,
  };
}

function whole(collection: CollectionName, id: string, content: object): TakenResource {
  return taken(recordOf(collection, id, content));
}

function place(id: string, location: object | null): TakenResource {
  if (location === null) return { kind: 'refused', reason: 'a place without a name' };
  return whole('locations', id, location);
}

function visit(resource: JsonMap, context: SourceContext, { id, source }: Naming): TakenResource {
  const encounter = encounterFromFhir(resource, context);
  if (!encounter.patientId) return { kind: 'refused', reason: 'an encounter without a patient' };
  const meeting = encounter.appointmentId
    ? null
    : appointmentOfVisit(encounter, id as EncounterId, context.zone);
  if (!meeting) return whole('encounters', id, encounter);
  const appointmentId = importedId(source, 'Encounter#appointment', id);
  return taken(
    recordOf('encounters', id, { ...encounter, appointmentId }),
    recordOf('appointments', appointmentId, meeting),
  );
}

function appointment(resource: JsonMap, context: SourceContext, { id }: Naming): TakenResource {
  const read = appointmentFromFhir(resource, context);
  if (!read) return { kind: 'refused', reason: 'an appointment without one of FHIR’s statuses' };
  return whole('appointments', id, read);
}

function allergy(resource: JsonMap, context: SourceContext, { id }: Naming): TakenResource {
  const subject = resource['patient'] ?? resource['subject'];
  const text = isMap(subject) ? textOf(subject['reference']) : undefined;
  const patientId = text === undefined ? null : context.idOf(text, ['Patient']);
  if (patientId === null) return { kind: 'refused', reason: 'an allergy without a patient' };
  const said = allergyFromFhir(resource, context);
  if (said.kind === 'no-substance') {
    return { kind: 'refused', reason: 'an allergy that names no substance' };
  }
  if (said.kind === 'none-of-a-kind') {
    return { kind: 'left-aside', reason: 'AllergyIntolerance: says only that some are not known' };
  }
  const content: JsonMap =
    said.kind === 'none-known'
      ? { noKnownAllergies: { at: said.at, by: said.by } }
      : { allergies: { [id]: said.allergy as unknown as JsonMap } };
  return taken({ key: id, collection: 'patients', documentId: patientId, isPart: true, content });
}
