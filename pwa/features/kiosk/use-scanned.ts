import { useEffect, useRef } from 'preact/hooks';

/** A scanner types faster than any hand. */
const KEY_MS = 60;

/** Hears a scanner that types: figures and letters in quick succession, then Enter. What a hand types goes where it goes. */
export function useScanned(onText: (text: string) => void): void {
  const latest = useRef(onText);
  latest.current = onText;
  useEffect(() => {
    let text = '';
    let last = 0;
    const hear = (event: KeyboardEvent): void => {
      const isQuick = event.timeStamp - last < KEY_MS;
      last = event.timeStamp;
      if (event.key === 'Enter') {
        if (text.length > 8) latest.current(text);
        text = '';
      } else if (event.key.length === 1) text = isQuick ? text + event.key : event.key;
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, []);
}
