import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';

/** What the sign-in page knows of the hospital: kept from last time, then as it answers. */
export interface HospitalSeen {
  readonly hospital: HospitalAnswer | null;
  /** True once a request has failed for want of a network. */
  readonly isUnreachable: boolean;
}
const KEY = 'hospital';

/** The hospital before anybody has signed in. The page never waits for it. */
export function useHospital(): ReadonlySignal<HospitalSeen> {
  const seen = useSignal<HospitalSeen>({ hospital: null, isUnreachable: false });
  const { deviceStore } = usePlatform();
  useEffect(() => {
    let isFresh = false;
    void deviceStore.read<HospitalAnswer>(KEY).then(
      (kept) => {
        if (kept && !isFresh) seen.value = { ...seen.value, hospital: kept };
      },
      () => undefined,
    );
    const ask = async (): Promise<void> => {
      const answer = await callHospital<HospitalAnswer>('GET', '/api/v1/hospital');
      if (!answer.ok) {
        seen.value = { ...seen.value, isUnreachable: answer.error.kind === 'unreachable' };
        return;
      }
      isFresh = true;
      seen.value = { hospital: answer.value, isUnreachable: false };
      // Passwords of a demo are shown while the hospital says so, never kept.
      await deviceStore.write(KEY, { ...answer.value, demo: [] }).catch(() => undefined);
    };
    void ask();
    const again = (): void => void ask();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [deviceStore, seen]);
  return seen;
}
