import type { JSX } from 'preact';
import type { Allergy } from '#shared/domain/allergy.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { disputesAt, TwoReadings } from './disputed.tsx';
import { RecordedBy } from './recorded-by.tsx';
import type { Chart } from './use-chart.ts';
import type { PatientWrites } from './use-patient-writes.ts';

interface AllergyItemProps {
  readonly id: string;
  readonly allergy: Allergy;
  readonly chart: Chart;
  readonly writes: PatientWrites;
  readonly mayWrite: boolean;
  readonly onEdit?: () => void;
}

/** One allergy: the substance first and larger, then what it did and how grave it is, then how sure. */
export function AllergyItem(props: AllergyItemProps): JSX.Element {
  const { id, allergy, chart, mayWrite } = props;
  return (
    <li class="chart-item stack">
      <div class="row">
        <b class="chart-substance">
          <bdi>{allergy.substance}</bdi>
        </b>
        <AllergyChips allergy={allergy} />
      </div>
      <Story allergy={allergy} />
      {allergy.note && (
        <p class="small">
          <bdi>{allergy.note}</bdi>
        </p>
      )}
      <p class="stamp">
        <RecordedBy by={allergy.recordedBy} at={allergy.recordedAt} />
      </p>
      <TwoReadings disputes={disputesAt(chart.disputes, `/allergies/${id}`)} names={chart.names} />
      {mayWrite && <Actions {...props} />}
    </li>
  );
}

function AllergyChips({ allergy }: Pick<AllergyItemProps, 'allergy'>): JSX.Element {
  const { criticality, verification, clinicalStatus } = allergy;
  return (
    <>
      {criticality === 'high' && (
        <Chip tone="alarm" icon="alert">
          {t('chart.high')}
        </Chip>
      )}
      {verification !== 'confirmed' && <Chip tone="plain">{verifiedWords(verification)}</Chip>}
      {clinicalStatus !== 'active' && <Chip tone="plain">{t(`chart.${clinicalStatus}`)}</Chip>}
    </>
  );
}

function verifiedWords(verification: Exclude<Allergy['verification'], 'confirmed'>): string {
  const keys = {
    unconfirmed: 'chart.verifiedUnconfirmed',
    refuted: 'chart.verifiedRefuted',
    'entered-in-error': 'chart.enteredInError',
  } as const;
  return t(keys[verification]);
}

function Story({ allergy }: Pick<AllergyItemProps, 'allergy'>): JSX.Element | null {
  const { reaction, severity, onset, category, criticality } = allergy;
  const told = [
    reaction,
    severity && t(`chart.${severity}`),
    onset && dateText(onset),
    category && t(`chart.${category}`),
    criticality && criticality !== 'high' && t(`chart.${criticality}`),
  ].filter(Boolean);
  return told.length > 0 ? (
    <p>
      <bdi>{told.join(' · ')}</bdi>
    </p>
  ) : null;
}

function Actions({ id, allergy, writes, onEdit }: AllergyItemProps): JSX.Element {
  const name = allergy.substance;
  return (
    <div class="row chart-acts" role="group" aria-label={t('chart.allergyActions', { name })}>
      {onEdit && (
        <Button kind="quiet" icon="edit" onClick={onEdit}>
          {t('chart.edit')}
        </Button>
      )}
      {allergy.verification === 'unconfirmed' && (
        <Button kind="quiet" icon="check" onClick={() => void writes.judge(id, 'confirmed')}>
          {t('chart.confirm')}
        </Button>
      )}
      <Button
        kind="quiet"
        title={t('chart.refuteWhy')}
        onClick={() => void writes.judge(id, 'refuted')}
      >
        {t('chart.refute')}
      </Button>
      <Button kind="quiet" onClick={() => void writes.judge(id, 'entered-in-error')}>
        {t('chart.enteredInError')}
      </Button>
    </div>
  );
}
