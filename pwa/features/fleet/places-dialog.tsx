import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FleetDevice } from '#shared/sync/fleet.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { CheckField, RadioField } from '#pwa/ui/field.tsx';
import { notDoneWords } from './fleet-words.ts';
import type { DeviceVerbs } from './use-device-verbs.ts';
import type { PlaceName } from './use-place-names.ts';

export interface PlacesDialogProps {
  readonly device: FleetDevice;
  readonly names: readonly PlaceName[];
  readonly onPlace: DeviceVerbs['place'];
  readonly onClose: () => void;
}

/** What a device holds: the whole hospital, or the people of its wards and clinics. */
export function PlacesDialog({ device, names, onPlace, onClose }: PlacesDialogProps): JSX.Element {
  const isWhole = useSignal(!device.places);
  const chosen = useSignal<readonly Scope[]>(device.places ?? []);
  const error = useSignal('');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!isWhole.value && chosen.value.length === 0) {
      return void (error.value = t('fleet.placesNone'));
    }
    const failed = await onPlace(device, isWhole.value ? null : chosen.value);
    if (failed) error.value = notDoneWords(failed);
    else onClose();
  };
  const choose = (scope: Scope, isChosen: boolean): void => {
    const others = chosen.value.filter((other) => other !== scope);
    chosen.value = isChosen ? [...others, scope] : others;
    error.value = '';
  };
  return (
    <Dialog title={t('fleet.placesTitle', { name: device.name })} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <RadioField
          label={t('fleet.placesLabel')}
          hint={t('fleet.placesHint')}
          error={error.value || undefined}
          value={isWhole.value ? 'whole' : 'places'}
          options={[
            { value: 'whole', label: t('fleet.placesWhole') },
            { value: 'places', label: t('fleet.placesSome') },
          ]}
          onChange={(value) => (isWhole.value = value === 'whole')}
        />
        {!isWhole.value &&
          names.map(({ scope, name }) => (
            <CheckField
              key={scope}
              label={<bdi>{name}</bdi>}
              checked={chosen.value.includes(scope)}
              onChange={(isChosen) => choose(scope, isChosen)}
            />
          ))}
        <div class="row">
          <Button kind="main" type="submit">
            {t('fleet.placesKeep')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
