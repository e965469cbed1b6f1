import {
  APPOINTMENT_STATUSES,
  type Appointment,
  type BookedSlot,
} from '#shared/domain/appointment.ts';
import type { Encounter, EncounterStatus } from '#shared/domain/encounter.ts';
import type {
  AppointmentId,
  EncounterId,
  LocationId,
  PatientId,
  PractitionerId,
} from '#shared/domain/ids.ts';
import type { Stay } from '#shared/domain/stay.ts';
import { wallAt } from '#shared/scheduling/wall-time.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { isMap, type Json, type JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import {
  codesOf,
  conceptText,
  instantOf,
  keyed,
  mapOf,
  mapsIn,
  oneOf,
  textOf,
} from './fhir-values.ts';
import { idAt, type SourceContext } from './source-context.ts';

const ENCOUNTER_STATUSES = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const;

/** A FHIR Encounter as a visit or an admission; stays only where it names beds and their wards. */
export function encounterFromFhir(resource: JsonMap, context: SourceContext): Encounter {
  const places = mapsIn(resource['location']);
  return known({
    patientId: idAt<PatientId>(resource['subject'], ['Patient'], context),
    status: statusOf(resource['status'], context),
    class: classOf(resource['class']),
    type: conceptText(resource['type']),
    reason: conceptText(resource['reasonCode'] ?? resource['reason']),
    period: periodOf(resource['period'], context),
    stays: staysOf(places, context),
    statusHistory: historyOf(resource['statusHistory'], context),
    practitionerId: mapsIn(resource['participant'])
      .map((one) => idAt<PractitionerId>(one['individual'], ['Practitioner'], context))
      .find(Boolean),
    locationId:
      places.map((one) => idAt<LocationId>(one['location'], ['Location'], context)).find(Boolean) ??
      idAt<LocationId>(resource['serviceProvider'], ['Organization'], context),
    appointmentId: mapsIn(resource['appointment'])
      .map((one) => idAt<AppointmentId>(one, ['Appointment'], context))
      .find(Boolean),
  });
}

function statusOf(value: Json | undefined, context: SourceContext): EncounterStatus {
  const status = oneOf(ENCOUNTER_STATUSES, textOf(value));
  if (status === undefined) context.note('status is none of FHIR’s; taken as unknown');
  return status ?? 'unknown';
}

/** The class is a Coding in R4 and a concept or a bare word in other releases. */
function classOf(value: Json | undefined): string {
  const [coding] = mapsIn(value);
  const code = textOf(coding?.['code']) ?? codesOf(value)[0] ?? conceptText(value);
  return code?.slice(0, 40) ?? 'UNK';
}

function periodOf(value: Json | undefined, { zone, note }: SourceContext): Encounter['period'] {
  if (!isMap(value)) return undefined;
  const start = instantOf(value['start'], zone, 'start');
  const end = instantOf(value['end'], zone, 'end');
  if ((value['start'] !== undefined && !start) || (value['end'] !== undefined && !end)) {
    note('period has a time that is none');
  }
  return start || end ? known({ start, end }) : undefined;
}

function historyOf(value: Json | undefined, { zone }: SourceContext): Encounter['statusHistory'] {
  const steps = mapsIn(value).flatMap((step) => {
    const status = oneOf(ENCOUNTER_STATUSES, textOf(step['status']));
    const at = instantOf(mapsIn(step['period'])[0]?.['start'], zone);
    return status && at ? [{ status, at }] : [];
  });
  return mapOf(keyed(steps, ({ status }) => status));
}

/** A bed and its ward are two places with one period, told apart by their physical type. */
function staysOf(places: readonly JsonMap[], context: SourceContext): Encounter['stays'] {
  const ofType = (type: string): readonly JsonMap[] =>
    places.filter((place) => codesOf(place['physicalType']).includes(type));
  const startOf = (place: JsonMap): string | undefined =>
    instantOf(mapsIn(place['period'])[0]?.['start'], context.zone);
  const stays = ofType('bd').flatMap((place): Stay[] => {
    const start = startOf(place);
    const ward = ofType('wa').find((one) => startOf(one) === start);
    const bedId = idAt<LocationId>(place['location'], ['Location'], context);
    const wardId = idAt<LocationId>(ward?.['location'], ['Location'], context);
    if (!start || !bedId || !wardId) return [];
    const end = instantOf(mapsIn(place['period'])[0]?.['end'], context.zone, 'end');
    return [known({ bedId, wardId, start, end })];
  });
  return mapOf(keyed(stays, () => 'stay'));
}

