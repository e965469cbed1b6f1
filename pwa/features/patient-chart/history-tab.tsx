import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Envelope } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { HistoryItem } from './history-item.tsx';
import { historyEntries, type TrailedDocument } from './history-rows.ts';
import type { Chart } from './use-chart.ts';
import { useHistory, type Told } from './use-history.ts';

const WHY = {
  unreachable: 'chart.historyLocalOnly',
  'signed-out': 'chart.historySignedOut',
  refused: 'chart.historyRefused',
} as const;

/** Who changed what, from what to what: what waits here first, then what the hospital accepted. */
export function HistoryTab({ chart }: { readonly chart: Chart }): JSX.Element {
  const { told, older } = useHistory(chart.row.id, chart.row.rev);
  const entries = useMemo(
    () => historyEntries(told.kind === 'ready' ? told.rows : [], documentsOf(chart)),
    [told, chart],
  );
  return (
    <section class="card chart-list" aria-label={t('chart.history')}>
      {told.kind === 'not-here' && (
        <div class="pad">
          <Notice tone="caution" title={t('chart.historyTitle')}>
            {t(WHY[told.why])}
          </Notice>
        </div>
      )}
      {told.kind === 'ready' && (
        <p class="pad small soft">
          <bdi>{t('chart.historyAsOf', { when: momentText(told.at, chart.names.zone) })}</bdi>
        </p>
      )}
      <ol>
        {entries.map((entry) => (
          <HistoryItem key={entry.key} entry={entry} names={chart.names} />
        ))}
      </ol>
      <Foot told={told} isEmpty={entries.length === 0} onOlder={older} />
    </section>
  );
}

function documentsOf({ row, appointments, encounters }: Chart): readonly TrailedDocument[] {
  const trailed = (collection: CollectionName, rows: readonly Envelope<object>[] | null) =>
    (rows ?? []).map(({ id, trail, content }) => ({
      collection,
      id,
      trail,
      content: content as JsonMap,
    }));
  return [
    ...trailed('patients', [row]),
    ...trailed('appointments', appointments),
    ...trailed('encounters', encounters),
  ];
}

interface FootProps {
  readonly told: Told;
  readonly isEmpty: boolean;
  readonly onOlder: () => void;
}

function Foot({ told, isEmpty, onOlder }: FootProps): JSX.Element | null {
  if (told.kind === 'asking') return <p class="pad small soft">{t('chart.loadingOlder')}</p>;
  if (told.kind === 'not-here') {
    return isEmpty ? <p class="pad small soft">{t('chart.historyNone')}</p> : null;
  }
  if (told.next === null) return null;
  return (
    <p class="pad">
      <Button disabled={told.isReading} onClick={onOlder}>
        {t(told.isReading ? 'chart.loadingOlder' : 'chart.historyOlder')}
      </Button>
    </p>
  );
}
