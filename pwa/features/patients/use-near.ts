import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** How far outside the window something counts as near: two screens of a tall desktop. */
const MARGIN_PX = 1600;
/** The height of a page nobody has seen yet; only the scroll bar knows. */
const UNSEEN_PX = 3200;

/** Whether an element is near the window, and how high it was when it last was. What holds the focus stays near. */
export function useNear(root: { readonly current: HTMLElement | null }): {
  readonly isNear: boolean;
  readonly height: number;
} {
  const isNear = useSignal(false);
  const height = useRef(UNSEEN_PX);
  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const isInside = entries.at(-1)?.isIntersecting === true;
        if (isInside === isNear.peek() || element.contains(document.activeElement)) return;
        if (!isInside) height.current = element.offsetHeight;
        isNear.value = isInside;
      },
      { rootMargin: `${MARGIN_PX}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [root, isNear]);
  return { isNear: isNear.value, height: height.current };
}
