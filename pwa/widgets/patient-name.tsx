import type { JSX } from 'preact';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';

type Named = Pick<Patient, 'names'>;

/** FAMILY, Given (Title): NHS CUI Patient Name. Null is a person whose record has not come yet. */
export function PatientName({
  patient,
}: {
  readonly patient: Named | null | undefined;
}): JSX.Element {
  if (!patient) return <bdi class="name soft">{t('widgets.notReceived')}</bdi>;
  const { family, given, title } = nameParts(shownName(patient.names));
  if (!family && !given) return <bdi class="name">{t('widgets.nameUnknown')}</bdi>;
  return (
    <bdi class="name">
      {family && <span class="family">{family}</span>}
      {family && given ? ', ' : ''}
      {given}
      {title && <span class="name-title"> ({title})</span>}
    </bdi>
  );
}
