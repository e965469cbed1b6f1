import { outdated } from './what-is-kept.ts';

declare const self: ServiceWorkerGlobalScope;

/** Starts the new version when the page says so (nothing half typed is lost), and clears what older versions kept. */
export function answerUpdates(): void {
  self.addEventListener('message', (event) => {
    const message: unknown = event.data;
    if (isSkipWaiting(message)) void self.skipWaiting();
  });
  self.addEventListener('activate', (event) => event.waitUntil(removeOutdated()));
}

async function removeOutdated(): Promise<void> {
  await Promise.all(outdated(await caches.keys()).map((name) => caches.delete(name)));
}

function isSkipWaiting(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING'
  );
}
