import { cacheNames } from 'workbox-core';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NOT_A_PAGE } from './what-is-kept.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | PrecacheEntry)[];
};
declare const __APP_VERSION__: string;

/** Keeps every file of this build with its revision, and answers every page with the app itself. */
export function keepAssets(): void {
  const files = self.__WB_MANIFEST;
  // Before Workbox's own: whoever answers a request ends its way through the listeners.
  self.addEventListener('fetch', (event) => {
    if (event.request.mode !== 'navigate') return;
    event.waitUntil(
      fetchCleared(files.map((file) => (typeof file === 'string' ? file : file.url))).catch(
        () => undefined,
      ),
    );
  });
  precacheAndRoute(files);
  cleanupOutdatedCaches();
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [...NOT_A_PAGE] }),
  );
}

/**
 * A browser or a person may clear the caches while the worker stays. What is gone is fetched again when a page opens: Workbox does so
 * at an install alone, and the next start may be without a network. Only from a hospital that still has this version: two builds in
 * one cache would fit nowhere.
 */
async function fetchCleared(files: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheNames.precache);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const wanted = files.flatMap((file) => getCacheKeyForURL(file) ?? []);
  const gone = wanted.filter((url) => !kept.has(url));
  if (gone.length > 0 && (await isServedStill())) await cache.addAll(gone);
}

async function isServedStill(): Promise<boolean> {
  const answer = await fetch('/version.json', { cache: 'no-store' });
  const { appVersion } = (await answer.json()) as { readonly appVersion?: unknown };
  return appVersion === __APP_VERSION__;
}
