import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { BoardBay, BoardBed } from '#shared/domain/ward-board.ts';
import { t } from '#pwa/i18n/t.ts';
import { useKeys } from '#pwa/ui/use-keys.ts';
import { BedCard } from './bed-card.tsx';
import { OccupantFace } from './occupant-face.tsx';
import { isArrow, nextBox } from './spatial-keys.ts';
import type { WardView } from './ward-view.ts';

export interface BedGridProps {
  readonly view: WardView;
  readonly bays: readonly BoardBay[];
  readonly withStrays: boolean;
}

/** The bays of a ward in their fixed order. Arrows go from bed to bed, M moves whoever lies there. */
export function BedGrid({ view, bays, withStrays }: BedGridProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useKeys(root, (event) => walk(event, root.current));
  return (
    <div ref={root}>
      {bays.map(({ room, beds }) => (
        <section key={room?.id ?? ''} class="bay" aria-labelledby={`bay-${room?.id ?? 'none'}`}>
          <div class="bay-head">
            <h2 id={`bay-${room?.id ?? 'none'}`}>
              <bdi>{room?.name ?? t('wards.noRoom')}</bdi>
            </h2>
            <bdi>{rangeOf(beds)}</bdi>
          </div>
          <ul class="beds">
            {beds.map((bed) => (
              <BedCard key={bed.id} view={view} bed={bed} />
            ))}
          </ul>
        </section>
      ))}
      {withStrays && view.board.strays.length > 0 && (
        <section class="bay" aria-labelledby="bay-strays">
          <div class="bay-head">
            <h2 id="bay-strays">{t('wards.strays')}</h2>
            <span>{t('wards.straysWhy')}</span>
          </div>
          <ul class="beds">
            {view.board.strays.map((occupant) => (
              <li key={occupant.encounterId} class="bed">
                <p class="bed-no">?</p>
                <OccupantFace view={view} occupant={occupant} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function rangeOf(beds: readonly BoardBed[]): string {
  const first = beds[0]?.bed.name ?? '';
  return t('wards.bedRange', { first, last: beds.at(-1)?.bed.name ?? first });
}

function walk(event: KeyboardEvent, root: HTMLElement | null): void {
  if (!root || !isArrow(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const cards = [...root.querySelectorAll<HTMLElement>('.bed')];
  const from = cards.findIndex((card) => card.contains(document.activeElement));
  const boxes = cards.map((card) => card.getBoundingClientRect());
  const next = cards[nextBox(boxes, from, event.key)];
  if (!next) return;
  event.preventDefault();
  next.querySelector<HTMLElement>('a, button')?.focus();
}
