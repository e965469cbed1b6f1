import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { isInUse, type Place } from './place-tree.ts';

export interface PlaceChipsProps {
  readonly places: readonly Place[];
  readonly nameOf: (place: Place) => string;
  readonly onOpen: (place: Place) => void;
}

/** Rooms or beds side by side, each opens; those out of use stay hidden until somebody asks. */
export function PlaceChips({ places, nameOf, onOpen }: PlaceChipsProps): JSX.Element | null {
  const isAll = useSignal(false);
  const hidden = places.filter((place) => !isInUse(place)).length;
  const shown = isAll.value ? places : places.filter(isInUse);
  if (places.length === 0) return null;
  return (
    <div class="place-chips">
      {shown.map((place) => (
        <button
          key={place.id}
          type="button"
          class="place-chip"
          data-status={place.content.status}
          onClick={() => onOpen(place)}
        >
          {place.content.status !== 'active' && (
            <Icon name={place.content.status === 'closed' ? 'lock' : 'close'} />
          )}
          <bdi>{nameOf(place)}</bdi>
          {place.content.status !== 'active' && (
            <span class="small">
              {t(place.content.status === 'closed' ? 'setUp.closed' : 'setUp.inactive')}
            </span>
          )}
        </button>
      ))}
      {hidden > 0 && !isAll.value && (
        <Button kind="quiet" onClick={() => (isAll.value = true)}>
          {t('setUp.showInactive', { n: hidden })}
        </Button>
      )}
    </div>
  );
}
