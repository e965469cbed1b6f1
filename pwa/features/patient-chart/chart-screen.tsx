import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { AllergyStrip } from '#pwa/widgets/allergy-strip.tsx';
import { StaleNote } from '#pwa/widgets/stale-note.tsx';
import { AppointmentsTab } from './appointments-tab.tsx';
import { ChartActions } from './chart-actions.tsx';
import { ChartBanner } from './chart-banner.tsx';
import { tabOf, type TabKey } from './chart-tabs.ts';
import { HistoryTab } from './history-tab.tsx';
import { Joined, LedOn, useShownInstead } from './merged-record.tsx';
import { OpenOutside } from '#pwa/widgets/open-outside.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PrintStamp } from './print-stamp.tsx';
import { StaysTab } from './stays-tab.tsx';
import { useChart, type Chart } from './use-chart.ts';

/** A person's chart: who they are and what could harm them always in sight, the record below. */
export function ChartScreen({ id }: { readonly id: string }): JSX.Element {
  const shown = useShownInstead(id);
  const live = useChart(shown);
  return (
    <Screen title={t('chart.title')} heading={<span />} wide>
      <WhenReady live={live}>
        {(chart) =>
          chart ? (
            <WholeChart key={shown} chart={chart} openedAs={id} />
          ) : (
            <NotHere key={shown} id={shown} />
          )
        }
      </WhenReady>
    </Screen>
  );
}

interface WholeChartProps {
  readonly chart: Chart;
  /** Whose address it was; another record's where that one was merged into this one. */
  readonly openedAs: string;
}

function WholeChart({ chart, openedAs }: WholeChartProps): JSX.Element {
  const { query, route } = useLocation();
  const tab = tabOf(query['tab']);
  const { id } = chart.row;
  const mayEdit = mayWrite(useRoles(), 'patients', '/allergies');
  const show = (next: TabKey): void => route(`/patients/${id}?tab=${next}`, true);
  return (
    <>
      <ChartBanner chart={chart} tab={tab} onTab={show} />
      <div class="chart-page stack">
        <PrintStamp zone={chart.names.zone} />
        {openedAs === id ? <Joined chart={chart} /> : <LedOn id={openedAs} />}
        <StaleNote />
        {tab === 'overview' && <ChartActions chart={chart} />}
        <Part tab={tab} chart={chart} mayEdit={mayEdit} />
      </div>
    </>
  );
}

interface PartProps {
  readonly tab: TabKey;
  readonly chart: Chart;
  readonly mayEdit: boolean;
}

function Part({ tab, chart, mayEdit }: PartProps): JSX.Element {
  switch (tab) {
    case 'overview':
      return <OverviewTab chart={chart} mayWrite={mayEdit} />;
    case 'appointments':
      return <AppointmentsTab chart={chart} />;
    case 'stays':
      return <StaysTab chart={chart} />;
    case 'history':
      return <HistoryTab chart={chart} />;
  }
}

/** Not on this device is not the same as nobody, and its allergies are unavailable, not none. */
function NotHere({ id }: { readonly id: string }): JSX.Element {
  return (
    <div class="chart-page stack">
      <div class="card blank">
        <Icon name="offline" />
        <h1>{t('chart.absent')}</h1>
        <p>{t('chart.absentWhy')}</p>
        <AllergyStrip patient={null} />
        <OpenOutside id={id} />
        <a class="btn" href="/patients">
          {t('chart.backToPatients')}
        </a>
      </div>
    </div>
  );
}
