import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { focusStop } from './use-roving.ts';

/** A booking that was carried is drawn anew in another column: the focus that stood on it follows. */
export function useRefocus(grid: RefObject<HTMLElement | null>): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const active = document.activeElement;
    const isLost = active === null || active === document.body;
    if (wanted.current && isLost) focusStop(grid.current, wanted.current);
    else if (!isLost && active.getAttribute('data-stop') !== wanted.current) wanted.current = null;
  });
  return (id) => void (wanted.current = id);
}
