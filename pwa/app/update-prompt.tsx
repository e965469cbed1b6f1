import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { useUpdate } from './use-update.ts';

/** Says that a new version waits. It never starts over somebody's typing: by itself only while the page is hidden and nothing is half typed. */
export function UpdatePrompt(): JSX.Element | null {
  const update = useUpdate();
  if (!update.isReady.value) return null;
  return (
    <div class="notices no-print">
      <Notice
        tone="info"
        title={t('shell.updateReady')}
        action={<Button onClick={update.start}>{t('shell.startNow')}</Button>}
      >
        {t('shell.updateWhen')}
      </Notice>
    </div>
  );
}
