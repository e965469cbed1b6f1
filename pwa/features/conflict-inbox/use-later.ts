import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useSession } from '#pwa/store/session-context.ts';

export interface Later {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  /** Puts a case to the end of the list of this person on this device, or takes it up again. */
  toggle(id: string): void;
}
const MOST_KEPT = 200;

/** What was left for later: kept on this device for the person, and nothing that the hospital hears of. */
export function useLater(): Later {
  const { deviceStore } = usePlatform();
  const session = useSession();
  const key = `later/${session.kind === 'signed-in' ? session.person.id : 'nobody'}`;
  const ids = useSignal<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void deviceStore.read<readonly string[]>(key).then(
      (kept) => (ids.value = new Set(kept)),
      () => undefined,
    );
  }, [deviceStore, key, ids]);
  return {
    ids,
    toggle: (id) => {
      const next = new Set(ids.peek());
      if (!next.delete(id)) next.add(id);
      ids.value = next;
      void deviceStore.write(key, [...next].slice(-MOST_KEPT)).catch(() => undefined);
    },
  };
}
