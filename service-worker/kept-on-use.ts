import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { CACHES, isOfStaff, neededFor, partOf, partsToFetch } from './what-is-kept.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __PARTS: readonly string[] };
/** Written here by the build. */
const PARTS = self.__PARTS;

/**
 * Parts of the app that few devices need are kept from their first use there, and fetched anew with each new version: a tablet that
 * speaks Arabic goes on speaking it offline, and no other tablet pays for it. What staff may need without a network is kept when the page
 * says that somebody works here, and with it what a device needs that does not seal: the worker comes after its first start, and the
 * version before had it under another name.
 */
export function keepWhatIsUsed(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && partOf(url.pathname) !== null,
    new CacheFirst({ cacheName: CACHES.parts }),
  );
  self.addEventListener('install', (event) => event.waitUntil(fetchUsed()));
  self.addEventListener('activate', (event) => event.waitUntil(dropOld()));
  self.addEventListener('message', (event) => {
    const message: unknown = event.data;
    // What could not be had is asked for again at the next start.
    if (message !== 'KEEP_STAFF_PARTS') return;
    event.waitUntil(
      fetchUsed()
        .then(fetchForStaff)
        .catch(() => undefined),
    );
  });
}

async function fetchUsed(): Promise<void> {
  const cache = await caches.open(CACHES.parts);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await cache.addAll([...partsToFetch(kept, PARTS, neededFor(await databases()))]);
}

async function databases(): Promise<readonly (string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

/** One after the other: nobody waits for it. */
async function fetchForStaff(): Promise<void> {
  const cache = await caches.open(CACHES.parts);
  for (const path of PARTS.filter(isOfStaff)) if (!(await cache.match(path))) await cache.add(path);
}

async function dropOld(): Promise<void> {
  const cache = await caches.open(CACHES.parts);
  const old = (await cache.keys()).filter(({ url }) => !PARTS.includes(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}
