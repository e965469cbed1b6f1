import { useLayoutEffect, useRef } from 'preact/hooks';

/** Hears keys inside an element that is itself no control: a list, a bar of tabs. */
export function useKeys(
  root: { readonly current: HTMLElement | null },
  onKey: (event: KeyboardEvent) => void,
): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useLayoutEffect(() => {
    const element = root.current;
    const hear = (event: KeyboardEvent): void => latest.current(event);
    element?.addEventListener('keydown', hear);
    return () => element?.removeEventListener('keydown', hear);
  }, [root]);
}