const APPOINTMENT_OF: Readonly<Record<EncounterStatus, Appointment['status'] | null>> = {
  planned: 'booked',
  arrived: 'arrived',
  triaged: 'arrived',
  'in-progress': 'checked-in',
  onleave: 'checked-in',
  finished: 'fulfilled',
  cancelled: 'cancelled',
  'entered-in-error': 'entered-in-error',
  unknown: null,
};
const USUAL_MINUTES = 15;
/** A meeting that lasted longer than this was not one meeting. */
const LONGEST_MS = 12 * 3_600_000;

/** The appointment that an ambulatory visit must have had; null for other visits, and where no time is known. */
export function appointmentOfVisit(
  encounter: Encounter,
  encounterId: EncounterId,
  zone: string,
): Appointment | null {
  const { start, end } = encounter.period ?? {};
  const status = APPOINTMENT_OF[encounter.status];
  if (encounter.class !== 'AMB' || !start || !status) return null;
  return known({
    patientId: encounter.patientId,
    status,
    slot: known({
      ...slotOf(start, end, zone),
      practitionerId: encounter.practitionerId,
      clinicId: encounter.locationId,
    }),
    booking: 'confirmed' as const,
    visitType: encounter.type,
    reason: encounter.reason,
    statusSince: status === 'fulfilled' ? (end ?? start) : start,
    arrivedAt: status === 'booked' || status === 'cancelled' ? undefined : start,
    seenAt: status === 'fulfilled' ? start : undefined,
    encounterId,
  });
}

function slotOf(start: string, end: string | undefined, zone: string): BookedSlot {
  const from = Date.parse(start);
  const length = end === undefined ? 0 : Date.parse(end) - from;
  const isMeeting = length > 0 && length <= LONGEST_MS;
  return {
    wall: wallAt(start, zone),
    zone,
    start,
    end: isMeeting && end !== undefined ? end : instantAt(from + USUAL_MINUTES * 60_000),
  };
}

/** A FHIR Appointment; without a start it is a wish and has no slot. */
export function appointmentFromFhir(resource: JsonMap, context: SourceContext): Appointment | null {
  const status = oneOf(APPOINTMENT_STATUSES, textOf(resource['status']));
  if (status === undefined) return null;
  const participants = mapsIn(resource['participant']);
  const actor = <Id extends string>(type: string, ofClinic?: boolean): Id | undefined =>
    participants
      .filter(
        (one) => ofClinic === undefined || (conceptText(one['type']) === 'clinic') === ofClinic,
      )
      .map((one) => idAt<Id>(one['actor'], [type], context))
      .find(Boolean);
  const start = instantOf(resource['start'], context.zone);
  const end = instantOf(resource['end'], context.zone, 'end');
  const minutes = Number(resource['minutesDuration']) || USUAL_MINUTES;
  const slot = start && {
    wall: wallAt(start, context.zone),
    zone: context.zone,
    start,
    end: end && end > start ? end : instantAt(Date.parse(start) + minutes * 60_000),
    practitionerId: actor<PractitionerId>('Practitioner'),
    roomId: actor<LocationId>('Location', false),
    clinicId: actor<LocationId>('Location', true),
  };
  return known({
    patientId: actor<PatientId>('Patient'),
    status,
    slot: slot ? known(slot) : undefined,
    booking: slot ? ('confirmed' as const) : undefined,
    visitType: conceptText(resource['appointmentType']) ?? conceptText(resource['serviceType']),
    reason: conceptText(resource['reasonCode']) ?? textOf(resource['description']),
    comment: textOf(resource['comment']),
    cancelReason: conceptText(resource['cancelationReason']),
  });
}
