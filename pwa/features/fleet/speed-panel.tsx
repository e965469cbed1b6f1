import type { JSX } from 'preact';
import { VITAL_BOUNDS, type VitalRow } from '#shared/sync/fleet.ts';
import { countText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { barsOf, firstSlowBar, isSlow, rowsOf, VITALS, type Vital } from './vital-rows.ts';

/** What devices measured, as distributions: the table is the data, the bars are its picture. */
export function SpeedPanel({ rows }: { readonly rows: readonly VitalRow[] }): JSX.Element {
  const measured = VITALS.filter(({ name }) => rows.some((row) => row.name === name));
  if (measured.length === 0) {
    return (
      <div class="card blank">
        <h2>{t('fleet.speedEmpty')}</h2>
        <p>{t('fleet.speedEmptyWhy')}</p>
      </div>
    );
  }
  return (
    <>
      <p class="soft">{t('fleet.speedWhy')}</p>
      <div class="speed">
        {measured.map((vital) => (
          <VitalTable key={vital.name} vital={vital} rows={rowsOf(vital.name, rows)} />
        ))}
      </div>
    </>
  );
}

interface VitalTableProps {
  readonly vital: Vital;
  readonly rows: readonly VitalRow[];
}

function VitalTable({ vital, rows }: VitalTableProps): JSX.Element {
  return (
    <section class="card vital" aria-labelledby={`vital-${vital.name}`}>
      <h2 id={`vital-${vital.name}`} class="card-head">
        {t(`fleet.vital.${vital.name}`)}
        {vital.name !== 'slow-action' && <span class="stamp">{vital.name}</span>}
      </h2>
      <div class="scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('fleet.kind')}</th>
              <th scope="col">{t('fleet.spread')}</th>
              <th scope="col" class="num">
                {t('fleet.p50')}
              </th>
              <th scope="col" class="num c-more">
                {t('fleet.p75')}
              </th>
              <th scope="col" class="num">
                {t('fleet.p98')}
              </th>
              <th scope="col" class="num c-more">
                {t('fleet.samples')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <VitalLine key={`${row.deviceKind} ${row.appVersion}`} row={row} vital={vital} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function VitalLine({ row, vital }: { readonly row: VitalRow; readonly vital: Vital }): JSX.Element {
  const figure = (at: 'p50' | 'p75' | 'p98'): JSX.Element => (
    <td class={at === 'p75' ? 'num c-more' : 'num'}>
      <bdi class={at === vital.at && isSlow(row, vital) ? 'warm' : undefined}>
        {figureWords(vital, row[at])}
      </bdi>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {t(`fleet.kind.${row.deviceKind}`)} <bdi class="stamp">{row.appVersion}</bdi>
      </th>
      <td>
        <Bars row={row} vital={vital} />
      </td>
      {figure('p50')}
      {figure('p75')}
      {figure('p98')}
      <td class="num c-more">{countText(row.samples)}</td>
    </tr>
  );
}

const WIDTH = 12;
const HEIGHT = 32;

/** Bars from quick to slow along the line of writing; those beyond the limit are amber. Their counts are their name. */
function Bars({ row, vital }: { readonly row: VitalRow; readonly vital: Vital }): JSX.Element {
  const bars = barsOf(row.counts);
  const slow = firstSlowBar(vital.limit);
  return (
    <svg
      class="bars flip"
      viewBox={`0 0 ${bars.length * WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={barsWords(row, vital)}
    >
      {bars.map((share, i) => (
        <rect
          key={i}
          class={i >= slow ? 'slow' : undefined}
          x={i * WIDTH}
          y={HEIGHT - 1 - share * (HEIGHT - 1)}
          width={WIDTH - 2}
          height={share * (HEIGHT - 1) + 1}
        />
      ))}
    </svg>
  );
}

function barsWords({ counts }: VitalRow, vital: Vital): string {
  const last = figureWords(vital, VITAL_BOUNDS.at(-1) ?? 0);
  const within = VITAL_BOUNDS.map((bound, i) => ({
    n: counts[i] ?? 0,
    bound: figureWords(vital, bound),
  }))
    .filter(({ n }) => n > 0)
    .map((one) => t('fleet.within', one));
  const beyond = counts[VITAL_BOUNDS.length] ?? 0;
  return [...within, ...(beyond > 0 ? [t('fleet.beyond', { n: beyond, bound: last })] : [])].join(
    ', ',
  );
}

/** Milliseconds; what moved has no unit and is kept in thousandths. */
function figureWords({ name }: Vital, value: number): string {
  return name === 'CLS' ? (value / 1000).toFixed(2) : `${countText(Math.round(value))} ms`;
}
