import type { Appointment, AppointmentStatus } from '#shared/domain/appointment.ts';
import {
  importedId,
  type LocationId,
  type PatientId,
  type PractitionerId,
} from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { known } from '#server/interop/known.ts';
import { wholeRecord, type ReadOutcome, type SourceRecord } from '#server/interop/source-record.ts';
import { createWallClock } from '#server/interop/wall-clock.ts';
import { clinicPatient } from './clinic-patient.ts';
import type { ClinicPlan } from './clinic-plan.ts';
import { dayOf, slotOf, timeOf, type ClinicFile } from './clinic-rows.ts';
import type { CsvRow } from './csv-rows.ts';

export interface ClinicReaderDeps {
  readonly source: string;
  readonly zone: string;
  readonly plan: ClinicPlan;
}
export interface ClinicReader {
  /** The clinic itself, its practitioners and their working hours, as the slots draw them. */
  readonly places: readonly ReadOutcome[];
  read(file: ClinicFile, row: CsvRow): ReadOutcome;
}

/**
 * What a clinic writes for a status. `unknown` stays booked, with a comment: nobody wrote down what happened, and a guess would
 * either count against the patient or claim a visit.
 */
const STATUSES: Readonly<Record<string, AppointmentStatus>> = {
  attended: 'fulfilled',
  fulfilled: 'fulfilled',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  'did not attend': 'noshow',
  dna: 'noshow',
  'no show': 'noshow',
  noshow: 'noshow',
  unknown: 'booked',
  scheduled: 'booked',
  booked: 'booked',
};
const UNKNOWN = 'Outcome not recorded in the imported list';

export function createClinicReader(deps: ClinicReaderDeps): ClinicReader {
  const instant = createWallClock(deps.zone);
  const clinic = clinicOf(deps);
  return {
    places: placesOf(clinic, deps),
    read: (file, row) => {
      if (file === 'patients') return clinicPatient(row, deps.source);
      if (file === 'appointments') return appointmentOf(row, { ...deps, clinic, instant });
      const slot = slotOf(row);
      if (!slot.ok) return { kind: 'refused', reason: slot.error };
      return {
        kind: 'left-aside',
        type: 'slots.csv',
        reason: 'became working hours; free times are computed',
      };
    },
  };
}

/** The ids of the clinic and of its practitioners. */
interface Clinic {
  readonly clinicId: LocationId;
  readonly practitionerIds: readonly PractitionerId[];
}

function clinicOf({ source, plan }: ClinicReaderDeps): Clinic {
  return {
    clinicId: importedId<LocationId>(source, 'csv-clinic', 'outpatient'),
    practitionerIds: Array.from({ length: plan.practitioners }, (_, index) =>
      importedId<PractitionerId>(source, 'csv-practitioner', String(index + 1)),
    ),
  };
}

function placesOf(
  { clinicId, practitionerIds }: Clinic,
  { source, zone, plan }: ClinicReaderDeps,
): readonly ReadOutcome[] {
  const records: SourceRecord[] = [
    wholeRecord('locations', clinicId, {
      kind: 'clinic',
      name: 'Outpatient clinic',
      zone,
      status: 'active',
    }),
  ];
  for (const [index, id] of practitionerIds.entries()) {
    const schedule: Schedule = {
      practitionerId: id,
      clinicId,
      zone,
      slotMinutes: plan.slotMinutes,
      rules: Object.fromEntries(plan.hours.map((rule) => [`day-${rule.weekday}`, rule])),
      isActive: true,
    };
    records.push(
      wholeRecord('practitioners', id, {
        names: { official: { use: 'official', text: `Practitioner ${index + 1}` } },
        isActive: true,
        order: index,
      }),
      wholeRecord('schedules', importedId(source, 'csv-schedule', String(index + 1)), schedule),
    );
  }
  return [{ kind: 'taken', type: 'clinic', records, notes: [] }];
}

function appointmentOf(
  row: CsvRow,
  deps: ClinicReaderDeps & { readonly clinic: Clinic; readonly instant: (wall: string) => string },
): ReadOutcome {
  const { source, zone, plan, clinic, instant } = deps;
  const written = (row['status'] ?? '').toLowerCase().replaceAll(/[_-]/g, ' ');
  const status = Object.hasOwn(STATUSES, written) ? STATUSES[written] : undefined;
  const slot = slotOf(row);
  if (!row['appointment_id']) return { kind: 'refused', reason: 'appointment_id is missing' };
  if (!row['patient_id']) return { kind: 'refused', reason: 'patient_id is missing' };
  if (!slot.ok) return { kind: 'refused', reason: slot.error };
  if (!status) return { kind: 'refused', reason: 'status is none that is known' };

  const day = plan.shifted(slot.value.day);
  const start = instant(`${day}T${slot.value.time}`);
  const at = (column: string): string | undefined => {
    const time = timeOf(row[column]);
    return time && instant(`${day}T${time}`);
  };
  const bookedOn = dayOf(row['scheduling_date']);
  const appointment: Appointment = known({
    patientId: importedId<PatientId>(source, 'csv-patient', row['patient_id']),
    status,
    slot: known({
      wall: `${day}T${slot.value.time}`,
      zone,
      start,
      end: instantAt(Date.parse(start) + plan.slotMinutes * 60_000),
      practitionerId: clinic.practitionerIds[plan.practitionerOf(slot.value)],
      clinicId: clinic.clinicId,
    }),
    booking: 'confirmed' as const,
    comment: written === 'unknown' ? UNKNOWN : undefined,
    statusSince:
      at('end_time') ??
      (status === 'booked' && bookedOn ? instant(`${plan.shifted(bookedOn)}T00:00`) : undefined),
    arrivedAt: at('check_in_time'),
    seenAt: at('start_time'),
  });
  const id = importedId(source, 'csv-appointment', row['appointment_id']);
  return {
    kind: 'taken',
    type: 'appointments.csv',
    records: [wholeRecord('appointments', id, appointment)],
    notes: [],
  };
}
