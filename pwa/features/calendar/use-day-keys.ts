import { useEffect, useRef } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { letterOf } from '#pwa/ui/letter-of.ts';
import type { View } from './address.ts';

export interface DayKeys {
  /** By so many days, weeks or months; 0 is today. */
  readonly onTurn: (steps: number) => void;
  readonly onView: (view: View) => void;
}

/** `[` and `]` turn back and on, `T` to today, `D` and `W` to the day and the week (UI.md 5); never while somebody types, and not where single keys are off. */
export function useDayKeys(keys: DayKeys): void {
  const { preferences } = usePlatform();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const deed = deedOf(event, latest.current);
      if (!deed || !preferences.hasSingleKeys.peek()) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [preferences]);
}

function deedOf(event: KeyboardEvent, { onTurn, onView }: DayKeys): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === '[') return () => onTurn(-1);
  if (event.key === ']') return () => onTurn(1);
  const letter = letterOf(event);
  if (letter === 't') return () => onTurn(0);
  if (letter === 'd') return () => onView('day');
  return letter === 'w' ? () => onView('week') : null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null
  );
}
