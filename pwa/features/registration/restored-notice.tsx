import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';

/** Says that what was half typed came back, and offers an empty start. */
export function RestoredNotice({ onStartOver }: { readonly onStartOver: () => void }): JSX.Element {
  return (
    <Notice
      tone="info"
      title={t('registration.restored')}
      action={
        <Button kind="quiet" onClick={onStartOver}>
          {t('registration.startOver')}
        </Button>
      }
    />
  );
}
