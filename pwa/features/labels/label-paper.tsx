import type { JSX } from 'preact';
import { allergySummary } from '#shared/domain/allergy.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { scanCodeOf } from '#shared/domain/scan-code.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { bornText } from '#pwa/widgets/identity-line.tsx';
import { isTemporary, MrnLabel } from '#pwa/widgets/mrn-label.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import type { Paper } from './paper.ts';
import { QrMark } from './qr-mark.tsx';

export interface LabelPaperProps {
  readonly paper: Paper;
  readonly id: PatientId;
  readonly patient: Patient;
  readonly today: string;
  readonly hospital: string;
}

/** One piece of paper: the name in full, two identifiers, whether there are allergies, and a code that says nothing by itself. */
export function LabelPaper(props: LabelPaperProps): JSX.Element {
  const { paper, id, patient, today, hospital } = props;
  const code = scanCodeOf(id);
  return (
    <article class={`stick stick-${paper}`}>
      <QrMark code={code} />
      <div class="stick-text">
        <p class="stick-name">
          <PatientName patient={patient} />
        </p>
        <dl class="stick-facts">
          <div>
            <dt>{t('widgets.born')}</dt>
            <dd>
              <bdi>{bornOn(patient, today)}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t(isTemporary(patient) ? 'widgets.temporary' : 'widgets.mrn')}</dt>
            <dd>
              <MrnLabel patient={patient} />
            </dd>
          </div>
          <div>
            <dt class="vh">{t('labels.sex')}</dt>
            <dd>{t(`widgets.sex.${patient.sex ?? 'unknown'}`)}</dd>
          </div>
        </dl>
        <AllergyMark patient={patient} />
        <p class="stick-foot">
          <bdi>{hospital}</bdi> <bdi>{t('labels.printed', { date: dateText(today) })}</bdi>
        </p>
      </div>
      {paper === 'wristband' && <QrMark code={code} />}
    </article>
  );
}

/** On paper an age goes out of date: the day alone, and the age only where it is all that is known. */
function bornOn(patient: Patient, today: string): string {
  const { birthDate, isBirthDateEstimated } = patient;
  return birthDate && !isBirthDateEstimated ? dateText(birthDate) : bornText(patient, today);
}

const WORDS = {
  known: 'widgets.allergies',
  'none-known': 'widgets.noKnownAllergies',
  'not-recorded': 'widgets.allergiesNotRecorded',
} as const;

/** A mark and no list: what is known changes, and a list on paper does not. */
function AllergyMark({ patient }: { readonly patient: Patient }): JSX.Element {
  const { kind } = allergySummary(patient);
  return <p class={`stick-allergy stick-${kind}`}>{t(WORDS[kind])}</p>;
}
