import type { Page } from '@playwright/test';

/** One answer that the service worker keeps. */
export interface KeptFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that the caches of a device hold; only those whose name has the word in it, where one is given. */
export function keptFiles(page: Page, word = ''): Promise<readonly KeptFile[]> {
  return page.evaluate(async (wanted) => {
    const names = (await caches.keys()).filter((name) => name.includes(wanted));
    const files = names.map(async (name) => {
      const cache = await caches.open(name);
      const requests = await cache.keys();
      return Promise.all(
        requests.map(async (request) => ({
          path: new URL(request.url).pathname,
          text: (await (await cache.match(request))?.text()) ?? '',
        })),
      );
    });
    return (await Promise.all(files)).flat();
  }, word);
}

/** The files that the worker of the version served now is to keep from the first visit on. */
export async function filesToKeep(hospital: { readonly url: string }): Promise<readonly string[]> {
  const worker = await (await fetch(`${hospital.url}/sw.js`)).text();
  return [...worker.matchAll(/url:[`"]([^`"]+)[`"]/g)].map(([, file]) => `/${file}`);
}

/** The parts of the version served now that a device keeps besides, once it needs them. */
export async function assetsOf(hospital: { readonly url: string }): Promise<readonly string[]> {
  const worker = await (await fetch(`${hospital.url}/sw.js`)).text();
  return [...new Set(worker.match(/\/assets\/[\w.-]+\.js(?=[`"',])/g))];
}
