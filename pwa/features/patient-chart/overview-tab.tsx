import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { instantAt } from '#shared/lib/clock.ts';
import { t } from '#pwa/i18n/t.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { AlertsCard } from './alerts-card.tsx';
import { AllergiesCard } from './allergies-card.tsx';
import { AppointmentItem } from './appointment-item.tsx';
import { orderedAppointments, stillToCome } from './appointment-order.ts';
import { DetailsCard } from './details-card.tsx';
import { disputesAt, TwoReadings } from './disputed.tsx';
import type { Chart } from './use-chart.ts';
import { usePatientWrites } from './use-patient-writes.ts';

interface OverviewTabProps {
  readonly chart: Chart;
  readonly mayWrite: boolean;
}

/** What one needs first: allergies, alerts, who this is, and what comes next. */
export function OverviewTab({ chart, mayWrite }: OverviewTabProps): JSX.Element {
  const writes = usePatientWrites(chart.row.id, chart.row.content);
  return (
    <div class="chart-two">
      <div class="stack">
        <TwoReadings disputes={elsewhere(chart)} names={chart.names} />
        <AllergiesCard chart={chart} writes={writes} mayWrite={mayWrite} />
        <DetailsCard chart={chart} mayWrite={mayWrite} />
      </div>
      <div class="stack">
        <AlertsCard chart={chart} writes={writes} mayWrite={mayWrite} />
        <NextCard chart={chart} />
      </div>
    </div>
  );
}

/** Disputes about the person that no field of this page shows. */
function elsewhere({ disputes, row }: Chart): Chart['disputes'] {
  const own = disputes.filter(({ content }) => content.subject.id === row.id);
  const shown = disputesAt(own, ...SHOWN_PATHS);
  return own.filter((dispute) => !shown.includes(dispute));
}
const SHOWN_PATHS = [
  '/names',
  '/birthDate',
  '/sex',
  '/identifiers',
  '/telecom',
  '/addresses',
  '/contacts',
  '/languages',
  '/allergies',
  '/alerts',
];
const NEXT = 3;

function NextCard({ chart }: { readonly chart: Chart }): JSX.Element {
  const now = useNow(60_000).value;
  const today = useToday();
  const { appointments } = chart;
  const next = useMemo(
    () =>
      appointments && stillToCome(orderedAppointments(appointments, instantAt(now))).slice(0, NEXT),
    [appointments, now],
  );
  return (
    <section class="card" aria-labelledby="next-title">
      <div class="card-head">
        <h2 id="next-title" class="grow">
          {t('chart.upcoming')}
        </h2>
        <a class="btn btn-quiet" href={`/patients/${chart.row.id}?tab=appointments`}>
          {t('chart.all')}
        </a>
      </div>
      {!next && <Skeleton rows={2} />}
      {next?.length === 0 && <p class="pad small soft">{t('chart.appointmentsNone')}</p>}
      <ul>
        {next?.map((row) => (
          <AppointmentItem key={row.id} row={row} chart={chart} today={today} />
        ))}
      </ul>
    </section>
  );
}
