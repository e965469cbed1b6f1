import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { daysFrom } from '#shared/domain/calendar-day.ts';
import type { Appointment, AppointmentStatus } from '#shared/domain/appointment.ts';
import {
  importedId,
  type LocationId,
  type PatientId,
  type PractitionerId,
} from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { addDays, intervalAt, weekdayOf } from '#shared/scheduling/wall-time.ts';
import type { BulkRow } from '#server/store/store.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/data/scheduling/outpatient');
export const ZONE = 'Europe/London';
const SOURCE = 'bench';
const PRACTITIONERS = 20;
const STATUSES: Readonly<Record<string, AppointmentStatus>> = {
  attended: 'fulfilled',
  cancelled: 'cancelled',
  'did not attend': 'noshow',
  unknown: 'booked',
  scheduled: 'booked',
};
type Row = Readonly<Record<string, string>>;

/** The clinic as it is stored for the measurement. */
export interface Clinic {
  readonly rows: readonly BulkRow[];
  readonly appointments: readonly Appointment[];
  readonly schedules: readonly Schedule[];
  /** The Monday of the fullest week of the last year. */
  readonly fullestMonday: string;
}

/** The 110,508 appointments of the clinic, moved by whole weeks to end in this week, their slots spread over 20 clinicians by a stable hash. Null where the sample data is missing. */
export function readClinic(today: string): Clinic | null {
  if (!existsSync(FOLDER)) return null;
  const table = (name: string): readonly Row[] =>
    parse(gunzipSync(readFileSync(join(FOLDER, `${name}.csv.gz`))), { columns: true });
  const read = table('appointments');
  const last = read.reduce((day, row) => maxOf(day, row['appointment_date'] ?? ''), '');
  const shift = daysFrom(mondayOf(last), mondayOf(today));
  const seen = read.map((row) => appointmentOf(row, shift));
  const monday = fullestMonday(seen, addDays(today, -365));
  // In the week that is looked at everybody is still to come, so that they can be carried about.
  const appointments = seen.map((one) => (mondayOf(dayIn(one)) === monday ? toCome(one) : one));
  const named = new Set(appointments.map(({ patientId }) => patientId));
  const patients = table('patients').filter((row) => named.has(patientId(row)));
  const schedules = clinicians().map(scheduleOf);
  return {
    schedules,
    appointments,
    fullestMonday: monday,
    rows: [
      bulkRow('locations', CLINIC, {
        kind: 'clinic',
        name: 'Outpatients',
        zone: ZONE,
        status: 'active',
      }),
      ...clinicians().map((id, n) =>
        bulkRow('practitioners', id, {
          names: { a: { family: `Clinician ${String(n + 1).padStart(2, '0')}`, prefix: 'Dr' } },
          isActive: true,
          order: n,
        }),
      ),
      ...schedules.map((one, n) =>
        bulkRow('schedules', importedId(SOURCE, 'schedule', `${n}`), one),
      ),
      ...patients.map((row) => bulkRow('patients', patientId(row), patientOf(row))),
      ...appointments.map((one, n) =>
        bulkRow(
          'appointments',
          importedId(SOURCE, 'appointment', read[n]?.['appointment_id'] ?? ''),
          one,
        ),
      ),
    ],
  };
}

const CLINIC = importedId<LocationId>(SOURCE, 'clinic', 'outpatients');

function clinicians(): readonly PractitionerId[] {
  return Array.from({ length: PRACTITIONERS }, (_, n) =>
    importedId<PractitionerId>(SOURCE, 'clinician', `${n}`),
  );
}

function scheduleOf(practitionerId: PractitionerId): Schedule {
  const days = [1, 2, 3, 4, 5].map(
    (weekday) => [`d${weekday}`, { weekday, start: '08:00', end: '18:00' }] as const,
  );
  return {
    practitionerId,
    clinicId: CLINIC,
    zone: ZONE,
    slotMinutes: 15,
    rules: Object.fromEntries(days),
  };
}

function appointmentOf(row: Row, shift: number): Appointment {
  const wall = `${addDays(row['appointment_date'] ?? '', shift)}T${(row['appointment_time'] ?? '').slice(0, 5)}`;
  const who = clinicians()[hashOf(row['slot_id'] ?? '') % PRACTITIONERS];
  return {
    patientId: patientId(row),
    status: STATUSES[row['status'] ?? ''] ?? 'booked',
    booking: 'confirmed',
    slot: {
      ...intervalAt(wall, 15, ZONE),
      ...(who ? { practitionerId: who } : {}),
      clinicId: CLINIC,
    },
  };
}

function patientId(row: Row): PatientId {
  return importedId<PatientId>(SOURCE, 'patient', row['patient_id'] ?? '');
}

function patientOf(row: Row): Patient {
  const names = (row['name'] ?? '').split(' ');
  return {
    names: { a: { use: 'official', given: names[0] ?? '', family: names.slice(1).join(' ') } },
    birthDate: row['dob'] ?? '',
    sex: row['sex'] === 'Female' ? 'female' : 'male',
  } as Patient;
}

/** FNV-1a: the same slot goes to the same clinician on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function fullestMonday(appointments: readonly Appointment[], from: string): string {
  const held = appointments.filter(
    ({ slot, status }) => slot && slot.wall >= from && status !== 'cancelled',
  );
  const byWeek = Map.groupBy(held, (one) => mondayOf(dayIn(one)));
  return [...byWeek].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? from;
}

function dayIn({ slot }: Appointment): string {
  return slot?.wall.slice(0, 10) ?? '';
}

function toCome(one: Appointment): Appointment {
  return one.status === 'fulfilled' ? { ...one, status: 'booked' } : one;
}

function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

function maxOf(a: string, b: string): string {
  return a > b ? a : b;
}

function bulkRow(collection: string, id: string, content: unknown): BulkRow {
  return { collection, id, content } as unknown as BulkRow;
}
