import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FleetDevice } from '#shared/sync/fleet.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { notDoneWords } from './fleet-words.ts';
import type { DeviceVerbs } from './use-device-verbs.ts';

export interface RenameDialogProps {
  readonly device: FleetDevice;
  readonly onRename: DeviceVerbs['rename'];
  readonly onClose: () => void;
}

/** Gives a device the name that is written on it. */
export function RenameDialog({ device, onRename, onClose }: RenameDialogProps): JSX.Element {
  const name = useSignal(device.name);
  const error = useSignal('');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wanted = name.value.trim();
    if (wanted === '') return void (error.value = t('fleet.needsName'));
    if (wanted === device.name) return onClose();
    const failed = await onRename(device, wanted);
    if (failed) error.value = notDoneWords(failed);
    else onClose();
  };
  return (
    <Dialog title={t('fleet.renameTitle', { name: device.name })} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <TextField
          label={t('fleet.renameLabel')}
          hint={t('fleet.renameHint')}
          error={error.value || undefined}
          value={name.value}
          maxLength={60}
          autoComplete="off"
          onInput={(text) => {
            name.value = text;
            error.value = '';
          }}
        />
        <div class="row">
          <Button kind="main" type="submit">
            {t('fleet.rename')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
