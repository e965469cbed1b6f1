import { useEffect, useRef } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { letterOf } from '#pwa/ui/letter-of.ts';

/** `[` and `]` turn to the day before and after, `T` to today (UI.md 5); never while somebody types, and not where single keys are off. */
export function useDayKeys(onTurn: (days: number) => void): void {
  const { preferences } = usePlatform();
  const latest = useRef(onTurn);
  latest.current = onTurn;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const days = daysOf(event);
      if (days === null || !preferences.hasSingleKeys.peek()) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      latest.current(days);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [preferences]);
}

function daysOf(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === '[') return -1;
  if (event.key === ']') return 1;
  return letterOf(event) === 't' ? 0 : null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null
  );
}
