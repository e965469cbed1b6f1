import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { pointOf, targetAt } from './target-at.ts';
import type { Card } from './use-card.ts';
import type { DayView } from './use-day.ts';
import type { Move } from './use-move.ts';

export interface PressDeps {
  readonly move: Move;
  readonly card: Card;
  readonly view: Pick<DayView, 'columns' | 'hours'>;
  readonly onBook: (wall: string, practitionerId: string, minutes: number) => void;
}

/** A press on the grid: lands what is carried, books a free time, or opens the card of a booking. */
export function usePresses(grid: RefObject<HTMLElement | null>, deps: PressDeps): void {
  const latest = useRef(deps);
  latest.current = deps;
  useEffect(() => {
    const root = grid.current;
    const press = (event: MouseEvent): void => pressed(root, event, latest.current);
    root?.addEventListener('click', press);
    return () => root?.removeEventListener('click', press);
  }, [grid]);
}

function pressed(root: HTMLElement | null, event: MouseEvent, deps: PressDeps): void {
  const { move, card, view, onBook } = deps;
  const stop = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
  if (move.moving.peek()) {
    const target = targetAt(root, pointOf(event, stop), view);
    if (target) move.aim(target);
    move.letGo();
    return;
  }
  const { free, who = '', minutes, stop: id = '' } = stop?.dataset ?? {};
  if (free) onBook(free, who, Number(minutes));
  else if (id) card.pin(id);
  else card.hide();
}
