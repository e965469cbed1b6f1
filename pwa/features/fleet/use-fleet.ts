import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useReplica } from '#pwa/store/replica-context.ts';

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
/** Pokes come with every word of every device: the page asks at most so often. */
const GENTLE_MS = 2_000;
const UNASKED_MS = 60_000;

/** Follows the fleet: asked anew when the stream says that something changed, once a minute besides, and when the network returns. */
export function useFleet(): FleetView {
  const kept = useSignal<Kept | null>(null);
  const trouble = useSignal<CallError | null>(null);
  const ask = useAsking(async (isGone) => {
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
  useEffect(() => ask(), [ask, pokes]);
  return {
    answer: kept.value?.answer ?? null,
    receivedAt: kept.value?.receivedAt ?? 0,
    trouble: trouble.value,
    refetch: ask,
  };
}

/** Runs a question now, or as soon as the last one is long enough ago; questions that come meanwhile become one. */
function useAsking(question: (isGone: () => boolean) => Promise<void>): () => void {
  const latest = useRef(question);
  latest.current = question;
  const ask = useRef<() => void>(() => undefined);
  const stable = useRef(() => ask.current());
  useEffect(() => {
    let isGone = false;
    let isBusy = false;
    let last = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async (): Promise<void> => {
      timer = undefined;
      isBusy = true;
      last = Date.now();
      await latest.current(() => isGone);
      isBusy = false;
    };
    ask.current = () => {
      if (isGone || timer !== undefined) return;
      const wait = Math.max(isBusy ? GENTLE_MS : 0, last + GENTLE_MS - Date.now());
      if (wait > 0) timer = setTimeout(() => void run(), wait);
      else void run();
    };
    ask.current();
    const minute = setInterval(() => ask.current(), UNASKED_MS);
    window.addEventListener('online', ask.current);
    const asked = ask.current;
    return () => {
      isGone = true;
      clearTimeout(timer);
      clearInterval(minute);
      window.removeEventListener('online', asked);
    };
  }, []);
  return stable.current;
}
