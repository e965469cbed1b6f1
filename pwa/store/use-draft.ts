import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useSession } from './session-context.ts';

export interface Draft<T> {
  readonly value: Signal<T>;
  /** True once something half typed came back from an earlier visit. */
  readonly isRestored: ReadonlySignal<boolean>;
  /** The work is done or given up: nothing is kept. */
  clear(): void;
}

/**
 * What is half typed, kept on this device under the person's name: survives reload, lock, kill and update. Written with every key: a
 * browser drops what a page begins to write while it goes away, and a killed tab is given no other moment.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const session = useSession();
  const { deviceStore } = usePlatform();
  const person = session.kind === 'signed-in' ? session.person.id : 'nobody';
  const name = `draft/${person}/${key}`;
  const value = useSignal(initial);
  const isRestored = useSignal(false);
  useEffect(() => {
    let isTouched = false;
    const save = createSaver(() =>
      value.value === initial ? deviceStore.remove([name]) : deviceStore.write(name, value.value),
    );
    let isFirst = true;
    const stop = value.subscribe(() => {
      if (isFirst) return void (isFirst = false);
      isTouched = true;
      save();
    });
    void deviceStore.read<T>(name).then(
      (kept) => {
        if (kept === undefined || isTouched) return;
        isRestored.value = true;
        value.value = kept;
      },
      () => undefined,
    );
    return stop;
    // `initial` is often a fresh object: the draft belongs to its name alone.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [name, deviceStore]);
  return {
    value,
    isRestored,
    clear: () => {
      value.value = initial;
      isRestored.value = false;
      void deviceStore.remove([name]).catch(() => undefined);
    },
  };
}

/** One write at a time; what changes meanwhile is written after it, as it is by then. */
function createSaver(write: () => Promise<void>): () => void {
  let isWriting = false;
  let isStale = false;
  return () => {
    isStale = true;
    if (isWriting) return;
    isWriting = true;
    void (async () => {
      while (isStale) {
        isStale = false;
        await write().catch(() => undefined);
      }
      isWriting = false;
    })();
  };
}

/** True while anybody has something half typed on this device; an update then waits. */
export function useHasDrafts(): () => Promise<boolean> {
  const { deviceStore } = usePlatform();
  return async () => (await deviceStore.keysWith('draft/')).length > 0;
}
