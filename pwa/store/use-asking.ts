import { useEffect, useMemo, useRef } from 'preact/hooks';
import { askGently, type Asking } from './ask-gently.ts';
import { useReplica } from './replica-context.ts';

/** Pokes come with every word of every device. Somebody who keeps two such pages open all day stays within 1,000 requests an hour. */
const GENTLE_MS = 8_000;
const UNASKED_MS = 60_000;

/** Asks the hospital as long as the page is open: when the stream says that something changed, once a minute besides, and when the network returns. */
export function useAsking(question: (isGone: () => boolean) => Promise<void>): Asking {
  const pokes = useReplica()?.sync.fleetPokes.value ?? 0;
  const latest = useRef(question);
  latest.current = question;
  const isGone = useRef(false);
  const asking = useMemo(
    () => askGently(() => latest.current(() => isGone.current), GENTLE_MS),
    [],
  );
  useEffect(() => {
    isGone.current = false;
    const minute = setInterval(asking.ask, UNASKED_MS);
    window.addEventListener('online', asking.ask);
    return () => {
      isGone.current = true;
      asking.stop();
      clearInterval(minute);
      window.removeEventListener('online', asking.ask);
    };
  }, [asking]);
  useEffect(() => asking.ask(), [asking, pokes]);
  return asking;
}
