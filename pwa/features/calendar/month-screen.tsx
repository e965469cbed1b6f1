import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { instantAt } from '#shared/lib/clock.ts';
import { isHeldDay } from '#shared/sync/window.ts';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations, useSchedules } from '#pwa/store/queries.ts';
import { useAppointmentsByDay } from '#pwa/store/use-appointments-by-day.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { useCalendarAddress, type CalendarAddress } from './address.ts';
import type { AppointmentRow } from './day-columns.ts';
import { DayActions, DayTurner } from './day-head.tsx';
import {
  dayLoad,
  firstOnSheet,
  MONTH_DAYS,
  monthLater,
  sheetDays,
  type DayLoad,
} from './month-days.ts';
import { useDayKeys } from './use-day-keys.ts';

const MONTHS = { before: 'calendar.monthBefore', after: 'calendar.monthAfter' } as const;

/** How full each day of a month is: `/calendar/month?day=&clinic=`. A press on a day opens it. */
export function MonthScreen(): JSX.Element {
  const address = useCalendarAddress('month');
  const { day, today, show } = address;
  const turn = (months: number): void =>
    show({ day: months === 0 ? today : monthLater(day, months) });
  useDayKeys({ onTurn: turn, onView: (view) => show({ view }) });
  const loadOf = useLoads(address);
  const days = sheetDays(day);
  return (
    <Screen
      title={t('calendar.title')}
      heading={
        <div class="row">
          <DayTurner isToday={day.slice(0, 7) === today.slice(0, 7)} words={MONTHS} onTurn={turn} />
          <h1>{monthWords(day)}</h1>
        </div>
      }
      actions={<DayActions address={address} onPrint={() => window.print()} />}
      wide
    >
      <div class="month" role="group" aria-label={t('calendar.monthGrid')}>
        {days.slice(0, 7).map((one) => (
          <div key={one} class="month-name" aria-hidden="true">
            {weekdayText(one).split(' ')[0]}
          </div>
        ))}
        {days.map((one) => (
          <MonthDay
            key={one}
            day={one}
            load={loadOf(one)}
            isOther={!one.startsWith(day.slice(0, 7))}
            today={today}
            onOpen={() => show({ view: 'day', day: one })}
          />
        ))}
      </div>
    </Screen>
  );
}

/** "November 2026". */
function monthWords(day: string): string {
  return `${weekdayText(day, 'long').replace(/^.*\d+ /, '')} ${day.slice(0, 4)}`;
}

interface MonthDayProps {
  readonly day: string;
  /** Null while it is being counted. */
  readonly load: DayLoad | null;
  readonly isOther: boolean;
  readonly today: string;
  readonly onOpen: () => void;
}

function MonthDay({ day, load, isOther, today, onOpen }: MonthDayProps): JSX.Element {
  const isHeld = isHeldDay(day, today);
  const off = load?.isShut && isHeld ? ' month-off' : '';
  return (
    <button
      type="button"
      class={`month-day${isOther ? ' month-other' : ''}${off}`}
      {...(day === today ? { 'aria-current': 'date' as const } : {})}
      onClick={onOpen}
    >
      <b>
        <span class="vh">{weekdayText(day, 'long')}</span>
        <span aria-hidden="true">{Number(day.slice(8))}</span>
      </b>
      {!isHeld ? <span>{t('calendar.outside')}</span> : <Load load={load} isOver={day < today} />}
    </button>
  );
}

interface LoadProps {
  readonly load: DayLoad | null;
  /** What is free on a day that is over is nobody's question. */
  readonly isOver: boolean;
}

function Load({ load, isOver }: LoadProps): JSX.Element {
  if (!load) return <span>{t('calendar.monthReading')}</span>;
  if (load.isShut) return <span>{t('calendar.monthShut')}</span>;
  const { booked, free, clashes } = load;
  return (
    <>
      {!isOver && (
        <span class="month-bar" style={{ '--full': booked / Math.max(1, booked + free) }}>
          <i />
        </span>
      )}
      <span>{t('calendar.bookedCount', { n: booked })}</span>
      {!isOver && (
        <span class="month-free">
          {free === 0 ? t('calendar.full') : t('calendar.freeCount', { n: free })}
        </span>
      )}
      {clashes > 0 && (
        <span class="month-flag">
          <Icon name="alert" />
          {t('calendar.sumClash', { n: clashes })}
        </span>
      )}
    </>
  );
}

/** The load of each day; a day whose bookings did not change is not counted again. */
function useLoads({ day, clinicId }: CalendarAddress): (day: string) => DayLoad | null {
  const first = firstOnSheet(day);
  const live = useAppointmentsByDay({ first, count: MONTH_DAYS, early: 7 }).value;
  const schedules = useSchedules().value;
  const locations = useLocations().value;
  const minute = Math.floor(useNow(60_000).value / 300_000) * 300_000;
  const counted = useRef(new Map<string, { rows: readonly AppointmentRow[]; load: DayLoad }>());
  const deps = useMemo(() => {
    counted.current.clear();
    if (schedules.kind !== 'ready' || locations.kind !== 'ready') return null;
    const places = new Map(locations.rows.map(({ id, content }) => [id, content] as const));
    return {
      schedules: schedules.rows.map(({ content }) => content),
      clinicId,
      capacityOf: (roomId: string) => places.get(roomId)?.capacity ?? 1,
      after: instantAt(minute),
    };
  }, [schedules, locations, clinicId, minute]);
  return (one) => {
    const rows = live.kind === 'ready' ? live.rows.get(one) : undefined;
    if (!rows || !deps) return null;
    const old = counted.current.get(one);
    if (old?.rows === rows) return old.load;
    const load = dayLoad(one, rows, deps);
    counted.current.set(one, { rows, load });
    return load;
  };
}
