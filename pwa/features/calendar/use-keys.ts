import type { DayStep } from '#shared/domain/appointment-step.ts';
import { letterOf } from '#pwa/ui/letter-of.ts';
import type { Box } from './day-columns.ts';
import type { Direction } from './grid-cursor.ts';
import type { Target, Way } from './move-target.ts';
import type { Move, Moving } from './use-move.ts';

export interface KeyDeps {
  /** Where an arrow leads from a booking or free time. */
  readonly next: (id: string, direction: Direction) => string;
  /** Where an arrow carries the booking that is in the air. */
  readonly carry: (moving: Moving, way: Way) => Target;
  /** Puts the focus on a stop, also on one that is not drawn yet. */
  readonly focus: (root: HTMLElement, id: string) => boolean;
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

/** The keys of the grid (UI.md 5): arrows walk or carry, with Shift they change the length, `M` lifts, `A C F X` are the steps of the day. */
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

function carryKey(event: KeyboardEvent, root: HTMLElement, { move, carry }: KeyDeps): boolean {
  const moving = move.moving.peek();
  if (!moving) return false;
  if (event.key === 'Enter') move.letGo();
  else if (event.key === 'Escape') move.putBack();
  else {
    const way = lengthOf(event) ?? sideOf(event, root) ?? alongOf(event);
    if (!way) return false;
    move.aim(carry(moving, way));
  }
  return true;
}

function walkKey(
  event: KeyboardEvent,
  { root, id }: { readonly root: HTMLElement; readonly id: string },
  deps: KeyDeps,
): boolean {
  const isLength = lengthOf(event) !== undefined;
  const direction = isLength ? undefined : (ALONG[event.key] ?? sideOf(event, root));
  if (direction) return deps.focus(root, deps.next(id, direction));
  const box = deps.boxOf(id);
  const key = letterOf(event);
  const to = STEPS[key];
  if (box && isLength) {
    deps.lift(box);
    return carryKey(event, root, deps);
  }
  if (!box || event.shiftKey || !deps.hasSingleKeys()) return false;
  if (to) deps.step(box, to);
  else if (key === 'm') deps.lift(box);
  return to !== undefined || key === 'm';
}

/** Shift and an arrow make it shorter or longer. */
function lengthOf({ key, shiftKey }: KeyboardEvent): 'shorter' | 'longer' | undefined {
  if (!shiftKey) return undefined;
  return key === 'ArrowUp' ? 'shorter' : key === 'ArrowDown' ? 'longer' : undefined;
}

function alongOf({ key }: KeyboardEvent): 'ArrowUp' | 'ArrowDown' | undefined {
  return key === 'ArrowUp' || key === 'ArrowDown' ? key : undefined;
}

/** Left is the clinician before, in Arabic the one after: the columns turn round with the writing. */
function sideOf({ key }: KeyboardEvent, root: HTMLElement): 'before' | 'after' | undefined {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const isTurned = getComputedStyle(root).direction === 'rtl';
  return (key === 'ArrowLeft') !== isTurned ? 'before' : 'after';
}
