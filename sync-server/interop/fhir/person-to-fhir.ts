import type { HumanName } from '#shared/domain/human-name.ts';
import type { Address, Identifier, Patient, Telecom } from '#shared/domain/patient.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import { dateOf, someOf } from './fhir-values.ts';
import { maritalConcept } from './marital-status.ts';
import { referenceTo, type Version } from './resource-parts.ts';

const V2_0203 = 'http://terminology.hl7.org/CodeSystem/v2-0203';
/** Code and words of each kind of number; a plain "other" has neither. */
const TYPES: Readonly<Record<Identifier['kind'], readonly [code: string, display: string] | null>> =
  {
    mrn: ['MR', 'Medical record number'],
    temporary: ['MRT', 'Temporary Medical Record Number'],
    national: ['NI', 'National unique individual identifier'],
    passport: ['PPN', 'Passport number'],
    licence: ['DL', "Driver's license number"],
    card: ['HC', 'Health Card Number'],
    other: null,
  };
const IDENTIFIER_USES = new Set(['usual', 'official', 'temp', 'secondary', 'old']);
const TELECOM_USES = new Set(['home', 'work', 'temp', 'old', 'mobile']);
const ADDRESS_USES = new Set(['home', 'work', 'temp', 'old', 'billing']);

/** A patient as FHIR R4; allergies, alerts and appointments are resources of their own or not spoken. */
export function patientToFhir(patient: Patient, version: Version): JsonMap {
  const { deceased } = patient;
  const deceasedAt = deceased?.at;
  const isReplaced = Object.values(patient.links ?? {}).some(({ kind }) => kind === 'replaced-by');
  return known({
    resourceType: 'Patient',
    ...version(patient.isRestricted === true),
    identifier: listOf(patient.identifiers, identifierToFhir),
    active: isReplaced ? false : undefined,
    name: listOf(inOrder(patient.names), nameToFhir),
    telecom: listOf(patient.telecom, telecomToFhir),
    gender: patient.sex,
    birthDate: dateOf(patient.birthDate),
    deceasedDateTime: deceasedAt,
    deceasedBoolean: deceased && deceasedAt === undefined ? true : undefined,
    address: listOf(patient.addresses, addressToFhir),
    maritalStatus: patient.maritalStatus ? maritalConcept(patient.maritalStatus) : undefined,
    contact: listOf(patient.contacts, ({ name, relationship, phone }) =>
      known({
        relationship: relationship ? [{ text: relationship }] : undefined,
        name: { text: name },
        telecom: phone ? [{ system: 'phone', value: phone }] : undefined,
      }),
    ),
    communication: listOf(patient.languages, ({ code, isPreferred }) =>
      known({
        language: { coding: [{ system: 'urn:ietf:bcp:47', code }] },
        preferred: isPreferred ? true : undefined,
      }),
    ),
    link: listOf(patient.links, ({ kind, patientId }) => ({
      other: referenceTo('Patient', patientId),
      type: kind,
    })),
  });
}

/** A practitioner as FHIR R4; what they do here is said as the text of a qualification, which needs no second resource. */
export function practitionerToFhir(practitioner: Practitioner, version: Version): JsonMap {
  return known({
    resourceType: 'Practitioner',
    ...version(false),
    identifier: listOf(practitioner.identifiers, identifierToFhir),
    active: practitioner.isActive,
    name: listOf(inOrder(practitioner.names), nameToFhir),
    telecom: listOf(practitioner.telecom, telecomToFhir),
    gender: practitioner.sex,
    qualification: someOf(
      Object.values(practitioner.roles ?? {}).flatMap(({ role, specialty }) => {
        const text = [role, specialty].filter(Boolean).join(', ');
        return text ? [{ code: { text } }] : [];
      }),
    ),
  });
}

function listOf<T>(
  map: Readonly<Record<string, T>> | undefined,
  write: (entry: T) => JsonMap,
): readonly Json[] | undefined {
  return someOf(
    Object.values(map ?? {})
      .map((entry) => write(entry))
      .filter((entry) => Object.keys(entry).length > 0),
  );
}

function inOrder(names: Patient['names']): Patient['names'] {
  return Object.fromEntries(
    Object.entries(names ?? {}).toSorted(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0)),
  );
}

function identifierToFhir({ kind, value, system, use }: Identifier): JsonMap {
  const type =
    system === 'http://hl7.org/fhir/sid/us-ssn'
      ? (['SS', 'Social Security number'] as const)
      : TYPES[kind];
  return known({
    use: use !== undefined && IDENTIFIER_USES.has(use) ? use : undefined,
    type: type ? { coding: [{ system: V2_0203, code: type[0], display: type[1] }] } : undefined,
    system: system && /^\S+$/.test(system) ? system : undefined,
    value,
  });
}

function nameToFhir(name: HumanName): JsonMap {
  return known({
    use: name.use,
    text: name.text,
    family: name.family,
    given: name.given?.split(/\s+/).filter(Boolean),
    prefix: name.prefix ? [name.prefix] : undefined,
    suffix: name.suffix ? [name.suffix] : undefined,
  });
}

function telecomToFhir({ kind, value, use }: Telecom): JsonMap {
  return known({
    system: kind,
    value,
    use: use !== undefined && TELECOM_USES.has(use) ? use : undefined,
  });
}

function addressToFhir({ line, use, ...place }: Address): JsonMap {
  return known({
    use: use !== undefined && ADDRESS_USES.has(use) ? use : undefined,
    line: line ? [line] : undefined,
    ...place,
  });
}
