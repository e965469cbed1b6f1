import type { ComponentChildren, JSX } from 'preact';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { bytesText, countText, spanText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { FleetSum } from './device-level.ts';

export interface PulseProps {
  readonly answer: FleetAnswer;
  readonly sum: FleetSum;
}

/** The figures of the whole hospital. */
export function Pulse({ answer, sum }: PulseProps): JSX.Element {
  const { oldest } = sum;
  const documents = Object.values(answer.documents).reduce((total, n) => total + n, 0);
  const free = answer.diskFreeBytes;
  return (
    <dl class="pulse">
      <Figure
        label={t('fleet.unsent')}
        value={sum.isGuess ? t('fleet.orMore', { n: sum.unsent }) : countText(sum.unsent)}
      >
        {sum.unsentDevices > 0 && t('fleet.unsentOn', { n: sum.unsentDevices })}
      </Figure>
      <Figure
        label={t('fleet.oldest')}
        value={oldest ? spanText(oldest.lagMs ?? 0) : t('fleet.none')}
        isBad={oldest?.heat.lag === 'hot'}
      >
        {oldest && <bdi>{oldest.device.name}</bdi>}
      </Figure>
      <Figure label={t('fleet.sequence')} value={countText(answer.head)}>
        {t('fleet.sequenceWhy')}
      </Figure>
      <Figure label={t('fleet.documents')} value={countText(documents)}>
        {t('fleet.documentsWhy', { people: answer.documents.patients })}
      </Figure>
      <Figure label={t('fleet.disputes')} value={countText(answer.openDisputes)}>
        {t('fleet.disputesWhy')}
      </Figure>
      <Figure label={t('fleet.refusedRows')} value={countText(answer.refusedRows)}>
        <a href="/admin/escrow">{t('fleet.refusedRowsWhy')}</a>
      </Figure>
      <Figure label={t('fleet.database')} value={bytesText(answer.databaseBytes)}>
        {free !== null && t('fleet.databaseFree', { free: bytesText(free) })}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly isBad?: boolean | undefined;
  readonly children?: ComponentChildren;
}

function Figure({ label, value, isBad, children }: FigureProps): JSX.Element {
  return (
    <div class={isBad ? 'bad' : undefined}>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi> <small>{children}</small>
      </dd>
    </div>
  );
}
