import { signal, useSignal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { startWhenIdle } from './start-when-idle.ts';
import { followUpdates, type Updates } from '#pwa/platform/updates.ts';
import { useHasDrafts } from '#pwa/store/use-draft.ts';

export interface Update {
  readonly isReady: ReadonlySignal<boolean>;
  readonly start: () => void;
}
/** Followed once by the app, shown at the door and in the frame. */
export const UpdateContext = createContext<Update>({
  isReady: signal(false),
  start: () => undefined,
});

/** The update of this page. */
export function useUpdate(): Update {
  return useContext(UpdateContext);
}

/** Follows the service worker in production builds; in development there is none. */
export function useFollowedUpdate(): Update {
  const isReady = useSignal(false);
  const updates = useRef<Updates | null>(null);
  const hasDrafts = useHasDrafts();
  const mayStart = useRef(hasDrafts);
  mayStart.current = hasDrafts;
  useEffect(() => {
    if (!import.meta.env.PROD) return undefined;
    const stop = new AbortController();
    void followUpdates(() => (isReady.value = true), stop.signal).then(
      (followed) => (updates.current = followed),
      () => undefined,
    );
    return () => stop.abort();
  }, [isReady]);
  useEffect(() => {
    if (!isReady.value) return undefined;
    return startWhenIdle(async () => {
      if (!(await mayStart.current())) updates.current?.start();
    });
  }, [isReady.value, isReady]);
  return { isReady, start: () => updates.current?.start() };
}
