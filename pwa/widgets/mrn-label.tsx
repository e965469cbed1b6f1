import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';

/** The hospital's number of a person as it is read aloud, or in words that there is none. */
export function MrnLabel({
  patient,
}: {
  readonly patient: Pick<Patient, 'identifiers'>;
}): JSX.Element {
  const mrn = mrnOf(patient);
  return mrn ? <bdi class="nowrap">{mrnText(mrn)}</bdi> : <>{t('widgets.mrnUnknown')}</>;
}

/** True where the number shown only stands in for one of the hospital's. */
export function isTemporary(patient: Pick<Patient, 'identifiers'>): boolean {
  const all = Object.values(patient.identifiers ?? {});
  return !all.some(({ kind }) => kind === 'mrn') && all.some(({ kind }) => kind === 'temporary');
}
