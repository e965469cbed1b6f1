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
const PAUSE_MS = 150;

/**
 * What is half typed, kept on this device under the person's name: survives reload, lock, kill and update. Written after each
 * pause and at once when the page is hidden, because a killed tab is given no other moment.
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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = (): void => {
      clearTimeout(timer);
      timer = undefined;
      if (value.value === initial) void deviceStore.remove([name]).catch(() => undefined);
      else void deviceStore.write(name, value.value).catch(() => undefined);
    };
    let isFirst = true;
    const stop = value.subscribe(() => {
      if (isFirst) return void (isFirst = false);
      isTouched = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE_MS);
    });
    void deviceStore.read<T>(name).then(
      (kept) => {
        if (kept === undefined || isTouched) return;
        isRestored.value = true;
        value.value = kept;
      },
      () => undefined,
    );
    const flush = (): void => {
      if (timer !== undefined) save();
    };
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      flush();
      stop();
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
    };
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

/** True while anybody has something half typed on this device; an update then waits. */
export function useHasDrafts(): () => Promise<boolean> {
  const { deviceStore } = usePlatform();
  return async () => (await deviceStore.keysWith('draft/')).length > 0;
}
