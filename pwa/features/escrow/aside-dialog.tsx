import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { TextField } from '#pwa/ui/field.tsx';

export interface AsideDialogProps {
  readonly onAside: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Asks why a write is set aside: its author reads it, and it is kept. */
export function AsideDialog({ onAside, onClose }: AsideDialogProps): JSX.Element {
  const reason = useSignal('');
  const error = useSignal('');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = reason.value.trim();
    if (said === '') return void (error.value = t('escrow.needsReason'));
    if (await onAside(said)) onClose();
  };
  return (
    <Dialog title={t('escrow.asideTitle')} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <TextField
          label={t('escrow.reason')}
          hint={t('escrow.reasonHint')}
          error={error.value || undefined}
          value={reason.value}
          maxLength={500}
          autoComplete="off"
          onInput={(text) => {
            reason.value = text;
            error.value = '';
          }}
        />
        <div class="row">
          <Button kind="main" type="submit">
            {t('escrow.aside')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
