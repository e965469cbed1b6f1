import type { JSX, RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { DayColumn, type DayColumnProps } from './day-column.tsx';
import type { Column } from './day-columns.ts';
import type { DayView } from './use-day.ts';

export interface DayGridProps extends Omit<DayColumnProps, 'column'> {
  readonly view: DayView;
  readonly columns: readonly Column[];
  readonly abreast: number;
  readonly gridRef: RefObject<HTMLElement | null>;
}

/** The day as a grid by the minute: hours at the side, a column per clinician, the hairline of now behind the bookings. */
export function DayGrid({ columns, abreast, gridRef, ...props }: DayGridProps): JSX.Element {
  const { hours } = props.view;
  const nowMinute = nowWithin(props.view);
  useOpenAtNow(gridRef, props.view);
  const ticks: number[] = [];
  for (let minute = hours.from; minute < hours.to; minute += 60) {
    // The time of now stands in the same gutter: where they would touch, now is shown.
    if (nowMinute === null || Math.abs(minute - nowMinute) >= TAG_MINUTES) ticks.push(minute);
  }
  const shape = {
    '--from-minute': hours.from,
    '--day-minutes': hours.to - hours.from,
    '--cols': columns.length,
    '--abreast': abreast,
  };
  return (
    <div
      class="cal cal-scroll"
      style={shape}
      ref={gridRef as RefObject<HTMLDivElement>}
      role="group"
      aria-label={t('calendar.grid')}
    >
      <div class="cal-hours" aria-hidden="true">
        {ticks.map((minute) => (
          <span key={minute} style={{ '--t': minute }}>
            {timeOf(minute)}
          </span>
        ))}
        {nowMinute !== null && (
          <div class="cal-now-tag" style={{ '--t': nowMinute }}>
            {timeOf(nowMinute)}
          </div>
        )}
      </div>
      <div class="cal-days">
        {columns.map((column) => (
          <DayColumn key={column.id} {...props} column={column} />
        ))}
        {nowMinute !== null && (
          <div
            class="cal-now"
            style={{ '--t': nowMinute }}
            role="img"
            aria-label={t('calendar.now', { time: timeOf(nowMinute) })}
          />
        )}
      </div>
    </div>
  );
}

const TAG_MINUTES = 14;

/** Null while nobody works any more or yet: a line outside the hours would pull the day out of shape. */
function nowWithin({ hours, nowMinute }: DayView): number | null {
  const isWithin = nowMinute !== null && nowMinute >= hours.from && nowMinute <= hours.to;
  return isWithin ? nowMinute : null;
}

/** The view opens one hour before now, on other days at the first hour that somebody works (UI.md 3). */
function useOpenAtNow(gridRef: RefObject<HTMLElement | null>, view: DayView): void {
  const isReady = view.columns.length > 0;
  useEffect(() => {
    const grid = gridRef.current;
    const column = grid?.querySelector<HTMLElement>('.cal-col');
    if (!grid || !column) return;
    const { hours, nowMinute } = view;
    const first = Math.min(
      ...view.columns.flatMap(({ free, boxes }) => [...free, ...boxes].map((one) => one.minute)),
      hours.to,
    );
    const minute = (nowMinute ?? first) - 60;
    const perMinute = column.clientHeight / (hours.to - hours.from);
    grid.scrollTop = Math.max(0, (minute - hours.from) * perMinute);
    // Once per day that is opened; what comes in later must not move the page under the reader.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [view.day, isReady]);
}
