import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useAsking } from '#pwa/store/use-asking.ts';

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
  useEffect(() => {
    void deviceStore.read<Kept>(KEPT).then(
      (before) => (kept.value ??= before ?? null),
      () => undefined,
    );
  }, [deviceStore, kept]);
  return {
    answer: kept.value?.answer ?? null,
    receivedAt: kept.value?.receivedAt ?? 0,
    trouble: trouble.value,
    refetch: asking.askNow,
  };
}
