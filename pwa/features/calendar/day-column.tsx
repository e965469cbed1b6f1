import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { memo } from '#pwa/ui/memo.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { columnName } from './column-name.ts';
import { BookingBox } from './booking-box.tsx';
import type { Column, FreeBox } from './day-columns.ts';
import { LandingFrame } from './landing-frame.tsx';
import type { DayView } from './use-day.ts';
import type { Moving } from './use-move.ts';
import { freeWords } from './words.ts';

export interface DayColumnProps {
  readonly column: Column;
  readonly view: Pick<DayView, 'people' | 'arePeopleRead' | 'places' | 'zone' | 'hours'>;
  readonly mayMove: boolean;
  readonly mayBook: boolean;
  readonly moving: ReadonlySignal<Moving | null>;
}

/** The day of one clinician: shaded hours, bookings, free times, and the frame of a booking that is carried over it. */
export const DayColumn = memo(function DayColumn(props: DayColumnProps): JSX.Element {
  const { column, view, moving } = props;
  const name = columnName(column);
  const room = column.roomId && view.places.get(column.roomId)?.name;
  const about = [column.specialty, room, freeCount(column)].filter(Boolean).join(' · ');
  return (
    <section class="cal-person" aria-label={name} data-column={column.id}>
      <header class="cal-head">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p>
          {about}
          {column.side === 'practitioner' && column.boxes.length > 0 && props.mayMove && (
            <a class="cal-away" href={`/calendar/away?day=${column.day}&who=${column.subject}`}>
              {t('calendar.away')}
            </a>
          )}
        </p>
      </header>
      <div class="cal-col">
        {column.shut.map(({ from, to, kind, reason }) => {
          const start = Math.max(from, view.hours.from);
          const end = Math.min(to, view.hours.to);
          if (end <= start) return null;
          const word = reason ?? SHUT[kind]();
          return (
            <div class="cal-off" key={from} style={{ '--t': start, '--n': end - start }}>
              {word}
            </div>
          );
        })}
        {props.mayBook && column.free.map((free) => <FreeButton key={free.id} free={free} />)}
        {column.boxes.map((box) => (
          <BookingBox
            key={box.id}
            box={box}
            patient={view.people.get(box.row.content.patientId ?? '')}
            arePeopleRead={view.arePeopleRead}
            mayMove={props.mayMove}
            zone={view.zone}
          />
        ))}
        <LandingFrame columnId={column.id} moving={moving} view={view} />
      </div>
    </section>
  );
});

const SHUT = {
  outside: () => '',
  break: () => t('calendar.break'),
  closed: () => t('calendar.closed'),
};

function FreeButton({ free }: { readonly free: FreeBox }): JSX.Element {
  return (
    <button
      type="button"
      class={`ev ev-free${free.minutes < 20 ? ' ev-tight' : ''}`}
      style={{ '--t': free.minute, '--n': free.minutes }}
      data-stop={free.id}
      data-free={free.slot.wall}
      data-who={free.who}
      data-minutes={free.minutes}
      tabIndex={-1}
    >
      <Icon name="plus" />
      {freeWords(timeOf(free.minute), free.minutes)}
    </button>
  );
}

function freeCount({ free, schedules, side }: Column): string {
  if (side === 'clinic' || schedules.length === 0) return '';
  return free.length === 0 ? t('calendar.full') : t('calendar.freeCount', { n: free.length });
}
