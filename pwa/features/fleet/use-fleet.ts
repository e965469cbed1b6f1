import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { askGently, type Asking } from './ask-gently.ts';

/** The hospital's last answer, when it came, and why there is no newer one. */
export interface FleetView {
  readonly answer: FleetAnswer | null;
  /** By this device's clock. */
  readonly receivedAt: number;
  readonly trouble: CallError | null;
  readonly refetch: () => void;
}
interface Kept {
  readonly answer: FleetAnswer;
  readonly receivedAt: number;
}
/** Names no patient: it may lie beside the session. */
const KEPT = 'fleet';
/** Pokes come with every word of every device. Somebody who keeps two such pages open all day stays within 1,000 requests an hour. */
const GENTLE_MS = 8_000;
const UNASKED_MS = 60_000;

/** Follows the fleet: asked anew when the stream says that something changed, once a minute besides, and when the network returns. */
export function useFleet(): FleetView {
  const kept = useSignal<Kept | null>(null);
  const trouble = useSignal<CallError | null>(null);
  const asking = useAsking(async (isGone) => {
    const answer = await callHospital<FleetAnswer>('GET', '/api/v1/fleet');
    if (isGone()) return;
    trouble.value = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    kept.value = { answer: answer.value, receivedAt: Date.now() };
    void deviceStore.write(KEPT, kept.peek()).catch(() => undefined);
  });
  const { deviceStore } = usePlatform();
  const pokes = useReplica()?.sync.fleetPokes.value ?? 0;
  useEffect(() => {
    void deviceStore.read<Kept>(KEPT).then(
      (before) => (kept.value ??= before ?? null),
      () => undefined,
    );
  }, [deviceStore, kept]);
  useEffect(() => asking.ask(), [asking, pokes]);
  return {
    answer: kept.value?.answer ?? null,
    receivedAt: kept.value?.receivedAt ?? 0,
    trouble: trouble.value,
    refetch: asking.askNow,
  };
}

/** Asks gently while the page is open, once a minute unasked, and when the network returns. */
function useAsking(question: (isGone: () => boolean) => Promise<void>): Asking {
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
  return asking;
}
