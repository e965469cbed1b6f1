import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { hearScans } from './hear-scans.ts';

/** The shape of what is on wristbands (`shared/domain/scan-code.ts` reads it). */
const OURS = /\d{41}$/;

/** What a scanner has typed, anywhere in the app; `onScan` is called when something has. */
export function useScans(onScan: () => void): Signal<string> {
  const scanned = useSignal('');
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(
    () =>
      hearScans(
        (figures) => OURS.exec(figures)?.[0] ?? null,
        (text) => {
          scanned.value = text;
          latest.current();
        },
      ),
    [scanned],
  );
  return scanned;
}
