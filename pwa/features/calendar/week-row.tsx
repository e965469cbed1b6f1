import type { JSX } from 'preact';
import { memo } from '#pwa/ui/memo.ts';
import type { Location } from '#shared/domain/location.ts';
import { isMovable } from '#shared/domain/move-appointment.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { nameWords, signOf, stateWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import { columnName } from './column-name.ts';
import type { Box, Column, FreeBox } from './day-columns.ts';
import type { WeekRow } from './week-rows.ts';

/** The days of the week; each leads to its day. */
export function WeekHead({
  days,
  today,
}: {
  readonly days: readonly string[];
  readonly today: string;
}): JSX.Element {
  return (
    <div class="week-head">
      {days.map((day) => (
        <button
          key={day}
          type="button"
          data-day={day}
          {...(day === today ? { 'aria-current': 'date' as const } : {})}
        >
          <bdi>{weekdayText(day)}</bdi>
        </button>
      ))}
    </div>
  );
}

export interface WeekRowBandProps {
  readonly row: WeekRow;
  readonly people: ReadonlyMap<string, Patient>;
  readonly arePeopleRead: boolean;
  readonly places: ReadonlyMap<string, Location>;
  readonly zone: string;
  readonly today: string;
  readonly nowMinute: number;
  readonly mayMove: boolean;
}

/** One clinician, room or clinic: the name over the days, a line a booking, and what is free. */
export const WeekRowBand = memo(function WeekRowBand(props: WeekRowBandProps): JSX.Element {
  const { row, places } = props;
  const { head } = row;
  const room = head.roomId && places.get(head.roomId)?.name;
  const about = [
    head.specialty,
    room,
    t('calendar.bookedCount', { n: row.booked }),
    head.side !== 'clinic' && t('calendar.freeCount', { n: row.free }),
  ].filter((part) => typeof part === 'string');
  return (
    <section class="week-row" style={{ '--lines': row.lines }} aria-label={columnName(head)}>
      <header>
        <h2>
          <bdi>{columnName(head)}</bdi>
        </h2>
        <p>{about.map(isolated).join(' · ')}</p>
      </header>
      {row.cells.map((cell) => (
        <Cell key={cell.id} cell={cell} {...props} />
      ))}
    </section>
  );
});

interface CellProps extends WeekRowBandProps {
  readonly cell: Column;
}

function Cell({ cell, ...props }: CellProps): JSX.Element {
  const { today, nowMinute, mayMove } = props;
  const isToday = cell.day === today;
  const shut = cell.shut.find(({ from, to }) => from === 0 && to === 1440);
  const isOff = cell.boxes.length === 0 && cell.free.length === 0 && shut;
  const nextId = isToday ? cell.boxes.find(({ minute }) => minute >= nowMinute)?.id : undefined;
  return (
    <div
      class={`week-cell${isToday ? ' week-today' : ''}${isOff ? ' week-off' : ''}`}
      data-column={cell.id}
      role="group"
      aria-label={weekdayText(cell.day)}
    >
      {isOff && <span class="week-why">{shut.reason ?? ''}</span>}
      {cell.boxes.map((box) => (
        <BookingLine key={box.id} box={box} isNext={box.id === nextId} {...props} />
      ))}
      {mayMove && cell.free[0] && <FreeLine free={cell.free[0]} count={cell.free.length} />}
    </div>
  );
}

interface BookingLineProps extends WeekRowBandProps {
  readonly box: Box;
  /** The first that is still to come today: the line of now runs above it. */
  readonly isNext: boolean;
}

function BookingLine({ box, isNext, ...props }: BookingLineProps): JSX.Element {
  const { people, arePeopleRead, zone, mayMove, nowMinute } = props;
  const { minute, minutes, look, row } = box;
  const patient = people.get(row.content.patientId ?? '');
  const sign = signOf(look);
  const state = stateWords(box, zone);
  const time = timeOf(minute);
  return (
    <>
      {isNext && (
        <div
          class="week-now"
          role="img"
          aria-label={t('calendar.now', { time: timeOf(nowMinute) })}
        />
      )}
      <button
        type="button"
        class={`wk ev-${look}`}
        data-stop={box.id}
        data-movable={mayMove && isMovable(row.content) ? '' : undefined}
        tabIndex={-1}
        aria-haspopup="dialog"
      >
        <small>
          <bdi>{time}</bdi>
        </small>
        <b dir="auto">
          <bdi>{nameWords(patient, arePeopleRead)}</bdi>
        </b>
        {sign && <Icon name={sign} />}
        <span class="vh">
          {`, ${time} – ${timeOf((minute + minutes) % 1440)}, ${state}, ${whoWords(patient)}`}
        </span>
      </button>
    </>
  );
}

function FreeLine({
  free,
  count,
}: {
  readonly free: FreeBox;
  readonly count: number;
}): JSX.Element {
  return (
    <button
      type="button"
      class="wk wk-free"
      data-stop={free.id}
      data-free={free.slot.wall}
      data-who={free.who}
      data-minutes={free.minutes}
      tabIndex={-1}
    >
      <Icon name="plus" />
      <span>{t('calendar.freeFrom', { time: timeOf(free.minute), n: count })}</span>
    </button>
  );
}
