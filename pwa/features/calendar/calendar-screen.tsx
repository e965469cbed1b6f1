import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { addDays, isDay } from '#shared/scheduling/wall-time.ts';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { DayBoard } from './day-board.tsx';
import { DayActions, DayTurner } from './day-head.tsx';
import { DayPrint } from './day-print.tsx';
import { DaySumLine } from './day-sum-line.tsx';
import { EmptyDay, OutsideWindow } from './empty-day.tsx';
import { useDay } from './use-day.ts';
import { useDayKeys } from './use-day-keys.ts';

/** The day by clinician: `/calendar?day=&clinic=`. */
export function CalendarScreen(): JSX.Element {
  const { query, route } = useLocation();
  const today = useToday();
  const day = isDay(query['day']) ? query['day'] : today;
  const clinicId = query['clinic'] || null;
  const isCancelledShown = useSignal(false);
  const live = useDay({ day, clinicId, isCancelledShown: isCancelledShown.value });
  const show = (next: { readonly day?: string; readonly clinicId?: string | null }): void =>
    route(calendarHref({ day, clinicId, ...next }, today));
  const turn = (days: number): void => show({ day: days === 0 ? today : addDays(day, days) });
  const book = (wall: string, practitionerId: string, minutes: number): void =>
    route(
      `/book?${new URLSearchParams({ practitioner: practitionerId, wall, minutes: `${minutes}` })}`,
    );
  useDayKeys(turn);
  return (
    <Screen
      title={t('calendar.title')}
      heading={
        <div class="row">
          <DayTurner isToday={day === today} onTurn={turn} />
          <h1>{weekdayText(day, 'long')}</h1>
        </div>
      }
      actions={<DayActions day={day} clinicId={clinicId} onShow={show} />}
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
                key={view.day}
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

/** The address of a day; today and all clinics are what an address without them means. */
function calendarHref(
  { day, clinicId }: { readonly day: string; readonly clinicId: string | null },
  today: string,
): string {
  const query = new URLSearchParams({
    ...(day === today ? {} : { day }),
    ...(clinicId ? { clinic: clinicId } : {}),
  }).toString();
  return query ? `/calendar?${query}` : '/calendar';
}
