import type { JSX } from 'preact';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { nameWords } from '#pwa/widgets/appointment-words.ts';
import type { DayView } from './use-day.ts';
import { lengthAt } from './move-target.ts';
import type { Move, Moving } from './use-move.ts';
import { landingWords, spanWords } from './words.ts';

export interface CarryBarProps {
  /** A week says it for the pointer too: its cells have no room for a line of their own. */
  readonly isForPointer?: boolean;
  readonly move: Move;
  readonly view: Pick<DayView, 'people' | 'arePeopleRead' | 'columns'>;
}

/** While a booking is carried without a pointer: what to press, and where it would land, read out at every step. */
export function CarryBar({ move, view, isForPointer }: CarryBarProps): JSX.Element {
  const moving = move.moving.value;
  const now = moving?.by === 'keys' || isForPointer ? moving : null;
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
          {now.by === 'keys' && <Button onClick={move.putBack}>{t('calendar.putBack')}</Button>}
        </div>
      )}
    </div>
  );
}

function placeWords(
  { box, landing: { target } }: Moving,
  { columns }: CarryBarProps['view'],
): string {
  const column = columns.find(({ id }) => id === target.columnId);
  const day = column && column.id !== column.subject ? weekdayText(column.day) : '';
  const span = spanWords({ minute: target.minute, minutes: lengthAt(box, target) });
  return [day, span, column?.name].filter(Boolean).join(', ');
}
