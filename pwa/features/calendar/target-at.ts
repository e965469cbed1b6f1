import type { Column } from './day-columns.ts';
import { stepOf, type Target } from './move-target.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Scene {
  readonly columns: readonly Column[];
  readonly hours: { readonly from: number; readonly to: number };
}

/** The column and the minute under a point of the screen, on the steps in which that clinician is booked. */
export function targetAt(grid: HTMLElement | null, { x, y }: Point, scene: Scene): Target | null {
  const sections = [...(grid?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
  const section = sections.find((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left <= x && x < right;
  });
  const area = section?.querySelector('.cal-col')?.getBoundingClientRect();
  if (!section || !area) return null;
  const columnId = section.dataset['column'] ?? '';
  const { from, to } = scene.hours;
  const minute = from + ((y - area.top) / area.height) * (to - from);
  const step = stepOf(scene.columns.find(({ id }) => id === columnId));
  return { columnId, minute: snapped(minute, step, scene.hours) };
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
