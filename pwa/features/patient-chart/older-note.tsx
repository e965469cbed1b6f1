import type { JSX } from 'preact';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import type { OlderRecord } from './use-record.ts';

interface OlderNoteProps {
  readonly older: OlderRecord;
  /** How many rows of this list came from it. */
  readonly count: number;
  readonly zone: string;
}
const WHY = {
  unreachable: 'chart.notOnDevice',
  'signed-out': 'chart.olderSignedOut',
  refused: 'chart.olderRefused',
} as const;

/** Where the older part of a list comes from, or that it is not on this device; never that there is none. */
export function OlderNote({ older, count, zone }: OlderNoteProps): JSX.Element {
  switch (older.kind) {
    case 'asking':
      return <p class="pad small soft">{t('chart.loadingOlder')}</p>;
    case 'not-here':
      return (
        <div class="pad">
          <Notice tone="caution" title={t('chart.olderTitle')}>
            {t(WHY[older.why])}
          </Notice>
        </div>
      );
    case 'ready':
      return (
        <p class="pad small soft">
          {count > 0
            ? t('chart.olderLoaded', { when: momentText(older.at, zone) })
            : t('chart.olderNone')}
        </p>
      );
  }
}
