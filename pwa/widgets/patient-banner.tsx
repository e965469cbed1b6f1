import type { ComponentChildren, JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { AllergyStrip } from './allergy-strip.tsx';
import { IdentityLine } from './identity-line.tsx';
import { PatientName } from './patient-name.tsx';
import { useToday } from './use-today.ts';

export interface PatientBannerProps {
  readonly patient: Patient;
  /** What the person looks like. */
  readonly photo?: ComponentChildren;
  /** Where the person is now: "Ward 3, bed 1, day 5". */
  readonly where?: ComponentChildren;
  /** States of the record beside the name: not sent yet, two readings. */
  readonly marks?: ComponentChildren;
  /** What can be done about allergies here. */
  readonly allergyAction?: ComponentChildren;
  /** Tabs of the chart. */
  readonly children?: ComponentChildren;
}

/** Who this is and what could harm them, always in the same place: it stays in sight while the page scrolls. */
export function PatientBanner(props: PatientBannerProps): JSX.Element {
  const { patient, photo, where, marks, allergyAction, children } = props;
  const today = useToday();
  const alerts = Object.entries(patient.alerts ?? {}).filter(
    ([, alert]) => alert.status === 'active',
  );
  return (
    <div class="banner">
      <div class="banner-id">
        {photo}
        <h1>
          <PatientName patient={patient} />
        </h1>
        <IdentityLine patient={patient} today={today} withSex />
        {where && (
          <span class="fact">
            <span>{t('widgets.now')}</span>
            <b>{where}</b>
          </span>
        )}
        {patient.deceased && <Chip tone="plain">{deceasedText(patient.deceased.at)}</Chip>}
        {marks}
      </div>
      <div class="banner-safety">
        <AllergyStrip patient={patient} action={allergyAction} />
        {alerts.length > 0 && (
          <ul class="banner-alerts" aria-label={t('widgets.alerts')}>
            {alerts.map(([id, alert]) => (
              <li key={id}>
                <Chip tone="caution" icon={alert.kind === 'falls' ? 'fall' : 'alert'}>
                  <bdi>{alert.text}</bdi>
                </Chip>
              </li>
            ))}
          </ul>
        )}
      </div>
      {children}
    </div>
  );
}

function deceasedText(at: string | undefined): string {
  return at ? t('widgets.deceasedAt', { date: dateText(at) }) : t('widgets.deceased');
}
