import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { ageText } from '#pwa/i18n/formats.ts';

type Born = Pick<Patient, 'birthDate' | 'isBirthDateEstimated'>;

/** How old someone is today (`YYYY-MM-DD`); nothing where no birth date is known. */
export function AgeLabel({
  patient,
  today,
}: {
  readonly patient: Born;
  readonly today: string;
}): JSX.Element | null {
  const age = ageText(patient.birthDate, today, patient.isBirthDateEstimated);
  return age ? <bdi>{age}</bdi> : null;
}
