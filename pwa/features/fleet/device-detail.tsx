import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FleetDevice } from '#shared/sync/fleet.ts';
import { t } from '#pwa/i18n/t.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import type { JudgedDevice } from './device-level.ts';
import { enrolledWords, holdsWords, meaningWords } from './fleet-words.ts';
import { PlacesDialog } from './places-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { usePlaceNames } from './use-place-names.ts';
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
  const isPlacing = useSignal(false);
  const places = usePlaceNames();
  const zone = useZone();
  const verbs = useDeviceVerbs(onChanged);
  const isPersisted = device.storage?.isPersisted !== false;
  return (
    <tr class="detail" id={id} data-level={level}>
      <td colSpan={9}>
        <div class="row">
          <div class="grow">
            <p>
              {meaningWords(one)} {!isPersisted && t('fleet.notPersisted')}{' '}
              {device.repaired !== undefined && t('fleet.repaired', { n: device.repaired })}
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
            <p class="stamp">
              {t('fleet.holds')} <bdi>{holdsWords(device, places)}</bdi>
            </p>
          </div>
          <DeviceVerbButtons
            device={device}
            onRename={() => (isRenaming.value = true)}
            onPlace={() => (isPlacing.value = true)}
            onLock={() => void verbs.lock(device, !device.isLocked)}
          />
        </div>
        {isPlacing.value && (
          <PlacesDialog
            device={device}
            names={places}
            onPlace={verbs.place}
            onClose={() => (isPlacing.value = false)}
          />
        )}
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

interface DeviceVerbButtonsProps {
  readonly device: FleetDevice;
  readonly onRename: () => void;
  readonly onPlace: () => void;
  readonly onLock: () => void;
}

function DeviceVerbButtons(props: DeviceVerbButtonsProps): JSX.Element {
  const { isLocked } = props.device;
  return (
    <span class="row">
      <Button icon="edit" onClick={props.onRename}>
        {t('fleet.rename')}
      </Button>
      <Button icon="building" onClick={props.onPlace}>
        {t('fleet.places')}
      </Button>
      <Button icon={isLocked ? 'key' : 'lock'} onClick={props.onLock}>
        {t(isLocked ? 'fleet.unlock' : 'fleet.lock')}
      </Button>
    </span>
  );
}
