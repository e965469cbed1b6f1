import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { detailsRows } from './details-rows.ts';
import { disputesAt, TwoReadings } from './disputed.tsx';
import type { Chart } from './use-chart.ts';

interface DetailsCardProps {
  readonly chart: Chart;
  readonly mayWrite: boolean;
}

/** Who the person is and how to reach them. */
export function DetailsCard({ chart, mayWrite }: DetailsCardProps): JSX.Element {
  const { row, disputes, names } = chart;
  return (
    <section class="card" aria-labelledby="details-title">
      <div class="card-head">
        <h2 id="details-title" class="grow">
          {t('chart.details')}
        </h2>
        {mayWrite && (
          <a class="btn btn-quiet" href={`/patients/${row.id}/edit`}>
            <Icon name="edit" />
            {t('chart.edit')}
          </a>
        )}
      </div>
      <dl class="chart-details">
        {detailsRows(row.content).map(({ label, values, paths }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {values.length === 0 && <span class="soft">{t('chart.notRecorded')}</span>}
              {values.map((value) => (
                <p key={value}>
                  <bdi>{value}</bdi>
                </p>
              ))}
              <TwoReadings disputes={disputesAt(disputes, ...paths)} names={names} />
            </dd>
          </div>
        ))}
        {row.content.motherId && <Mother id={row.content.motherId} />}
      </dl>
    </section>
  );
}

/** Whose child this is; her record may not be on this device. */
function Mother({ id }: { readonly id: string }): JSX.Element {
  const live = usePatient(id).value;
  return (
    <div>
      <dt>{t('chart.mother')}</dt>
      <dd>
        <a href={`/patients/${id}`}>
          <PatientName patient={live.kind === 'ready' ? live.rows[0]?.content : undefined} />
        </a>
      </dd>
    </div>
  );
}
