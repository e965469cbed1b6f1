import { useEffect, useRef } from 'preact/hooks';

const DAYS: Readonly<Record<string, number>> = { '[': -1, ']': 1, t: 0, T: 0 };

/** `[` and `]` turn to the day before and after, `T` to today (UI.md 5); never while somebody types. */
export function useDayKeys(onTurn: (days: number) => void): void {
  const latest = useRef(onTurn);
  latest.current = onTurn;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const days = DAYS[event.key];
      if (days === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      latest.current(days);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null
  );
}
