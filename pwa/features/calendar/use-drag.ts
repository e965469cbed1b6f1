import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Box } from './day-columns.ts';
import type { Target } from './move-target.ts';
import type { Move } from './use-move.ts';

export interface DragDeps {
  readonly grid: RefObject<HTMLElement | null>;
  readonly ghost: RefObject<HTMLElement | null>;
  readonly move: Move;
  readonly boxOf: (id: string) => Box | undefined;
  /** The column and minute under a point of the screen. */
  readonly targetAt: (x: number, y: number) => Target | null;
  /** The booking as it would be if it ended at that height; absent where no length is seen. */
  readonly stretchedTo?: (box: Box, y: number) => Target | null;
}
interface Press {
  readonly pointer: number;
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  /** From the top of the booking to the finger; from its end, where that is what was taken hold of. */
  readonly grip: number;
  readonly isEnd: boolean;
  readonly height: number;
  isLifted: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}
/** A hand trembles: below this it is a press, not a drag. */
const SLACK_PX = 6;
/** A finger scrolls; only one that rests first carries. */
const REST_MS = 350;
const EDGE_PX = 56;
/** So near to its end a mouse takes hold of the end alone; a finger cannot mean so little. */
const END_PX = 7;

/**
 * Moving by pointer. Per pointer event one transform of the ghost; the place under it is judged anew only when it is another
 * quarter of an hour or column (`aim`).
 */
export function useDrag(deps: DragDeps): void {
  const latest = useRef(deps);
  latest.current = deps;
  useEffect(() => {
    const { grid } = latest.current;
    return grid.current ? watch(grid.current, latest) : undefined;
  }, []);
}

function watch(grid: HTMLElement, latest: { readonly current: DragDeps }): () => void {
  const carrier = createCarrier(grid, latest);
  const gone = new AbortController();
  const { signal } = gone;
  grid.addEventListener('pointerdown', carrier.press, { signal });
  grid.addEventListener('pointermove', carrier.carry, { signal });
  grid.addEventListener('pointerup', () => carrier.end(true), { signal });
  grid.addEventListener('pointercancel', () => carrier.end(false), { signal });
  // A carrying finger must not scroll; only a listener that is not passive can say so.
  const hold = (event: TouchEvent): void => {
    if (carrier.isCarrying()) event.preventDefault();
  };
  grid.addEventListener('touchmove', hold, { signal, passive: false });
  const putBack = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !carrier.isCarrying()) return;
    event.stopPropagation();
    carrier.end(false);
  };
  window.addEventListener('keydown', putBack, { signal, capture: true });
  return () => {
    carrier.end(false);
    gone.abort();
  };
}

interface Carrier {
  readonly press: (event: PointerEvent) => void;
  readonly carry: (event: PointerEvent) => void;
  readonly end: (isLetGo: boolean) => void;
  readonly isCarrying: () => boolean;
}

function createCarrier(grid: HTMLElement, latest: { readonly current: DragDeps }): Carrier {
  let press: Press | null = null;
  const end = (isLetGo: boolean): void => {
    const last = press;
    press = null;
    if (!last) return;
    clearTimeout(last.timer);
    if (!last.isLifted) return;
    const { move } = latest.current;
    if (isLetGo) move.letGo();
    else move.putBack();
    swallowNextClick();
  };
  const lift = (now: Press): void => {
    now.isLifted = latest.current.move.lift(now.box, 'pointer');
    if (now.isLifted) grid.setPointerCapture(now.pointer);
    else end(false);
  };
  const carry = (event: PointerEvent): void => {
    const now = press;
    if (!now || event.pointerId !== now.pointer) return;
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
    if (!now.isLifted) {
      if (Math.hypot(dx, dy) < SLACK_PX) return;
      if (event.pointerType === 'touch') return end(false);
      lift(now);
    }
    const { ghost, move, targetAt, stretchedTo } = latest.current;
    const { box, grip, isEnd } = now;
    const at = event.clientY - grip;
    if (isEnd) ghost.current?.style.setProperty('height', `${Math.max(0, now.height + dy)}px`);
    else ghost.current?.style.setProperty('transform', `translate(${dx}px, ${dy}px)`);
    const target = isEnd ? stretchedTo?.(box, at) : targetAt(event.clientX, at);
    if (target) move.aim(target);
    scrollAtEdge(grid, event.clientY);
  };
  return {
    carry,
    end,
    isCarrying: () => press?.isLifted === true,
    press: (event) => {
      press ??= pressAt(event, latest.current);
      const now = press;
      if (now && event.pointerType === 'touch') now.timer = setTimeout(() => lift(now), REST_MS);
    },
  };
}

function pressAt(event: PointerEvent, { boxOf, stretchedTo }: DragDeps): Press | null {
  const element = (event.target as HTMLElement).closest<HTMLElement>('[data-movable]');
  const box = element && boxOf(element.dataset['stop'] ?? '');
  if (!box || event.button !== 0) return null;
  const { pointerId: pointer, clientX: x, clientY: y } = event;
  const { top, bottom, height } = element.getBoundingClientRect();
  const isNearEnd = y <= bottom && bottom - y <= Math.min(END_PX, height / 3);
  const isEnd = isNearEnd && stretchedTo !== undefined && event.pointerType !== 'touch';
  const grip = y - (isEnd ? bottom : top);
  return { pointer, box, x, y, grip, isEnd, height, isLifted: false, timer: undefined };
}

/** The click that follows a drop is not a press on the booking. */
function swallowNextClick(): void {
  const gone = new AbortController();
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
    gone.abort();
  };
  window.addEventListener('click', swallow, { capture: true, signal: gone.signal });
  setTimeout(() => gone.abort(), 50);
}

function scrollAtEdge(grid: HTMLElement, y: number): void {
  const { top, bottom } = grid.getBoundingClientRect();
  if (y < top + EDGE_PX) grid.scrollTop -= EDGE_PX / 4;
  else if (y > bottom - EDGE_PX) grid.scrollTop += EDGE_PX / 4;
}
