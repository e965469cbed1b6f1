import type { Signal } from '@preact/signals';
import type { DeviceKey } from './vault.ts';

const NAME = 'wardline-key';
/** Whoever has it answers within milliseconds; a busy machine takes longer. */
const PATIENCE_MS = 3000;
const LOOK_MS = 500;

/** How the key goes from page to page. */
export interface KeyHands {
  /** Asks whoever may have it. */
  recall(): Promise<void>;
  /** Resolves when somebody is there who holds it between this page and the next one: on the first visit nobody is yet. */
  prepare(): Promise<void>;
}

/**
 * Hands the key from page to page without a disk: to other tabs by message, and over a reload through the service worker, which holds
 * it for half a minute in memory.
 */
export function passOnKey(held: Signal<DeviceKey | null>): KeyHands {
  if (typeof BroadcastChannel === 'undefined')
    return { recall: async () => undefined, prepare: async () => undefined };
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<DeviceKey | 'who'>) => {
    if (data !== 'who') held.value ??= data;
    else if (held.peek()) channel.postMessage(held.peek());
  };
  tellTabs(held, channel);
  const prepare = leaveToWorker(held);
  const recall = async (): Promise<void> => {
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
  return { recall, prepare };
}

/** As long as this page has the key, others may know that it has. */
function tellTabs(held: Signal<DeviceKey | null>, channel: BroadcastChannel): void {
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
}

/** Whoever comes after this page is left the key. Returns the way to have somebody there to leave it to. */
function leaveToWorker(held: Signal<DeviceKey | null>): KeyHands['prepare'] {
  if (typeof window === 'undefined' || !navigator.serviceWorker) return async () => undefined;
  let registration: ServiceWorkerRegistration | undefined;
  // On the first visit it comes a while after the page.
  const looking = setInterval(
    () => void navigator.serviceWorker.getRegistration().then(find),
    LOOK_MS,
  );
  const find = (found: ServiceWorkerRegistration | undefined): void => {
    if (found) clearInterval(looking);
    registration = found;
  };
  window.addEventListener('pagehide', () => {
    const key = held.peek();
    if (!key) return;
    // While an update takes over there are two, and either may answer the next page.
    const workers = [registration?.active, registration?.waiting, registration?.installing];
    for (const worker of workers) worker?.postMessage({ type: 'HOLD_KEY', key });
  });
  return () => {
    const registered = navigator.serviceWorker.register('/sw.js').then(find, () => undefined);
    const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
    return Promise.race([registered, patience]);
  };
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
