import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { allergySummary } from '#shared/domain/allergy.ts';
import { daysFrom } from '#shared/domain/calendar-day.ts';
import { whereNow, type WhereNow } from '#shared/domain/where-now.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { dayAt } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { lazyPart } from '#pwa/ui/lazy-part.tsx';
import { Tabs } from '#pwa/ui/tabs.tsx';
import { PatientBanner } from '#pwa/widgets/patient-banner.tsx';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { orderedAppointments, stillToCome } from './appointment-order.ts';
import { TABS, type TabKey } from './chart-tabs.ts';
import { WasAlso } from './merged-record.tsx';
import type { Chart } from './use-chart.ts';

const Photo = lazyPart(() => import('#pwa/widgets/patient-photo.tsx').then((m) => m.PatientPhoto));

interface ChartBannerProps {
  readonly chart: Chart;
  readonly tab: TabKey;
  readonly onTab: (tab: TabKey) => void;
}

/** Who this is, where they are and what could harm them, with the parts of the chart below; it stays in sight. */
export function ChartBanner({ chart, tab, onTab }: ChartBannerProps): JSX.Element {
  const { row, appointments, encounters, disputes } = chart;
  const now = useNow(60_000).value;
  const toCome = useMemo(
    () => stillToCome(orderedAppointments(appointments ?? [], instantAt(now))).length,
    [appointments, now],
  );
  const counts: Partial<Record<TabKey, number>> = toCome > 0 ? { appointments: toCome } : {};
  const where = encounters && whereNow(encounters);
  return (
    <PatientBanner
      patient={row.content}
      photo={<Photo id={row.id} patient={row.content} />}
      where={where && <Where where={where} chart={chart} />}
      marks={
        <>
          <UnsentChip trail={row.trail} />
          <WasAlso patient={row.content} />
          {row.content.isRestricted && <Chip tone="caution">{t('chart.restricted')}</Chip>}
          {disputes.length > 0 && (
            <Chip tone="alarm" icon="alert">
              {t('chart.twoReadings')}
            </Chip>
          )}
        </>
      }
      allergyAction={<AllergyButton chart={chart} onTab={onTab} />}
    >
      <Tabs
        label={t('chart.tabs')}
        tabs={TABS.map((key) => ({
          key,
          label: t(`chart.${key}`),
          ...(counts[key] === undefined ? {} : { count: counts[key] }),
        }))}
        current={tab}
        onChange={(key) => onTab(key as TabKey)}
      />
    </PatientBanner>
  );
}

/** "Ward 3, bed 1, day 5". */
function Where({ where, chart }: { readonly where: WhereNow; readonly chart: Chart }): JSX.Element {
  const { place, zone } = chart.names;
  const day = daysFrom(dayAt(where.admittedAt, zone), useToday()) + 1;
  const places = [place(where.wardId), place(where.bedId) ?? t('chart.placeUnknown')];
  return <bdi>{t('chart.whereNow', { where: places.filter(Boolean).join(', '), day })}</bdi>;
}

/** Leads to the list of all allergies, where they are added and judged. */
function AllergyButton({ chart, onTab }: Pick<ChartBannerProps, 'chart' | 'onTab'>): JSX.Element {
  const summary = allergySummary(chart.row.content);
  const show = (): void => {
    onTab('overview');
    requestAnimationFrame(() => document.getElementById('allergies')?.focus());
  };
  return (
    <button type="button" class="btn btn-quiet no-print" onClick={show}>
      {summary.kind === 'known' ? (
        <span>
          {t('chart.allergiesAll', { n: summary.allergies.length })}
          <span class="react">{t('chart.orAdd')}</span>
        </span>
      ) : (
        t('chart.allergyAddShort')
      )}
    </button>
  );
}
