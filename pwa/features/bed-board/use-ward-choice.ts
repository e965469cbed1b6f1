import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import type { PlaceRow } from '#pwa/store/use-beds.ts';

const KEY = 'last-ward';

/** Which ward is shown: the one named, else the one this device showed last, else the first. Undefined until the device has said. */
export function useWardChoice(
  wards: readonly PlaceRow[],
  named: string | undefined,
): PlaceRow | undefined {
  const { deviceStore } = usePlatform();
  const last = useSignal<string | null | undefined>(undefined);
  useEffect(() => {
    if (named) void deviceStore.write(KEY, named).catch(() => undefined);
    else
      void deviceStore.read<string>(KEY).then(
        (kept) => (last.value = kept ?? null),
        () => (last.value = null),
      );
  }, [named, deviceStore, last]);
  if (named) return wards.find(({ id }) => id === named);
  if (last.value === undefined) return undefined;
  return wards.find(({ id }) => id === last.value) ?? wards[0];
}
