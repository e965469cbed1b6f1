import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { ageText, dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { isTemporary, MrnLabel } from './mrn-label.tsx';

export interface IdentityLineProps {
  readonly patient: Patient;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly withSex?: boolean;
}

/** The two identifiers beside every name: birth date with age, and the MRN. */
export function IdentityLine({ patient, today, withSex = false }: IdentityLineProps): JSX.Element {
  return (
    <span class="facts">
      <span class="fact">
        {patient.birthDate && <span>{t('widgets.born')}</span>}
        <b>
          <bdi>{bornText(patient, today)}</bdi>
        </b>
      </span>
      <span class="fact">
        <span>{t(isTemporary(patient) ? 'widgets.temporary' : 'widgets.mrn')}</span>
        <b>
          <MrnLabel patient={patient} />
        </b>
      </span>
      {withSex && <span>{t(`widgets.sex.${patient.sex ?? 'unknown'}`)}</span>}
    </span>
  );
}

/** `14 Mar 1959 (67 y)`; an estimated date is only an age, because it would look exact. */
export function bornText(
  patient: Pick<Patient, 'birthDate' | 'isBirthDateEstimated'>,
  today: string,
): string {
  const { birthDate, isBirthDateEstimated = false } = patient;
  if (!birthDate) return t('widgets.bornUnknown');
  const age = ageText(birthDate, today, isBirthDateEstimated);
  if (isBirthDateEstimated && age) return age;
  return age ? `${dateText(birthDate)} (${age})` : dateText(birthDate);
}
