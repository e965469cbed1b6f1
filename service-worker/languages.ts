import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { CACHES, languageOf, wordsToFetch } from './what-is-kept.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WORDS: readonly string[] };

/**
 * The words of a language are kept from its first use on this device, and fetched anew with each new version, so that a tablet that
 * speaks Arabic goes on speaking it offline. Nobody else pays for them.
 */
export function keepLanguages(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && languageOf(url.pathname) !== null,
    new CacheFirst({ cacheName: CACHES.words }),
  );
  self.addEventListener('install', (event) => event.waitUntil(fetchSpoken()));
  self.addEventListener('activate', (event) => event.waitUntil(dropOld()));
}

async function fetchSpoken(): Promise<void> {
  const cache = await caches.open(CACHES.words);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await cache.addAll([...wordsToFetch(kept, self.__WORDS)]);
}

async function dropOld(): Promise<void> {
  const cache = await caches.open(CACHES.words);
  const old = (await cache.keys()).filter(
    ({ url }) => !self.__WORDS.includes(new URL(url).pathname),
  );
  await Promise.all(old.map((request) => cache.delete(request)));
}
