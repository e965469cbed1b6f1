import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import type { PersonHit } from '#pwa/store/people-finder.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { BornAndNumber } from './born-and-number.tsx';

export interface PickerListProps {
  /** The id of the combobox that this list belongs to. */
  readonly id: string;
  readonly hits: readonly PersonHit[];
  readonly at: number;
  readonly onPick: (hit: PersonHit) => void;
}

/** Who was found, best first. */
export function PickerList({ id, hits, at, onPick }: PickerListProps): JSX.Element {
  return (
    <div class="picker-list" id={`${id}-list`} role="listbox" aria-label={t('widgets.peopleFound')}>
      {hits.map((hit, n) => (
        <Hit key={hit.id} id={`${id}-${hit.id}`} hit={hit} isActive={n === at} onPick={onPick} />
      ))}
    </div>
  );
}

interface HitProps {
  readonly id: string;
  readonly hit: PersonHit;
  readonly isActive: boolean;
  readonly onPick: (hit: PersonHit) => void;
}

function Hit({ id, hit, isActive, onPick }: HitProps): JSX.Element {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isActive]);
  return (
    // The keys of a listbox are those of its combobox.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={line}
      id={id}
      class="hit"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={() => onPick(hit)}
    >
      <bdi class="name">{hit.name || t('widgets.nameUnknown')}</bdi>
      <span class="facts">
        <BornAndNumber hit={hit} />
        <span>{t(`widgets.sex.${hit.sex}`)}</span>
        {!hit.isHere && <Chip tone="caution">{t('patients.elsewhere')}</Chip>}
      </span>
    </div>
  );
}
