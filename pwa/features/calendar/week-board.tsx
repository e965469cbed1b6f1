import type { JSX, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { Asked } from './asked.tsx';
import { CarryBar } from './carry-bar.tsx';
import { Ghost } from './landing-frame.tsx';
import { LostTimes } from './lost-times.tsx';
import { OpenCard } from './open-card.tsx';
import { useRowsShown, type RowsShown } from './use-rows-shown.ts';
import { useWeekHands } from './use-week-hands.ts';
import type { WeekView } from './use-week.ts';
import { WeekHead, WeekRowBand } from './week-row.tsx';

export interface WeekBoardProps {
  readonly view: WeekView;
  readonly onBook: (wall: string, practitionerId: string, minutes: number) => void;
  readonly onDay: (day: string) => void;
  readonly onMoveDay: (appointmentId: string) => void;
}

/** The week that can be worked on: a row for everybody, a cell a day, a line a booking. Only rows in sight are drawn. */
export function WeekBoard(props: WeekBoardProps): JSX.Element {
  const { view } = props;
  const grid = useRef<HTMLElement>(null);
  const ghost = useRef<HTMLElement>(null);
  const rows = useRowsShown(grid, view.rows);
  const { boxOf, deeds, move, card, lift, rights } = useWeekHands({ ...props, grid, ghost, rows });
  return (
    <>
      <LostTimes view={view} mayMove={rights.mayMove} onMove={deeds.move} />
      <WeekGrid {...{ view, grid, rows }} mayMove={rights.mayMove} />
      <CarryBar move={move} view={view} isForPointer />
      <Ghost moving={move.moving} view={view} grid={grid} ghost={ghost} />
      <OpenCard {...{ card, deeds, boxOf, lift, view, rights }} onMoveDay={props.onMoveDay} />
      <Asked deeds={deeds} view={view} />
    </>
  );
}

interface WeekGridProps {
  readonly view: WeekView;
  readonly grid: RefObject<HTMLElement | null>;
  readonly rows: RowsShown;
  readonly mayMove: boolean;
}

function WeekGrid({ view, grid, rows, mayMove }: WeekGridProps): JSX.Element {
  const { first, last } = rows.shown.value;
  const shape = {
    '--cols': view.days.length,
    '--above': `${rows.tops[first] ?? 0}px`,
    '--below': `${(rows.tops.at(-1) ?? 0) - (rows.tops[last] ?? 0)}px`,
  };
  return (
    <div
      class="cal-week"
      style={shape}
      ref={grid as RefObject<HTMLDivElement>}
      role="group"
      aria-label={t('calendar.weekGrid')}
    >
      <WeekHead days={view.days} today={view.today} />
      <div class="week-above" />
      {view.rows.slice(first, last).map((row) => (
        <WeekRowBand
          key={row.subject}
          row={row}
          people={view.people}
          arePeopleRead={view.arePeopleRead}
          places={view.places}
          zone={view.zone}
          today={view.today}
          nowMinute={view.nowMinute}
          mayMove={mayMove}
        />
      ))}
      <div class="week-below" />
    </div>
  );
}
