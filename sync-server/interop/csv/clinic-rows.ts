import { isDay } from '#shared/scheduling/wall-time.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { CsvRow } from './csv-rows.ts';

/** The three files of an outpatient clinic, told apart by their columns and not by their names. */
export type ClinicFile = 'patients' | 'slots' | 'appointments';

/** Which file a header belongs to; null where it is none of them. */
export function clinicFileOf(columns: readonly string[]): ClinicFile | null {
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => columns.includes(name));
  if (has('appointment_id', 'patient_id', 'appointment_date', 'appointment_time', 'status')) {
    return 'appointments';
  }
  if (has('slot_id', 'appointment_date', 'appointment_time')) return 'slots';
  return has('patient_id', 'name') ? 'patients' : null;
}

/** An interval of the clinic's day that can be given to somebody. */
export interface ClinicSlot {
  readonly slotId: string;
  readonly day: string;
  /** `HH:MM`. */
  readonly time: string;
}

/** The slot that a row of slots or appointments names; a slot without a number of its own is named by its time. */
export function slotOf(row: CsvRow): Result<ClinicSlot, string> {
  const day = dayOf(row['appointment_date']);
  const time = timeOf(row['appointment_time']);
  if (!day) return err('appointment_date is no date (YYYY-MM-DD)');
  if (!time) return err('appointment_time is no time (HH:MM)');
  return ok({ slotId: row['slot_id'] || `${day} ${time}`, day, time: time.slice(0, 5) });
}

/** `2016-01-31` or `2016/01/31`; other writings could be read two ways. */
export function dayOf(text: string | undefined): string | undefined {
  const day = text?.slice(0, 10).replaceAll('/', '-');
  return isDay(day) ? day : undefined;
}

/** `8:05`, `08:05` or `08:05:30` as `HH:MM:SS`. */
export function timeOf(text: string | undefined): string | undefined {
  const [, hours = '', minutes = '', seconds = '00'] =
    /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(text ?? '') ?? [];
  return hours === '' ? undefined : `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}
