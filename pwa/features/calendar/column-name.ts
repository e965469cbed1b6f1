import { t } from '#pwa/i18n/t.ts';
import type { Column } from './day-columns.ts';

const NOBODY = {
  practitioner: 'appointment.noClinician',
  room: 'calendar.noRoom',
  clinic: 'calendar.noClinic',
} as const;

/** Who or where a column is. */
export function columnName({ name, side }: Pick<Column, 'name' | 'side'>): string {
  return name || t(NOBODY[side]);
}
