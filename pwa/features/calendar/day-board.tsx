import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useKeys } from '#pwa/ui/use-keys.ts';
import { Asked } from './asked.tsx';
import { CarryBar } from './carry-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import type { Box, Column } from './day-columns.ts';
import { DayGrid } from './day-grid.tsx';
import { Ghost } from './landing-frame.tsx';
import { LostTimes } from './lost-times.tsx';
import { OpenCard } from './open-card.tsx';
import { firstStop, nextStop } from './grid-cursor.ts';
import { carried } from './move-target.ts';
import { placesOn } from './target-at.ts';
import { usePresses } from './use-presses.ts';
import { useCard } from './use-card.ts';
import { useColumnsShown } from './use-columns-shown.ts';
import type { DayView } from './use-day.ts';
import { useDeeds } from './use-deeds.ts';
import { useDrag } from './use-drag.ts';
import { gridKeys } from './use-keys.ts';
import { useMove } from './use-move.ts';
import { useRefocus } from './use-refocus.ts';
import { isLiftable, useRights } from './use-rights.ts';
import { focusStop, useRoving } from './use-roving.ts';

export interface DayBoardProps {
  readonly view: DayView;
  readonly onBook: (wall: string, practitionerId: string, minutes: number) => void;
  readonly onMoveDay: (appointmentId: string) => void;
}

/** The day that can be worked on: columns, cards, carrying, and the questions before a deed. One per day: its state ends with it. */
export function DayBoard(props: DayBoardProps): JSX.Element {
  const { view, onBook } = props;
  const rights = useRights();
  const { preferences } = usePlatform();
  const shown = useColumnsShown(view.columns);
  const grid = useRef<HTMLElement>(null);
  const ghost = useRef<HTMLElement>(null);
  const boxes = useMemo(() => boxesById(view.columns), [view.columns]);
  const boxOf = (id: string): Box | undefined => boxes.get(id);
  const deeds = useDeeds(view);
  const refocus = useRefocus(grid);
  const move = useMove(view, (box, landing) => deeds.land(box, landing));
  const card = useCard(grid, () => move.moving.peek() !== null);
  useDrag({ grid, ghost, move, boxOf, ...placesOn(grid, view) });
  useRoving(grid, () => firstStop(shown.columns, view.nowMinute ?? 0));
  const lift = (box: Box): void => {
    card.hide();
    focusStop(grid.current, box.id);
    refocus(box.id);
    if (isLiftable(box, rights)) move.lift(box, 'keys');
  };
  const step = (box: Box, to: DayStep): void => {
    refocus(box.id);
    deeds.step(box.row, to);
  };
  useKeys(
    grid,
    gridKeys({
      next: (id, direction) => nextStop(shown.columns, id, direction),
      carry: ({ box, landing: { target } }, way) =>
        carried({ box, target }, way, { columns: shown.columns, ...view.hours }),
      focus: focusStop,
      move,
      boxOf,
      lift,
      step,
      hasSingleKeys: () => preferences.hasSingleKeys.peek(),
    }),
  );
  usePresses(grid, { move, card, view, onBook });
  return (
    <>
      <LostTimes view={view} mayMove={rights.mayMove} onMove={deeds.move} />
      <ColumnChooser all={view.columns} shown={shown} />
      <DayGrid
        view={view}
        columns={shown.columns}
        abreast={shown.abreast}
        gridRef={grid}
        moving={move.moving}
        mayMove={rights.mayMove}
        mayBook={rights.mayMove}
      />
      <CarryBar move={move} view={view} />
      <Ghost moving={move.moving} view={view} grid={grid} ghost={ghost} />
      <OpenCard {...{ card, deeds, boxOf, lift, view, rights }} onMoveDay={props.onMoveDay} />
      <Asked deeds={deeds} view={view} />
    </>
  );
}

function boxesById(columns: readonly Column[]): ReadonlyMap<string, Box> {
  return new Map(columns.flatMap(({ boxes }) => boxes.map((box) => [box.id, box] as const)));
}
