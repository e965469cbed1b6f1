import type { DayStep } from '#shared/domain/appointment-step.ts';
import { letterOf } from '#pwa/ui/letter-of.ts';
import type { Box, Column } from './day-columns.ts';
import { nextStop, type Direction } from './grid-cursor.ts';
import { carried } from './move-target.ts';
import type { Move } from './use-move.ts';
import { focusStop } from './use-roving.ts';

export interface KeyDeps {
  readonly columns: readonly Column[];
  readonly hours: { readonly from: number; readonly to: number };
  readonly move: Move;
  readonly boxOf: (id: string) => Box | undefined;
  readonly step: (box: Box, to: DayStep) => void;
  readonly lift: (box: Box) => void;
  readonly hasSingleKeys: () => boolean;
}
const STEPS: Readonly<Record<string, DayStep>> = {
  a: 'arrived',
  c: 'checked-in',
  f: 'fulfilled',
  x: 'noshow',
};
const ALONG: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/** The keys of the grid (UI.md 5): arrows walk or carry, `M` lifts, `A C F X` are the steps of the day. */
export function gridKeys(deps: KeyDeps): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const root = event.currentTarget as HTMLElement;
    const stop = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    const isTaken = deps.move.moving.peek()
      ? carryKey(event, root, deps)
      : stop !== null && walkKey(event, { root, id: stop.dataset['stop'] ?? '' }, deps);
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function carryKey(
  event: KeyboardEvent,
  root: HTMLElement,
  { move, columns, hours }: KeyDeps,
): boolean {
  const moving = move.moving.peek();
  if (!moving) return false;
  if (event.key === 'Enter') move.letGo();
  else if (event.key === 'Escape') move.putBack();
  else {
    const way = sideOf(event, root) ?? event.key;
    if (way !== 'before' && way !== 'after' && way !== 'ArrowUp' && way !== 'ArrowDown') {
      return false;
    }
    move.aim(carried(moving.landing.target, way, { columns, ...hours }));
  }
  return true;
}

function walkKey(
  event: KeyboardEvent,
  { root, id }: { readonly root: HTMLElement; readonly id: string },
  deps: KeyDeps,
): boolean {
  const direction = ALONG[event.key] ?? sideOf(event, root);
  if (direction) return focusStop(root, nextStop(deps.columns, id, direction));
  const box = deps.boxOf(id);
  const key = letterOf(event);
  const to = STEPS[key];
  if (!box || event.shiftKey || !deps.hasSingleKeys()) return false;
  if (to) deps.step(box, to);
  else if (key === 'm') deps.lift(box);
  return to !== undefined || key === 'm';
}

/** Left is the clinician before, in Arabic the one after: the columns turn round with the writing. */
function sideOf({ key }: KeyboardEvent, root: HTMLElement): 'before' | 'after' | undefined {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const isTurned = getComputedStyle(root).direction === 'rtl';
  return (key === 'ArrowLeft') !== isTurned ? 'before' : 'after';
}
