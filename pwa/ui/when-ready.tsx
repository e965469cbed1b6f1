import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Live } from '#shared/lib/live.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from './notice.tsx';
import { Skeleton } from './skeleton.tsx';

export interface WhenReadyProps<T> {
  readonly live: ReadonlySignal<Live<T>> | Live<T>;
  readonly children: (rows: T) => JSX.Element | null;
}

/** Shows what a query found; until then a skeleton, and a failure in words. */
export function WhenReady<T>({ live, children }: WhenReadyProps<T>): JSX.Element | null {
  const now = 'value' in live ? live.value : live;
  if (now.kind === 'ready') return children(now.rows);
  if (now.kind === 'loading') return <Skeleton />;
  return (
    <Notice tone="alarm" title={t('ui.failed')}>
      {t('ui.failedKept')}
    </Notice>
  );
}
