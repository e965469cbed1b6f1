import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Alert } from '#shared/domain/allergy.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { AlertDialog } from './alert-dialog.tsx';
import { disputesAt, TwoReadings } from './disputed.tsx';
import { RecordedBy } from './recorded-by.tsx';
import type { Chart } from './use-chart.ts';
import type { PatientWrites } from './use-patient-writes.ts';

interface AlertsCardProps {
  readonly chart: Chart;
  readonly writes: PatientWrites;
  readonly mayWrite: boolean;
}

/** What everybody who meets the person has to know; an alert is ended, never deleted. */
export function AlertsCard({ chart, writes, mayWrite }: AlertsCardProps): JSX.Element {
  const isAsked = useSignal(false);
  const all = Object.entries(chart.row.content.alerts ?? {});
  const active = all.filter(([, alert]) => alert.status === 'active');
  const ended = all.filter(([, alert]) => alert.status !== 'active');
  return (
    <section class="card" aria-labelledby="alerts-title">
      <div class="card-head">
        <h2 id="alerts-title" class="grow">
          {t('chart.alerts')}
        </h2>
        {mayWrite && (
          <Button kind="quiet" icon="plus" onClick={() => (isAsked.value = true)}>
            {t('chart.alertAdd')}
          </Button>
        )}
      </div>
      {active.length === 0 && <p class="pad small soft">{t('chart.alertsNone')}</p>}
      <ul>
        {active.map(([id, alert]) => (
          <AlertItem key={id} {...{ id, alert, chart, writes, mayWrite }} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details class="chart-fold">
          <summary>{t('chart.endedCount', { n: ended.length })}</summary>
          <ul>
            {ended.map(([id, alert]) => (
              <AlertItem key={id} {...{ id, alert, chart, writes, mayWrite: false }} />
            ))}
          </ul>
        </details>
      )}
      {isAsked.value && (
        <AlertDialog
          patientId={chart.row.id}
          patient={chart.row.content}
          writes={writes}
          onClose={() => (isAsked.value = false)}
        />
      )}
    </section>
  );
}

interface AlertItemProps extends AlertsCardProps {
  readonly id: string;
  readonly alert: Alert;
}

function AlertItem({ id, alert, chart, writes, mayWrite }: AlertItemProps): JSX.Element {
  return (
    <li class="chart-item stack">
      <p class="row">
        <Chip tone={alert.status === 'active' ? 'caution' : 'plain'}>
          {t(`chart.${alert.kind}`)}
        </Chip>
        {alert.status === 'entered-in-error' && (
          <Chip tone="plain">{t('chart.enteredInError')}</Chip>
        )}
      </p>
      <p>
        <bdi>{alert.text}</bdi>
      </p>
      <p class="stamp">
        <RecordedBy by={alert.recordedBy} at={alert.since} />
      </p>
      <TwoReadings disputes={disputesAt(chart.disputes, `/alerts/${id}`)} names={chart.names} />
      {mayWrite && (
        <div class="row chart-acts" role="group" aria-label={alert.text}>
          <Button kind="quiet" icon="check" onClick={() => void writes.endAlert(id, 'inactive')}>
            {t('chart.alertEnd')}
          </Button>
          <Button kind="quiet" onClick={() => void writes.endAlert(id, 'entered-in-error')}>
            {t('chart.enteredInError')}
          </Button>
        </div>
      )}
    </li>
  );
}
