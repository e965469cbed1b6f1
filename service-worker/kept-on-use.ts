import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { CACHES, partOf, partsToFetch } from './what-is-kept.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __PARTS: readonly string[] };

/**
 * Parts of the app that few devices need are kept from their first use there, and fetched anew with each new version: a tablet that
 * speaks Arabic goes on speaking it offline, and no other tablet pays for it.
 */
export function keepWhatIsUsed(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && partOf(url.pathname) !== null,
    new CacheFirst({ cacheName: CACHES.parts }),
  );
  self.addEventListener('install', (event) => event.waitUntil(fetchUsed()));
  self.addEventListener('activate', (event) => event.waitUntil(dropOld()));
}

async function fetchUsed(): Promise<void> {
  const cache = await caches.open(CACHES.parts);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await cache.addAll([...partsToFetch(kept, self.__PARTS)]);
}

async function dropOld(): Promise<void> {
  const cache = await caches.open(CACHES.parts);
  const old = (await cache.keys()).filter(
    ({ url }) => !self.__PARTS.includes(new URL(url).pathname),
  );
  await Promise.all(old.map((request) => cache.delete(request)));
}
