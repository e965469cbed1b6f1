import { useEffect, useRef } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';

const ELSEWHERE = 'input, select, textarea, dialog, [contenteditable="true"]';

/** The figures 1 to 9, outside fields and only where single keys are on (UI.md 5). */
export function useDigitKeys(onDigit: (n: number) => void): void {
  const { preferences } = usePlatform();
  const latest = useRef(onDigit);
  latest.current = onDigit;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!/^[1-9]$/.test(event.key) || !preferences.hasSingleKeys.peek()) return;
      if (event.target instanceof HTMLElement && event.target.closest(ELSEWHERE)) return;
      event.preventDefault();
      latest.current(Number(event.key));
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [preferences]);
}
