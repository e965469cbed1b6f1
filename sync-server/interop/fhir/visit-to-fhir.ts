import type { Allergy } from '#shared/domain/allergy.ts';
import type { Appointment } from '#shared/domain/appointment.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { staysOf } from '#shared/domain/stay.ts';
import { minutesOf } from '#shared/scheduling/wall-time.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import { someOf } from './fhir-values.ts';
import { referenceTo, type Version } from './resource-parts.ts';

const PHYSICAL = 'http://terminology.hl7.org/CodeSystem/location-physical-type';

/** An encounter as FHIR R4; a stay is two places with one period, the bed and its ward. */
export function encounterToFhir(encounter: Encounter, version: Version): JsonMap {
  const { practitionerId, locationId, appointmentId } = encounter;
  const history = Object.values(encounter.statusHistory ?? {}).toSorted((a, b) =>
    a.at < b.at ? -1 : 1,
  );
  const places = staysOf(encounter).flatMap(({ bedId, wardId, start, end }) => {
    const period = known({ start, end });
    return [
      { location: referenceTo('Location', bedId), physicalType: physical('bd', 'Bed'), period },
      { location: referenceTo('Location', wardId), physicalType: physical('wa', 'Ward'), period },
    ];
  });
  return known({
    resourceType: 'Encounter',
    ...version(false),
    status: encounter.status,
    statusHistory: someOf(
      history.map(({ status, at }, i) => ({
        status,
        period: known({ start: at, end: history[i + 1]?.at }),
      })),
    ),
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: encounter.class.trim() || 'UNK',
    },
    type: encounter.type ? [{ text: encounter.type }] : undefined,
    subject: encounter.patientId ? referenceTo('Patient', encounter.patientId) : undefined,
    participant: practitionerId
      ? [{ individual: referenceTo('Practitioner', practitionerId) }]
      : undefined,
    appointment: appointmentId ? [referenceTo('Appointment', appointmentId)] : undefined,
    period: encounter.period && known({ ...encounter.period }),
    reasonCode: encounter.reason ? [{ text: encounter.reason }] : undefined,
    location: someOf([
      ...places,
      ...(locationId ? [{ location: referenceTo('Location', locationId) }] : []),
    ]),
  });
}

function physical(code: string, display: string): JsonMap {
  return { coding: [{ system: PHYSICAL, code, display }] };
}

/** An appointment as FHIR R4. A provisional or clashing one says so by its participants: `needs-action` and `tentative`. */
export function appointmentToFhir(appointment: Appointment, version: Version): JsonMap {
  const { slot, patientId } = appointment;
  const answer = (
    { confirmed: 'accepted', provisional: 'tentative', clash: 'needs-action' } as const
  )[appointment.booking ?? 'confirmed'];
  const actor = (type: string, id: string | undefined, role?: string): readonly JsonMap[] =>
    id === undefined
      ? []
      : [
          known({
            type: role ? [{ text: role }] : undefined,
            actor: referenceTo(type, id),
            status: answer,
          }),
        ];
  const participants = [
    ...actor('Patient', patientId),
    ...actor('Practitioner', slot?.practitionerId),
    ...actor('Location', slot?.roomId),
    ...actor('Location', slot?.clinicId, 'clinic'),
  ];
  return known({
    resourceType: 'Appointment',
    ...version(false),
    status: appointment.status,
    cancelationReason: appointment.cancelReason ? { text: appointment.cancelReason } : undefined,
    serviceType: appointment.visitType ? [{ text: appointment.visitType }] : undefined,
    reasonCode: appointment.reason ? [{ text: appointment.reason }] : undefined,
    start: slot?.start,
    end: slot?.end,
    minutesDuration: slot ? minutesOf(slot) || undefined : undefined,
    comment: appointment.comment,
    // FHIR wants at least one participant: an unknown one has a role and no actor.
    participant: someOf<Json>(participants) ?? [
      { type: [{ text: 'patient' }], status: 'needs-action' },
    ],
  });
}

/** An allergy as FHIR R4; the clinical status is left out where it was entered in error, as FHIR wants (ait-2). */
export function allergyToFhir(allergy: Allergy, patientId: string, version: Version): JsonMap {
  const { code, substance, reaction, severity } = allergy;
  return known({
    resourceType: 'AllergyIntolerance',
    ...version(false),
    ...statusesOf(allergy),
    category: allergy.category ? [allergy.category] : undefined,
    criticality: allergy.criticality,
    code: { ...(code ? { coding: [{ ...code, display: substance }] } : {}), text: substance },
    patient: referenceTo('Patient', patientId),
    onsetDateTime: allergy.onset,
    recordedDate: allergy.recordedAt || undefined,
    note: allergy.note ? [{ text: allergy.note }] : undefined,
    reaction:
      reaction || severity
        ? [known({ manifestation: [{ text: reaction ?? 'not said' }], severity })]
        : undefined,
  });
}

function statusesOf({ clinicalStatus, verification }: Allergy): JsonMap {
  const concept = (system: string, code: string): JsonMap => ({
    coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
  });
  return known({
    clinicalStatus:
      verification === 'entered-in-error'
        ? undefined
        : concept('allergyintolerance-clinical', clinicalStatus),
    verificationStatus: concept('allergyintolerance-verification', verification),
  });
}

/** That no allergy is known, for a patient of whom nobody knows better. */
export function noneKnownToFhir(
  { noKnownAllergies }: Patient,
  patientId: string,
  version: Version,
): JsonMap {
  const allergy: Allergy = {
    substance: 'No known allergy',
    code: { system: 'http://snomed.info/sct', code: '716186003' },
    clinicalStatus: 'active',
    verification: 'confirmed',
    ...(noKnownAllergies?.at ? { recordedAt: noKnownAllergies.at } : {}),
  };
  return allergyToFhir(allergy, patientId, version);
}
