import type { ComponentChildren, JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { isInUse, type Place } from './place-tree.ts';

export interface PlaceHeadProps {
  readonly place: Place;
  readonly note: string;
  readonly onChange: () => void;
  readonly children?: ComponentChildren;
}

/** The head of a clinic or ward: its name, what it is for, what it holds, and what can be done. */
export function PlaceHead({ place, note, onChange, children }: PlaceHeadProps): JSX.Element {
  const { name, specialty } = place.content;
  return (
    <header class="card-head place-head">
      <div class="grow">
        <h3>
          <bdi>{name}</bdi>
          {specialty && (
            <span class="soft">
              {' · '}
              <bdi>{specialty}</bdi>
            </span>
          )}
        </h3>
        <p class="small soft">{note}</p>
      </div>
      {!isInUse(place) && <Chip tone="caution">{t('setUp.inactive')}</Chip>}
      {children}
      <Button
        kind="quiet"
        icon="edit"
        aria-label={t('setUp.changeNamed', { name })}
        onClick={onChange}
      >
        {t('setUp.change')}
      </Button>
    </header>
  );
}
