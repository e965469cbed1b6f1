import type { Box, Column } from './day-columns.ts';
import { stepOf, type Target } from './move-target.ts';
import type { DragDeps } from './use-drag.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Scene {
  readonly columns: readonly Column[];
  readonly hours: { readonly from: number; readonly to: number };
}

/** Where things are on the day that is drawn: what a pointer over it means. */
export function placesOn(
  grid: { readonly current: HTMLElement | null },
  scene: Scene,
): Pick<Required<DragDeps>, 'targetAt' | 'stretchedTo'> {
  return {
    targetAt: (x, y) => targetAt(grid.current, { x, y }, scene),
    stretchedTo: (box, y) => stretchedTo(grid.current, { box, y }, scene),
  };
}

/** The column and the minute under a point of the screen, on the steps in which that clinician is booked. */
export function targetAt(grid: HTMLElement | null, { x, y }: Point, scene: Scene): Target | null {
  const section = sectionsOf(grid).find((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left <= x && x < right;
  });
  const minute = section && minuteAt(section, y, scene);
  if (minute === undefined) return null;
  const columnId = section?.dataset['column'] ?? '';
  const step = stepOf(scene.columns.find(({ id }) => id === columnId));
  return { columnId, minute: snapped(minute, step, scene.hours) };
}

/** A booking whose end is carried to a height of the screen: it begins when it did, and is longer or shorter by whole steps. */
function stretchedTo(
  grid: HTMLElement | null,
  { box, y }: { readonly box: Box; readonly y: number },
  scene: Scene,
): Target | null {
  const { columnId, minute, minutes } = box;
  const section = sectionsOf(grid).find((one) => one.dataset['column'] === columnId);
  const end = section && minuteAt(section, y, scene);
  if (end === undefined) return null;
  const step = stepOf(scene.columns.find(({ id }) => id === columnId));
  const more = Math.round((Math.min(end, scene.hours.to) - minute - minutes) / step) * step;
  return { columnId, minute, minutes: Math.max(Math.min(step, minutes), minutes + more) };
}

function sectionsOf(grid: HTMLElement | null): readonly HTMLElement[] {
  return [...(grid?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
}

function minuteAt(section: HTMLElement, y: number, { hours }: Scene): number | undefined {
  const area = section.querySelector('.cal-col')?.getBoundingClientRect();
  return area && hours.from + ((y - area.top) / area.height) * (hours.to - hours.from);
}

/** The nearest step of a day that is shown from `from` to `to`. */
export function snapped(minute: number, step: number, { from, to }: Scene['hours']): number {
  const near = from + Math.round((minute - from) / step) * step;
  return Math.max(from, Math.min(to - step, near));
}

/** Where a press means to land: at the top of the free time or booking that was pressed, else where the finger is. */
export function pointOf(event: MouseEvent, stop: Element | null): Point {
  const top = stop?.getBoundingClientRect().top;
  return { x: event.clientX, y: top ?? event.clientY };
}
