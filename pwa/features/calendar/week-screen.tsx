import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { usePaper } from '#pwa/ui/use-paper.ts';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { useCalendarAddress } from './address.ts';
import { bookHref } from './book-href.ts';
import { DayActions, DayTurner } from './day-head.tsx';
import { OutsideWindow } from './empty-day.tsx';
import { useDayKeys } from './use-day-keys.ts';
import { useWeek } from './use-week.ts';
import { WeekBoard } from './week-board.tsx';
import { WeekPrint } from './week-print.tsx';
import { mondayOf } from './week-rows.ts';

const WEEKS = { before: 'calendar.weekBefore', after: 'calendar.weekAfter' } as const;

/** The week, row by row: `/calendar/week?day=&clinic=&by=`. */
export function WeekScreen(): JSX.Element {
  const { route } = useLocation();
  const address = useCalendarAddress('week');
  const { day, today, clinicId, side, show } = address;
  const monday = mondayOf(day);
  const live = useWeek({ monday, side, clinicId });
  const isPrinting = useSignal(false);
  // A week of everybody is too much to keep out of sight.
  usePaper(isPrinting, false);
  const turn = (weeks: number): void =>
    show({ day: weeks === 0 ? today : addDays(monday, 7 * weeks) });
  useDayKeys({ onTurn: turn, onView: (view) => show({ view }) });
  const last = addDays(monday, 6);
  return (
    <Screen
      title={t('calendar.title')}
      heading={
        <div class="row">
          <DayTurner isToday={monday === mondayOf(today)} words={WEEKS} onTurn={turn} />
          <h1>
            <bdi>{weekWords(monday, last)}</bdi>
          </h1>
        </div>
      }
      actions={<DayActions address={address} onPrint={() => (isPrinting.value = true)} />}
      wide
    >
      <OutsideWindow day={day} today={today} />
      <WhenReady live={live}>
        {(view) => (
          <div class="cal-frame">
            {view.rows.length === 0 ? (
              <div class="cal-empty">
                <Notice tone="info" title={t('calendar.emptyWeek')} />
              </div>
            ) : (
              <WeekBoard
                key={`${monday} ${side}`}
                view={view}
                onBook={(wall, practitionerId, minutes) =>
                  route(bookHref({ wall, practitionerId, minutes }))
                }
                onDay={(one) => show({ view: 'day', day: one })}
                onMoveDay={(id) => route(`/book?move=${id}`)}
              />
            )}
            {isPrinting.value && <WeekPrint view={view} />}
          </div>
        )}
      </WhenReady>
    </Screen>
  );
}

/** "23 Nov – 29 Nov 2026". */
function weekWords(monday: string, last: string): string {
  const year = monday.slice(0, 4) === last.slice(0, 4) ? ` ${monday.slice(0, 4)}` : '';
  const first = dateText(monday);
  const short = year && first.endsWith(year) ? first.slice(0, -year.length) : first;
  return t('calendar.weekOf', { first: short, last: dateText(last) });
}
