import type { JSX } from 'preact';
import { openHoursOf } from '#shared/scheduling/opening-hours.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { isHeldDay } from '#shared/sync/window.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import type { DayView } from './use-day.ts';

export interface EmptyDayProps {
  readonly view: DayView;
  readonly onBook: (wall: string, practitionerId: string, minutes: number) => void;
  readonly onNext: () => void;
}

/** Nothing booked: what is not there, why, and the next step (UI.md 6). */
export function EmptyDay({ view, onBook, onNext }: EmptyDayProps): JSX.Element | null {
  if (view.columns.some(({ boxes }) => boxes.length > 0)) return null;
  const column = view.columns.find(({ free }) => free.length > 0) ?? view.columns[0];
  if (!column) {
    return (
      <div class="cal-empty">
        <Notice
          tone="info"
          title={t('calendar.emptyNobody')}
          action={<Button onClick={onNext}>{t('calendar.emptyNext')}</Button>}
        />
      </div>
    );
  }
  const open = openHoursOf(column.schedules, view.day);
  const first = column.free[0];
  const works = {
    name: column.name,
    from: timeOf(open[0]?.from ?? 0),
    to: timeOf(open.at(-1)?.to ?? 0),
    n: column.free.length,
  };
  const book = first && (
    <Button onClick={() => onBook(first.slot.wall, first.who, first.minutes)}>
      {t('calendar.bookFirst')}
    </Button>
  );
  return (
    <div class="cal-empty">
      <Notice tone="info" title={t('calendar.emptyDay')} action={book}>
        {t('calendar.emptyWorks', works)}
      </Notice>
    </div>
  );
}

/** A day outside what this device holds is not an empty day, and is not shown as one. */
export function OutsideWindow({
  day,
  today,
}: {
  readonly day: string;
  readonly today: string;
}): JSX.Element | null {
  if (isHeldDay(day, today)) return null;
  return (
    <div class="cal-empty">
      <Notice tone="caution" title={t('calendar.outside')}>
        {t('calendar.outsideWhy')}
      </Notice>
    </div>
  );
}
