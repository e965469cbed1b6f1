import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { nameWords } from '#pwa/widgets/appointment-words.ts';
import type { DayView } from './use-day.ts';
import { lengthAt } from './move-target.ts';
import type { Move, Moving } from './use-move.ts';
import { landingWords, spanWords } from './words.ts';

export interface CarryBarProps {
  readonly move: Move;
  readonly view: Pick<DayView, 'people' | 'arePeopleRead' | 'columns'>;
}

/** While a booking is carried without a pointer: what to press, and where it would land, read out at every step. */
export function CarryBar({ move, view }: CarryBarProps): JSX.Element {
  const moving = move.moving.value;
  const now = moving?.by === 'keys' ? moving : null;
  return (
    <div class="cal-carry" role="status">
      {now && (
        <div class="toast toast-hold">
          <div>
            <p>
              {t('calendar.carrying', {
                name: nameWords(
                  view.people.get(now.box.row.content.patientId ?? ''),
                  view.arePeopleRead,
                ),
              })}
            </p>
            <p>
              <b>
                <bdi>{placeWords(now, view)}</bdi>
              </b>{' '}
              {landingWords(now, view)}
            </p>
          </div>
          <Button onClick={move.putBack}>{t('calendar.putBack')}</Button>
        </div>
      )}
    </div>
  );
}

function placeWords(
  { box, landing: { target } }: Moving,
  { columns }: CarryBarProps['view'],
): string {
  const name = columns.find(({ id }) => id === target.columnId)?.name ?? '';
  const span = spanWords({ minute: target.minute, minutes: lengthAt(box, target) });
  return [span, name].filter(Boolean).join(', ');
}
