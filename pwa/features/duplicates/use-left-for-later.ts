import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useSession } from '#pwa/store/session-context.ts';

const MOST_KEPT = 500;

/** Pairs that this person left for later on this device; nothing that the hospital hears of. */
export function useLeftForLater(): {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  readonly toggle: (id: string) => void;
} {
  const { deviceStore } = usePlatform();
  const session = useSession();
  const key = `later-pairs/${session.kind === 'signed-in' ? session.person.id : 'nobody'}`;
  const ids = useSignal<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void deviceStore.read<readonly string[]>(key).then(
      (kept) => (ids.value = new Set(kept)),
      () => undefined,
    );
  }, [deviceStore, key, ids]);
  const toggle = (id: string): void => {
    const next = new Set(ids.peek());
    if (!next.delete(id)) next.add(id);
    ids.value = next;
    void deviceStore.write(key, [...next].slice(-MOST_KEPT)).catch(() => undefined);
  };
  return { ids, toggle };
}
