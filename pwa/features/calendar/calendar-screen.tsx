import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { useCalendarAddress } from './address.ts';
import { bookHref } from './book-href.ts';
import { DayBoard } from './day-board.tsx';
import { DayActions, DayTurner } from './day-head.tsx';
import { DayPrint } from './day-print.tsx';
import { DaySumLine } from './day-sum-line.tsx';
import { EmptyDay, OutsideWindow } from './empty-day.tsx';
import { useDay } from './use-day.ts';
import { useDayKeys } from './use-day-keys.ts';

/** The day, side by side: `/calendar?day=&clinic=&by=`. */
export function CalendarScreen(): JSX.Element {
  const { route } = useLocation();
  const address = useCalendarAddress('day');
  const { day, today, clinicId, side, show } = address;
  const isCancelledShown = useSignal(false);
  const live = useDay({ day, side, clinicId, isCancelledShown: isCancelledShown.value });
  const turn = (days: number): void => show({ day: days === 0 ? today : addDays(day, days) });
  const book = (wall: string, practitionerId: string, minutes: number): void =>
    route(bookHref({ wall, practitionerId, minutes }));
  useDayKeys({ onTurn: turn, onView: (view) => show({ view }) });
  return (
    <Screen
      title={t('calendar.title')}
      heading={
        <div class="row">
          <DayTurner isToday={day === today} onTurn={turn} />
          <h1>{weekdayText(day, 'long')}</h1>
        </div>
      }
      actions={<DayActions address={address} onPrint={() => window.print()} />}
      wide
    >
      <OutsideWindow day={day} today={today} />
      <WhenReady live={live}>
        {(view) => (
          <div class="cal-frame">
            <DaySumLine view={view} isCancelledShown={isCancelledShown} />
            <EmptyDay view={view} onBook={book} onNext={() => turn(1)} />
            {view.columns.length > 0 && (
              <DayBoard
                key={`${view.day} ${side}`}
                view={view}
                onBook={book}
                onMoveDay={(id) => route(`/book?move=${id}`)}
              />
            )}
            <DayPrint view={view} />
          </div>
        )}
      </WhenReady>
    </Screen>
  );
}
