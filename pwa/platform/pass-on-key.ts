import type { Signal } from '@preact/signals';
import type { DeviceKey } from './vault.ts';

const NAME = 'wardline-key';
/** Whoever has it answers within milliseconds; a busy machine takes longer. */
const PATIENCE_MS = 3000;
const LOOK_MS = 500;

/**
 * Hands the key from page to page without a disk: to other tabs by message, and over a reload through the service worker, which holds
 * it for half a minute in memory. Returns the way to ask for it.
 */
export function passOnKey(held: Signal<DeviceKey | null>): () => Promise<void> {
  if (typeof BroadcastChannel === 'undefined') return async () => undefined;
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<DeviceKey | 'who'>) => {
    if (data !== 'who') held.value ??= data;
    else if (held.peek()) channel.postMessage(held.peek());
  };
  followKey(held, channel);
  return async () => {
    if (held.peek()) return;
    const asked = [askTabs(held, channel), askWorker(held)];
    await Promise.race([
      Promise.all(asked),
      new Promise<void>((resolve) => {
        const stop = held.subscribe((key) => key && resolve());
        void Promise.all(asked).then(stop);
      }),
    ]);
  };
}

/** As long as this page has the key, others may know that it has, and whoever comes after it is left it. */
function followKey(held: Signal<DeviceKey | null>, channel: BroadcastChannel): void {
  let isTold = false;
  held.subscribe((key) => {
    if (!key || isTold) return;
    isTold = true;
    channel.postMessage(key);
    void globalThis.navigator?.locks?.request(
      NAME,
      { mode: 'shared' },
      () => new Promise(() => undefined),
    );
  });
  if (typeof window === 'undefined' || !navigator.serviceWorker) return;
  let registration: ServiceWorkerRegistration | undefined;
  // On the first visit it comes a while after the page.
  const looking = setInterval(() => {
    void navigator.serviceWorker.getRegistration().then((found) => {
      if (found) clearInterval(looking);
      registration = found;
    });
  }, LOOK_MS);
  window.addEventListener('pagehide', () => {
    const key = held.peek();
    if (!key) return;
    // While an update takes over there are two, and either may answer the next page.
    const workers = [registration?.active, registration?.waiting, registration?.installing];
    for (const worker of workers) worker?.postMessage({ type: 'HOLD_KEY', key });
  });
}

async function askTabs(held: Signal<DeviceKey | null>, channel: BroadcastChannel): Promise<void> {
  const locks = await globalThis.navigator?.locks?.query().catch(() => null);
  if (!locks?.held?.some(({ name }) => name === NAME)) return;
  channel.postMessage('who');
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    held.subscribe((key) => {
      if (!key) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function askWorker(held: Signal<DeviceKey | null>): Promise<void> {
  const registration = await globalThis.navigator?.serviceWorker?.getRegistration();
  const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ type: 'ASK_KEY' }, [port2]);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    port1.onmessage = ({ data }: MessageEvent<DeviceKey | null>) => {
      clearTimeout(timer);
      if (data) held.value ??= data;
      resolve();
    };
  });
  port1.close();
}
