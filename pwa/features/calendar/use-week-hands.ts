import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useKeys } from '#pwa/ui/use-keys.ts';
import type { Box, Column } from './day-columns.ts';
import type { Target } from './move-target.ts';
import { useCard, type Card } from './use-card.ts';
import { useDeeds, type Deeds } from './use-deeds.ts';
import { useDrag } from './use-drag.ts';
import { gridKeys } from './use-keys.ts';
import { useMove, type Move } from './use-move.ts';
import { useRefocus } from './use-refocus.ts';
import { isLiftable, useRights, type Rights } from './use-rights.ts';
import { focusStop, useRoving } from './use-roving.ts';
import type { RowsShown } from './use-rows-shown.ts';
import type { WeekView } from './use-week.ts';
import { carriedInWeek, nextInWeek } from './week-cursor.ts';

export interface WeekHandsDeps {
  readonly view: WeekView;
  readonly grid: RefObject<HTMLElement | null>;
  readonly ghost: RefObject<HTMLElement | null>;
  readonly rows: RowsShown;
  readonly onBook: (wall: string, practitionerId: string, minutes: number) => void;
  readonly onDay: (day: string) => void;
}
/** What a hand can do in the week. */
export interface WeekHands {
  readonly boxOf: (id: string) => Box | undefined;
  readonly deeds: Deeds;
  readonly move: Move;
  readonly card: Card;
  readonly lift: (box: Box) => void;
  readonly rights: Rights;
}

/** Carrying, keys, presses and cards of the week, over the same machine as the day's. */
export function useWeekHands(deps: WeekHandsDeps): WeekHands {
  const { view, grid, ghost, rows } = deps;
  const rights = useRights();
  const { preferences } = usePlatform();
  const boxes = useMemo(() => boxesById(view.columns), [view.columns]);
  const boxOf = (id: string): Box | undefined => boxes.get(id);
  const deeds = useDeeds(view);
  const refocus = useRefocus(grid);
  const move = useMove(view, (box, landing) => deeds.land(box, landing));
  const card = useCard(grid, () => move.moving.peek() !== null);
  useDrag({ grid, ghost, move, boxOf, targetAt: (x, y) => cellAt(move, x, y) });
  useLandingMark(grid, move);
  useRoving(grid, () => undefined);
  const lift = (box: Box): void => {
    card.hide();
    focusStop(grid.current, box.id);
    refocus(box.id);
    if (isLiftable(box, rights)) move.lift(box, 'keys');
  };
  const onKey = (event: KeyboardEvent): void =>
    gridKeys({
      next: (id, direction) => nextInWeek(view.rows, id, direction),
      carry: ({ box, landing: { target } }, way) =>
        withLength(box, carriedInWeek(view.rows, target, way), way),
      focus: (root, id) => rows.reveal(id, () => focusStop(root, id)),
      step: (box, to) => {
        refocus(box.id);
        deeds.step(box.row, to);
      },
      hasSingleKeys: () => preferences.hasSingleKeys.peek(),
      move,
      boxOf,
      lift,
    })(event);
  useKeys(grid, onKey);
  usePress(grid, (stop) => {
    if (move.moving.peek()) return move.letGo();
    const { free, who = '', minutes, stop: id = '', day } = stop?.dataset ?? {};
    if (day) deps.onDay(day);
    else if (free) deps.onBook(free, who, Number(minutes));
    else if (id) card.pin(id);
    else card.hide();
  });
  return { boxOf, deeds, move, card, lift, rights };
}

/** The cell under a point of the screen; the booking keeps its time of day. */
function cellAt(move: Move, x: number, y: number): Target | null {
  const moving = move.moving.peek();
  const cell = document.elementFromPoint(x, y + 4)?.closest<HTMLElement>('[data-column]');
  const columnId = cell?.dataset['column'];
  if (!moving || columnId === undefined) return null;
  return { columnId, minute: moving.box.minute };
}

const STEP = 15;

function withLength(box: Box, target: Target, way: string): Target {
  if (way !== 'longer' && way !== 'shorter') return target;
  const minutes = (target.minutes ?? box.minutes) + (way === 'longer' ? STEP : -STEP);
  return minutes >= STEP && target.minute + minutes <= 1440 ? { ...target, minutes } : target;
}

/** Marks the cell where a carried booking would land, in the page alone: nothing is drawn anew while a hand moves. */
function useLandingMark(grid: { readonly current: HTMLElement | null }, move: Move): void {
  useEffect(
    () =>
      move.moving.subscribe((now) => {
        const old = grid.current?.querySelector('[data-landing]');
        const id = now?.landing.target.columnId;
        const cell =
          id === undefined
            ? null
            : grid.current?.querySelector(`[data-column="${CSS.escape(id)}"]`);
        if (old !== cell) old?.removeAttribute('data-landing');
        cell?.setAttribute('data-landing', now?.landing.verdict.kind === 'free' ? 'free' : 'no');
      }),
    [grid, move.moving],
  );
}

function usePress(
  grid: { readonly current: HTMLElement | null },
  onPress: (stop: HTMLElement | null) => void,
): void {
  const latest = useRef(onPress);
  latest.current = onPress;
  useEffect(() => {
    const root = grid.current;
    const press = ({ target }: MouseEvent): void =>
      latest.current((target as HTMLElement).closest<HTMLElement>('[data-stop], [data-day]'));
    root?.addEventListener('click', press);
    return () => root?.removeEventListener('click', press);
  }, [grid]);
}

function boxesById(columns: readonly Column[]): ReadonlyMap<string, Box> {
  return new Map(columns.flatMap(({ boxes }) => boxes.map((box) => [box.id, box] as const)));
}
