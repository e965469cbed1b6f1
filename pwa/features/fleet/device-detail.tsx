import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import type { JudgedDevice } from './device-level.ts';
import { enrolledWords, meaningWords } from './fleet-words.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { useDeviceVerbs } from './use-device-verbs.ts';

export interface DeviceDetailProps {
  readonly id: string;
  readonly one: JudgedDevice;
  readonly onChanged: () => void;
}

/** What the state of a device means and what can be done about it. */
export function DeviceDetail({ id, one, onChanged }: DeviceDetailProps): JSX.Element {
  const { device, level } = one;
  const isRenaming = useSignal(false);
  const zone = useZone();
  const verbs = useDeviceVerbs(onChanged);
  const isPersisted = device.storage?.isPersisted !== false;
  return (
    <tr class="detail" id={id} data-level={level}>
      <td colSpan={9}>
        <div class="row">
          <div class="grow">
            <p>
              {meaningWords(one)} {!isPersisted && t('fleet.notPersisted')}
            </p>
            <p class="stamp">
              {device.people.length > 0 && (
                <>
                  {t('fleet.peopleHere')}{' '}
                  <bdi>{device.people.map(({ name }) => name).join(', ')}</bdi>
                  {' · '}
                </>
              )}
              {enrolledWords(device, zone)}
            </p>
          </div>
          <span class="row">
            <Button icon="edit" onClick={() => (isRenaming.value = true)}>
              {t('fleet.rename')}
            </Button>
            <Button
              icon={device.isLocked ? 'key' : 'lock'}
              onClick={() => void verbs.lock(device, !device.isLocked)}
            >
              {t(device.isLocked ? 'fleet.unlock' : 'fleet.lock')}
            </Button>
          </span>
        </div>
        {isRenaming.value && (
          <RenameDialog
            device={device}
            onRename={verbs.rename}
            onClose={() => (isRenaming.value = false)}
          />
        )}
      </td>
    </tr>
  );
}
