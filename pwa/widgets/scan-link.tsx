import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';

/** Leads to the camera that reads wristbands, labels and cards. */
export function ScanLink({ onGo }: { readonly onGo?: () => void }): JSX.Element {
  return (
    <a class="btn btn-quiet" href="/scan" onClick={onGo}>
      <Icon name="scan" />
      {t('widgets.scan')}
    </a>
  );
}
