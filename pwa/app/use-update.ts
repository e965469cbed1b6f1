import { signal, useSignal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
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

/** How long nobody must have touched a visible page before the new version starts by itself. */
const IDLE_MS = 10 * 60_000;
const LOOK_MS = 30_000;

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

/** Tries when the page is hidden, and when nobody has touched it for long. */
function startWhenIdle(start: () => Promise<void>): () => void {
  let touched = performance.now();
  const touch = (): void => void (touched = performance.now());
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') void start();
  };
  const timer = setInterval(() => {
    if (performance.now() - touched > IDLE_MS) void start();
  }, LOOK_MS);
  onHidden();
  document.addEventListener('visibilitychange', onHidden);
  for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, touch);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onHidden);
    for (const name of ['pointerdown', 'keydown']) window.removeEventListener(name, touch);
  };
}
