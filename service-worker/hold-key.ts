declare const self: ServiceWorkerGlobalScope;

/** Longer than a page takes to load again; a browser that is started anew has forgotten it in any case. */
const HELD_MS = 30_000;

/**
 * Between a page that goes and the next one the key of the device's store is held here, in memory and nowhere else: so a reload or an
 * update asks nobody for a password, and a browser that was closed does.
 */
export function holdKey(): void {
  let held: unknown = null;
  self.addEventListener('message', (event) => {
    const message = event.data as { readonly type?: unknown; readonly key?: unknown } | null;
    if (message?.type === 'ASK_KEY') event.ports[0]?.postMessage(held);
    if (message?.type !== 'HOLD_KEY') return;
    const { key } = message;
    held = key;
    const forgotten = new Promise<void>((resolve) => {
      setTimeout(() => {
        if (held === key) held = null;
        resolve();
      }, HELD_MS);
    });
    event.waitUntil(forgotten);
  });
}
