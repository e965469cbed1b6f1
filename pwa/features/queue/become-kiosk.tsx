import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';

/** Before a device shows nothing but the self check-in: what that means, and how it is left. */
export function BecomeKiosk({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { preferences } = usePlatform();
  return (
    <Dialog
      title={t('kiosk.title')}
      onClose={onClose}
      footer={
        <Button kind="main" onClick={() => preferences.holdKiosk(true)}>
          {t('kiosk.begin')}
        </Button>
      }
    >
      <p>{t('kiosk.beginWhy')}</p>
    </Dialog>
  );
}
