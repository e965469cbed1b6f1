import { whenSettled } from './when-settled.ts';

export interface Updates {
  /** Lets the waiting version take over; the page reloads once it has. */
  start(): void;
}
const LOOK_MS = 3_600_000;

/**
 * Registers the service worker once the page has settled, looks for a new version on focus and every hour, and tells when one
 * waits. The first worker of a device never reloads the page: there was no older version to replace.
 */
export async function followUpdates(onReady: () => void, signal: AbortSignal): Promise<Updates> {
  const nothing: Updates = { start: () => undefined };
  if (!('serviceWorker' in navigator)) return nothing;
  await whenSettled();
  const { Workbox } = await import('workbox-window');
  const wasControlled = navigator.serviceWorker.controller !== null;
  const workbox = new Workbox('/sw.js');
  workbox.addEventListener('waiting', onReady);
  let isReloading = false;
  navigator.serviceWorker.addEventListener(
    'controllerchange',
    () => {
      if (!wasControlled || isReloading) return;
      isReloading = true;
      location.reload();
    },
    { signal },
  );
  const registration = await workbox.register();
  if (registration?.waiting && wasControlled) onReady();
  const timer = setInterval(lookForUpdate, LOOK_MS);
  window.addEventListener('focus', lookForUpdate, { signal });
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return { start: () => workbox.messageSkipWaiting() };
}

/** Asks now whether there is a newer version: on focus, every hour, and when the hospital says that it has one. */
export function lookForUpdate(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .getRegistration()
    .then((registration) => registration?.update())
    .catch(() => undefined);
}
