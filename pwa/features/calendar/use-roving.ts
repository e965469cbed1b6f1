import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * The whole grid is one stop of the Tab key. Which booking it is stands in the page alone, so that moving the cursor draws
 * nothing anew.
 */
export function useRoving(
  grid: RefObject<HTMLElement | null>,
  startId: () => string | undefined,
): void {
  useEffect(() => {
    const root = grid.current;
    if (!root) return undefined;
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.dataset['stop']) makeStop(root, target);
    };
    root.addEventListener('focusin', onFocus);
    return () => root.removeEventListener('focusin', onFocus);
  }, [grid]);
  // After each drawing: a booking that has gone took the stop with it.
  useEffect(() => {
    const root = grid.current;
    if (!root || root.querySelector('[data-stop][tabindex="0"]')) return;
    const first =
      stopElement(root, startId() ?? '') ?? root.querySelector<HTMLElement>('[data-stop]');
    if (first) first.tabIndex = 0;
  });
}

/** Puts the focus on a booking or free time. False if it is not on screen. */
export function focusStop(root: HTMLElement | null, id: string): boolean {
  const element = root && stopElement(root, id);
  element?.focus();
  return Boolean(element);
}

/** The element of a booking or free time. */
export function stopElement(root: HTMLElement, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id)}"]`);
}

function makeStop(root: HTMLElement, element: HTMLElement): void {
  for (const old of root.querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]')) {
    old.tabIndex = -1;
  }
  element.tabIndex = 0;
}
