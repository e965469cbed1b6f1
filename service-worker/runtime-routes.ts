import { CacheableResponsePlugin } from 'workbox-cacheable-response';
import { ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, StaleWhileRevalidate } from 'workbox-strategies';
import type { WorkboxPlugin } from 'workbox-core';
import { cacheFor, CACHES } from './what-is-kept.ts';

const DAY_S = 24 * 60 * 60;

/** Keeps reference data and staff photos for use offline; every other answer goes through untouched. */
export function keepReferenceData(): void {
  // Workbox's own plugins do not say `| undefined` where our compiler wants it.
  const only200 = new CacheableResponsePlugin({ statuses: [200] }) as WorkboxPlugin;
  const aWeek = { maxEntries: 200, maxAgeSeconds: 7 * DAY_S };
  const expiring = new ExpirationPlugin(aWeek) as WorkboxPlugin;
  const strategies = {
    staff: new StaleWhileRevalidate({ cacheName: CACHES.staff, plugins: [only200] }),
    photos: new CacheFirst({
      cacheName: CACHES.photos,
      plugins: [only200, expiring],
    }),
  };
  for (const [name, strategy] of Object.entries(strategies)) {
    registerRoute(
      ({ url, request, sameOrigin }) =>
        sameOrigin && request.method === 'GET' && cacheFor(url.pathname) === name,
      strategy,
    );
  }
}
